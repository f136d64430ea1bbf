import { fileURLToPath } from 'node:url';

const bundles = new Map<string, Promise<string>>();

/**
 * The arguments with which `node` runs a file of this folder as a process of its own. Compiled, that is the file itself;
 * where the sources run as they are (tests) it is bundled first, as not every supported Node runs TypeScript.
 */
export async function entryArguments(name: string): Promise<string[]> {
  if (!import.meta.url.endsWith('.ts')) return [fileURLToPath(new URL(`./${name}.js`, import.meta.url))];
  const bundled = bundles.get(name) ?? bundle(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)));
  bundles.set(name, bundled);
  return ['--input-type=module', '--eval', await bundled];
}

async function bundle(file: string): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
  });
  const text = outputFiles[0]?.text;
  if (text === undefined) throw new Error(`esbuild made nothing of ${file}`);
  return text;
}
