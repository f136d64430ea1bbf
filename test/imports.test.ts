import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Rooms that a room may import from, beside itself. Arrows point one way; what is missing here is forbidden. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/dataset': [],
  'src/workload': ['src/dataset'],
  'src/measure': ['src/workload'],
  'src/capacity': ['src/measure', 'src/workload'],
  'src/bill': ['src/workload'],
  'src/engines': ['src/workload'],
  'src/load': ['src/measure', 'src/workload'],
  'src/judge': ['src/bill', 'src/capacity', 'src/runs', 'src/measure', 'src/dataset', 'src/workload'],
  'src/targets': ['src/engines', 'src/capacity', 'src/measure', 'src/dataset', 'src/workload'],
  'src/seeding': ['src/targets', 'src/engines', 'src/judge', 'src/dataset', 'src/workload'],
  'src/plan': [
    'src/judge',
    'src/targets',
    'src/capacity',
    'src/bill',
    'src/runs',
    'src/measure',
    'src/dataset',
    'src/workload',
  ],
  'src/coverage': ['src/targets', 'src/capacity', 'src/runs', 'src/measure', 'src/dataset', 'src/workload'],
  'src/findings': [
    'src/check',
    'src/coverage',
    'src/plan',
    'src/judge',
    'src/targets',
    'src/capacity',
    'src/runs',
    'src/measure',
    'src/dataset',
    'src/workload',
  ],
  'src/check': [
    'src/coverage',
    'src/targets',
    'src/capacity',
    'src/judge',
    'src/runs',
    'src/measure',
    'src/dataset',
    'src/workload',
  ],
  'src/script': ['src/measure', 'src/workload'],
  'src/replay': [
    'src/script',
    'src/engines',
    'src/load',
    'src/targets',
    'src/judge',
    'src/measure',
    'src/dataset',
    'src/workload',
    'src/runs',
  ],
  'src/findmax': ['src/plan', 'src/replay', 'src/judge', 'src/measure', 'src/runs', 'src/dataset', 'src/workload'],
  'src/runs': ['src/bill', 'src/measure', 'src/workload'],
  reports: ['src/runs', 'src/measure', 'src/judge', 'src/bill', 'src/capacity', 'src/workload'],
};

/** User code that we happen to ship. */
const userCode = /^(scenarios|seed)\//;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly line: number;
}

function sources(folders = ['src', 'reports', 'scenarios', 'seed']): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const { module } = parseSync(file, text);
  const line = (at: number): number => text.slice(0, at).split('\n').length;
  const found = [
    ...module.staticImports.map(({ moduleRequest, start }) => ({ name: moduleRequest.value, start })),
    ...module.staticExports.flatMap(({ entries, start }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [{ name: moduleRequest.value, start }] : [])),
    ),
    ...module.dynamicImports.map(({ moduleRequest, start }) => ({
      name: text.slice(moduleRequest.start, moduleRequest.end).replace(/^['"]|['"]$/g, ''),
      start,
    })),
  ];
  return found.map(({ name, start }) => ({
    from: file,
    to: name.startsWith('.') ? relative(root, normalize(join(root, dirname(file), name))) : name,
    line: line(start),
  }));
}

function room(file: string): string {
  const parts = file.split('/');
  return parts[0] === 'src' && parts.length > 2 ? `src/${parts[1]}` : (parts[0] ?? '');
}

const all = sources().flatMap(importsOf);
const inside = all.filter(({ to }) => /^(src|reports|scenarios|seed)\//.test(to));

describe('imports', () => {
  it('reads the whole tree', () => {
    expect(sources().length).toBeGreaterThan(100);
    expect(inside.length).toBeGreaterThan(300);
  });

  it('go only where the plan of the house allows', () => {
    const wrong = inside.filter(({ from, to }) => {
      const allowed = mayImport[room(from)];
      return allowed !== undefined && room(from) !== room(to) && !allowed.includes(room(to));
    });
    expect(wrong.map(({ from, line, to }) => `${from}:${line} imports ${to}`)).toEqual([]);
  });

  it('of nothing but the command line and the package’s own run reach into src/cli', () => {
    const wrong = inside.filter(
      ({ from, to }) => room(to) === 'src/cli' && room(from) !== 'src/cli' && from !== 'src/run-scenario.ts',
    );
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('of user code name the package and not its inside', () => {
    const wrong = inside.filter(({ from, to }) => userCode.test(from) && !userCode.test(to));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('of user code happen in user code only', () => {
    const wrong = inside.filter(({ from, to }) => !userCode.test(from) && userCode.test(to));
    expect(wrong.map(({ from }) => from)).toEqual([]);
  });

  it('form no cycle, types included', () => {
    expect(cycles()).toEqual([]);
  });
});

/** Depth-first search; a cycle is told by the files along it. */
function cycles(): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of inside) next.set(from, [...(next.get(from) ?? []), to]);
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}

describe('the engine', () => {
  it('does not know the bundled workload, its tables or its patterns', () => {
    const known = /algoitny|baekjoon|SearchHistory|search_history|PROBLEM#|HISTORY#/i;
    const wrong = sources(['src', 'reports']).filter((file) => known.test(readFileSync(join(root, file), 'utf8')));
    expect(wrong).toEqual([]);
  });
});
