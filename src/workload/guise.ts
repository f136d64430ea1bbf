import { SourceMap, type SourceMapPayload } from 'node:module';
import type { BuildOptions, Plugin } from 'esbuild';
import type { Problem } from './problem.ts';

/** What another tool's runtime offers a file of the user's, and how much of it there is here. */
export interface Guise {
  /** Modules by the name under which they are imported. */
  readonly modules: Readonly<Record<string, StandIn>>;
  /** What to use instead of a module that there is not; `null` for one that has nothing to do with the other tool. */
  readonly insteadOf: (specifier: string) => string | null;
  /** Where its global values are read: members of what the module exports as `globals`. */
  readonly globals: { readonly url: string; readonly members: Readonly<Record<string, string>> };
  /** Global functions that there are not, with what to use instead. */
  readonly refusedGlobals: Readonly<Record<string, string>>;
}

/** The module that is imported for another, and the names it has. */
export interface StandIn {
  readonly url: string;
  readonly names: readonly string[];
}

/** Global names become members of one object, which is imported before all else. */
const globalsName = 'patternbenchGlobals';

export function inGuise({
  globals,
  refusedGlobals: refused,
}: Guise): Pick<BuildOptions, 'banner' | 'define' | 'sourcemap' | 'sourcesContent'> {
  const members = Object.entries(globals.members).map(([name, member]) => [name, `${globalsName}.${member}`]);
  const marked = Object.keys(refused).map((name) => [name, `${globalsName}.${name}`]);
  return {
    banner: { js: `import { globals as ${globalsName} } from ${JSON.stringify(globals.url)};` },
    define: Object.fromEntries([...members, ...marked]),
    sourcemap: 'external',
    sourcesContent: false,
  };
}

/** Uses of global functions that there are not: esbuild marked them, and only where no name of the script's own hides them. */
export function refusedGlobals(code: string, map: string, { refusedGlobals: refused }: Guise): Problem[] {
  const source = new SourceMap(JSON.parse(map) as SourceMapPayload);
  const lines = code.split('\n');
  return Object.entries(refused).flatMap(([name, expected]) => {
    const use = `${globalsName}.${name}`;
    return lines.flatMap((line, at): Problem[] => {
      const found = new RegExp(`\\b${use}\\b`).exec(line);
      if (found === null) return [];
      const entry = source.findEntry(at, found.index);
      const place =
        'originalSource' in entry
          ? `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
          : 'the script';
      return [{ place, found: `${name}()`, expected }];
    });
  });
}

/** Gives the other tool's modules, as far as there are any; a name that one does not have is told with its line. */
export function standIns({ modules, insteadOf }: Guise): Plugin {
  const namespace = 'stand-in';
  return {
    name: namespace,
    setup(context) {
      context.onResolve({ filter: /^[^./]/ }, ({ path, namespace: from }) => {
        if (from === namespace) return { path, external: true };
        if (modules[path] !== undefined) return { path, namespace };
        const detail = insteadOf(path);
        return detail === null ? undefined : { errors: [{ text: `an import of ${path}`, detail }] };
      });
      context.onLoad({ filter: /./, namespace }, ({ path }) => {
        const { url = '', names = [] } = modules[path] ?? {};
        return {
          contents: names.length === 0 ? '' : `export { ${names.join(', ')} } from ${JSON.stringify(url)};`,
          loader: 'js',
        };
      });
    },
  };
}

/** A name that a module does not have, as a problem without its place; `null` where a message is about something else. */
export function missingName(text: string | undefined, { modules }: Guise): Omit<Problem, 'place'> | null {
  const [, module = '', name] = /^No matching export in "stand-in:(.+)" for import "(.+)"$/.exec(text ?? '') ?? [];
  if (name === undefined) return null;
  const names = modules[module]?.names.filter((one) => one !== 'default') ?? [];
  return { found: `an import of ${name} from ${module}`, expected: `one of ${names.join(', ')}` };
}
