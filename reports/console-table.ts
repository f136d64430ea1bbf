import type { PatternRecord, VerdictRecord } from '../src/runs/run-record.ts';
import { units, whole } from './figures.ts';
import {
  type LostKind,
  limitText,
  type OperationUnits,
  type PatternCell,
  type PatternRow,
  percentileText,
  type RunView,
  type TargetView,
} from './run-view.ts';
import { engineText } from './run-words.ts';
import type { Style } from './text/paint.ts';
import { type TextCell, type TextColumn, tableWidth } from './text/text-table.ts';
import { fitted, plain, textWidth } from './text/text-width.ts';

/** What gives way where a terminal is narrow. */
export interface TableLayout {
  readonly nameWidth: number;
  /** Whether units are told apart by table and indexes: `4 (table 1, indexes 3)`. */
  readonly parts: boolean;
  /** Failed and dropped in one column, heads in fewer words. */
  readonly compact: boolean;
  /** Verdicts as a mark behind the p99: `✓`, `✗`, `?`. */
  readonly marks: boolean;
  readonly units: boolean;
}

const shortName = 30;
const shortestName = 18;

/** The richest layout that fits, else the narrowest there is. */
export function tableLayout(view: RunView, rows: readonly PatternRow[], width: number): TableLayout {
  const longest = Math.max(0, ...rows.map((row) => textWidth(nameOf(row))));
  const widthOf = (layout: TableLayout) => tableWidth(patternColumns(view, rows, '', layout), groupGap(layout));
  const cut = (layout: TableLayout, least: number): TableLayout => {
    const over = Math.max(0, widthOf(layout) - width);
    return { ...layout, nameWidth: Math.max(Math.min(longest, least), longest - over) };
  };
  const full = { nameWidth: longest, parts: true, compact: false, marks: false, units: true };
  const layouts = [
    full,
    { ...full, parts: false },
    cut({ ...full, compact: true }, shortName),
    cut({ ...full, compact: true, parts: false }, shortName),
    cut({ ...full, compact: true, parts: false, marks: true }, shortestName),
  ];
  const narrowest = cut({ ...full, compact: true, parts: false, marks: true, units: false }, shortestName);
  return layouts.find((layout) => widthOf(layout) <= width) ?? narrowest;
}

export function groupGap({ compact }: TableLayout): number {
  return compact ? 2 : 3;
}

export function patternColumns(
  view: RunView,
  rows: readonly PatternRow[],
  title: string,
  layout: TableLayout,
): TextColumn[] {
  return [
    column(title, '', 'left', rows, (row) => ({ text: fitted(nameOf(row), layout.nameWidth) })),
    ...view.targets.flatMap((target, at) => latencyColumns(target, at, rows, layout)),
    column(layout.compact ? 'limit' : 'objective', 'p99 ms', 'right', rows, ({ limits }) => ({
      text: limitText(limits),
    })),
    ...(layout.marks ? [] : view.targets).map((target, at) =>
      column('verdict', view.targets.length > 1 ? plain(target.short) : '', 'left', rows, ({ cells }) =>
        verdictCell(cells[at]),
      ),
    ),
    ...(layout.units ? view.targets : []).flatMap((target, at) => unitColumns(view, target, at, rows, layout)),
  ];
}

const nameOf = ({ id, name }: PatternRow) => plain(`${id} ${name}`);

function column(
  group: string,
  head: string,
  align: TextColumn['align'],
  rows: readonly PatternRow[],
  cell: (row: PatternRow) => TextCell,
): TextColumn {
  return { group, head, align, cells: rows.map(cell) };
}

/** Percentiles, and what failed or was dropped where anything did. */
function latencyColumns(
  target: TargetView,
  at: number,
  rows: readonly PatternRow[],
  { compact, marks }: TableLayout,
): TextColumn[] {
  const group = plain(engineText(target, true));
  const percentile = (which: 'p50' | 'p99') =>
    column(group, `${which} ms`, 'point', rows, ({ cells }) => percentileCell(cells[at], which));
  const count = (head: string, kinds: readonly LostKind[]) =>
    column(group, head, 'right', rows, ({ cells }) => countCell(cells[at]?.pattern, kinds));
  const { lost } = target;
  const counts = compact && lost.length > 1 ? [count('lost', lost)] : lost.map((which) => count(which, [which]));
  const mark = column(group, '', 'left', rows, ({ cells }) => markCell(cells[at]));
  return [percentile('p50'), percentile('p99'), ...(marks ? [mark] : []), ...counts];
}

function percentileCell(cell: PatternCell | null | undefined, which: 'p50' | 'p99'): TextCell {
  if (cell == null) return { text: '' };
  const value = cell.pattern.response[which];
  const text = percentileText(value, cell.pattern);
  return text === 'dropped' ? { text, style: 'bad' } : { text };
}

function countCell(pattern: PatternRecord | undefined, kinds: readonly LostKind[]): TextCell {
  if (pattern === undefined) return { text: '' };
  const many = kinds.reduce((sum, kind) => sum + pattern[kind], 0);
  return many === 0 ? { text: '-' } : { text: whole(many), style: 'bad' };
}

const styles: Readonly<Record<VerdictRecord['verdict'], Style>> = { met: 'good', missed: 'bad', unproven: 'open' };

function verdictCell(cell: PatternCell | null | undefined): TextCell {
  if (cell == null) return { text: '' };
  return cell.verdict === null ? { text: '-' } : { text: cell.verdict, style: styles[cell.verdict] };
}

export const verdictMarks: Readonly<Record<VerdictRecord['verdict'], string>> = {
  met: '✓',
  missed: '✗',
  unproven: '?',
};

function markCell(cell: PatternCell | null | undefined): TextCell {
  if (cell == null || cell.verdict === null) return { text: '' };
  return { text: verdictMarks[cell.verdict], style: styles[cell.verdict] };
}

function unitColumns(
  view: RunView,
  target: TargetView,
  at: number,
  rows: readonly PatternRow[],
  { parts, compact }: TableLayout,
): TextColumn[] {
  if (!target.hasUnits) return [];
  const only = view.targets.filter((each) => each.hasUnits).length === 1;
  const group = `${compact ? 'units/op.' : 'units an operation'}${only ? '' : `, ${plain(target.short)}`}${target.unitsMark === '' ? '' : ` ${target.unitsMark}`}`;
  return (['read', 'write'] as const).map((which) => {
    const texts = rows.map(({ cells }) => unitsText(cells[at], which, parts));
    const align = texts.some((text) => text.endsWith(')')) ? 'left' : 'point';
    return { group, head: which, align, cells: texts.map((text) => ({ text })) };
  });
}

function unitsText(cell: PatternCell | null | undefined, which: 'read' | 'write', parts: boolean): string {
  if (cell == null) return '';
  if (cell.units === null || cell.units[which] === 0) return '-';
  const sum = units(cell.units[which]);
  const split = parts ? splitText(cell.units, which) : '';
  return split === '' ? sum : `${sum} (${split})`;
}

/** `table 1, indexes 3`; empty where only one of them pays. */
export function splitText({ parts }: OperationUnits, which: 'read' | 'write'): string {
  const sumOf = (indexes: boolean) =>
    parts.filter(({ index }) => (index !== null) === indexes).reduce((sum, each) => sum + each[which], 0);
  const [table, indexes] = [sumOf(false), sumOf(true)];
  return table === 0 || indexes === 0 ? '' : `table ${units(table)}, indexes ${units(indexes)}`;
}
