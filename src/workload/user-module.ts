import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Loader, type Message, type Plugin } from 'esbuild';
import { type Guise, inGuise, missingName, refusedGlobals, standIns } from './guise.ts';
import { BadInput, type Problem } from './problem.ts';

/**
 * Imports a file of the user's, TypeScript or JavaScript, without a build step of theirs. Its own relative imports are
 * bundled; `patternbench` and `patternbench/scenario` mean this very package. k6's modules are refused but in its guise.
 * @throws {BadInput} where it cannot be read, compiled or evaluated, with file and line.
 */
export async function importUserModule(file: string, guise: Guise | null = null): Promise<Record<string, unknown>> {
  const path = resolve(file);
  const code = await bundle(path, file, guise);
  const folder = mkdtempSync(join(tmpdir(), 'patternbench-'));
  try {
    const name = `${createHash('sha256').update(code).digest('hex').slice(0, 12)}.mjs`;
    writeFileSync(join(folder, name), code);
    return await evaluated(join(folder, name), file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function evaluated(path: string, file: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof BadInput) {
      throw new BadInput(error.problems.map((problem) => ({ ...problem, place: `${file}: ${problem.place}` })));
    }
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new BadInput([
      { place: file, found: `an exception while it was loaded (${what})`, expected: 'a module that loads' },
    ]);
  }
}

/** One module of the user's files, with everything else imported from where it stands. */
async function bundle(path: string, file: string, guise: Guise | null): Promise<string> {
  try {
    const { outputFiles } = await build({
      entryPoints: [path],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'silent',
      ...(guise === null ? { sourcemap: false } : inGuise(guise)),
      plugins: [...(guise === null ? [] : [standIns(guise)]), fromWhereItStands()],
      outfile: 'bundle.mjs',
    });
    const code = outputFiles.find((output) => !output.path.endsWith('.map'))?.text ?? '';
    const map = outputFiles.find((output) => output.path.endsWith('.map'))?.text;
    const refused = guise === null || map === undefined ? [] : refusedGlobals(code, map, guise);
    if (refused.length > 0) throw new BadInput(refused);
    return code;
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(messages(error).map((message) => problemOf(message, file, guise)));
  }
}

function messages(error: unknown): Partial<Message>[] {
  const listed = (error as { errors?: unknown }).errors;
  return Array.isArray(listed) && listed.length > 0 ? listed : [{ text: String(error), location: null }];
}

function problemOf({ text, location, detail }: Partial<Message>, file: string, guise: Guise | null): Problem {
  const place = location ? `${location.file}:${location.line}:${location.column + 1}` : file;
  const missing = guise === null ? null : missingName(text, guise);
  if (missing !== null) return { place, ...missing };
  const expected = typeof detail === 'string' ? detail : 'a TypeScript or JavaScript module';
  return { place, found: text ?? 'something unreadable', expected };
}

/**
 * Keeps packages out of the bundle, by the path at which the user's file would find them, and `patternbench` by ours;
 * gives `import.meta.url` of each bundled file its own value.
 */
function fromWhereItStands(): Plugin {
  return {
    name: 'from where it stands',
    setup(context) {
      context.onResolve({ filter: /^patternbench(\/scenario)?$/ }, ({ path }) => ({
        path: ownModule(path === 'patternbench' ? 'index' : 'scenario'),
        external: true,
      }));
      context.onResolve({ filter: /^k6(\/|$)/ }, ({ path }) => ({
        errors: [{ text: `an import of ${path}`, detail: 'an import of k6 in a scenario script only' }],
      }));
      context.onResolve({ filter: /^[^./]/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
        if (kind === 'entry-point' || path.startsWith('node:') || pluginData === resolved) return undefined;
        const found = await context.resolve(path, { kind, resolveDir, importer, pluginData: resolved });
        if (found.errors.length > 0 || found.external) return found;
        return { path: pathToFileURL(found.path).href, external: true };
      });
      context.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, async ({ path }) => ({
        contents: (await readFile(path, 'utf8')).replaceAll(
          'import.meta.url',
          JSON.stringify(pathToFileURL(path).href),
        ),
        loader: loaders[extname(path)] ?? 'js',
        resolveDir: dirname(path),
      }));
    },
  };
}

/** Marks a path that is being asked of esbuild itself. */
const resolved = Symbol('resolved');

const loaders: Readonly<Record<string, Loader>> = {
  '.ts': 'ts',
  '.mts': 'ts',
  '.cts': 'ts',
  '.tsx': 'tsx',
  '.jsx': 'jsx',
};

function ownModule(name: 'index' | 'scenario'): string {
  return new URL(`../${name}${extname(fileURLToPath(import.meta.url))}`, import.meta.url).href;
}
