import type { CoverageRecord, PatternCoverage } from '../src/runs/coverage-record.ts';
import { serviceName, shortName } from './engine-name.ts';
import { bytes, units } from './figures.ts';
import type { Paint } from './text/paint.ts';
import { type TextColumn, tableWidth, textTable } from './text/text-table.ts';
import { fitted, wrapped } from './text/text-width.ts';

/** How each engine finds what a pattern asks for, a line a pattern and engine; below it the gaps. */
export function coverageTable(
  { patterns = [], withoutPath, unreadIndexes }: CoverageRecord,
  { width, paint = plainly }: { readonly width: number; readonly paint?: Paint },
): string {
  if (patterns.length === 0) return 'coverage: no pattern was answered';
  const columns = columnsOf(patterns);
  const left = Math.max(20, width - tableWidth(columns) - 2);
  const paths = patterns.map(({ path }) => fitted(shortSteps(path.steps).join(' · '), left));
  const last: TextColumn = { group: '', head: 'steps', align: 'left', cells: paths.map((text) => ({ text })) };
  return [
    'Coverage: means of one operation with drawn parameters; RU and WU are read and write units',
    ...textTable([...columns, last], paint, 2),
    '',
    ...gapLines({ withoutPath, unreadIndexes }).flatMap((line) => wrapped(line, width, '', '   ')),
  ].join('\n');
}

/** PostgreSQL's indexes by their names alone: that they are scanned, `path` says. */
function shortSteps(steps: readonly string[]): string[] {
  const short = steps.flatMap((step) => {
    const index = /^(?:Bitmap )?Index (?:Only )?Scan (?:Backward )?using (\S+)/.exec(step)?.[1];
    return step.startsWith('Bitmap Heap Scan') ? [] : [index ?? step];
  });
  return [...new Set(short)];
}

const plainly: Paint = (_, text) => text;

function columnsOf(patterns: readonly PatternCoverage[]): TextColumn[] {
  const column = (head: string, align: TextColumn['align'], text: (one: PatternCoverage, at: number) => string) => ({
    group: '',
    head,
    align,
    cells: patterns.map((one, at) => ({ text: text(one, at) })),
  });
  return [
    column('pattern', 'left', (one, at) => (patterns[at - 1]?.pattern === one.pattern ? '' : title(one))),
    column('', 'left', ({ target }) => shortName(target)),
    column('path', 'left', ({ path }) => path.kind),
    column('sent', 'right', ({ perOperation }) => units(perOperation.requests)),
    column('evaluated', 'right', ({ perOperation }) => units(perOperation.evaluated)),
    column('returned', 'right', ({ perOperation }) => units(perOperation.returned)),
    column('bytes', 'right', ({ perOperation }) => bytes(perOperation.bytes)),
    column('RU', 'right', ({ perOperation }) => unitsText(perOperation.consumed.map(({ read }) => read))),
    column('WU', 'right', ({ perOperation }) => unitsText(perOperation.consumed.map(({ write }) => write))),
  ];
}

const title = ({ pattern, name }: PatternCoverage): string => fitted(`${pattern} ${name}`, 28);

/** Units of an operation; nothing where the engine has none. */
function unitsText(parts: readonly number[]): string {
  const sum = parts.reduce((all, part) => all + part, 0);
  return sum === 0 ? '' : units(sum);
}

/** What of the patterns has no path, and what of the design nobody reads, in a sentence each. */
export function gapLines({ withoutPath, unreadIndexes }: CoverageRecord): string[] {
  if (withoutPath.length + unreadIndexes.length === 0) {
    return ['Every pattern has an access path of its own, and every index is read.'];
  }
  const tables = new Map<string, string[]>();
  for (const { target, table, index } of unreadIndexes) {
    const place = `${serviceName(target)} ${table}`;
    tables.set(place, [...(tables.get(place) ?? []), index]);
  }
  return [
    ...withoutPath.map(
      ({ target, pattern, why }) => `${pattern} has no access path of its own on ${serviceName(target)}: ${why}.`,
    ),
    ...[...tables].map(([place, indexes]) => `No pattern reads ${place}: ${indexes.join(', ')}.`),
  ];
}
