import type { Paint, Style } from './paint.ts';
import { padEnd, padStart, textWidth } from './text-width.ts';

export interface TextCell {
  readonly text: string;
  readonly style?: Style;
}

export interface TextColumn {
  /** Neighbours of one group share the upper head. */
  readonly group: string;
  readonly head: string;
  /** `point`: numbers stand with their decimal points below each other. */
  readonly align: 'left' | 'right' | 'point';
  readonly cells: readonly TextCell[];
}

const gap = 2;

/** Two lines of heads and a line per row, of equal columns; nothing stands behind the last text of a line. */
export function textTable(columns: readonly TextColumn[], paint: Paint, groupGap = 3): string[] {
  const groups = groupsOf(columns).map(laidOut);
  const rows = Math.max(0, ...columns.map(({ cells }) => cells.length));
  const line = (part: (group: LaidOut) => string) => groups.map(part).join(' '.repeat(groupGap)).trimEnd();
  const heads = [
    line(({ label, width }) => paint('bold', label) + blanks(width - textWidth(label))),
    line(({ columns: own }) =>
      own.map(({ column, width }) => paint('dim', aligned(column.head, column, width))).join(blanks(gap)),
    ),
  ];
  const body = Array.from({ length: rows }, (_, row) =>
    line(({ columns: own }) => own.map((each) => cellText(each, row, paint)).join(blanks(gap))),
  );
  return [...heads.filter((head) => head !== ''), ...body];
}

/** How many columns of the terminal the widest line takes. */
export function tableWidth(columns: readonly TextColumn[], groupGap = 3): number {
  const groups = groupsOf(columns).map(laidOut);
  return groups.reduce((sum, { width }) => sum + width, 0) + groupGap * (groups.length - 1);
}

interface LaidOut {
  readonly label: string;
  readonly width: number;
  readonly columns: readonly {
    readonly column: TextColumn;
    readonly texts: readonly string[];
    readonly width: number;
  }[];
}

function groupsOf(columns: readonly TextColumn[]): TextColumn[][] {
  const groups: TextColumn[][] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    if (last?.[0]?.group === column.group) last.push(column);
    else groups.push([column]);
  }
  return groups;
}

/** A group whose label is wider than its columns makes them wider, the last ones first by what does not divide. */
function laidOut(columns: readonly TextColumn[]): LaidOut {
  const label = columns[0]?.group ?? '';
  const measured = columns.map((column) => {
    const texts = column.align === 'point' ? pointed(column.cells) : column.cells.map(({ text }) => text);
    return { column, texts, width: Math.max(textWidth(column.head), ...texts.map(textWidth)) };
  });
  const natural = measured.reduce((sum, { width }) => sum + width, 0) + gap * (columns.length - 1);
  const missing = Math.max(0, textWidth(label) - natural);
  const each = Math.floor(missing / columns.length);
  const extra = (at: number) => each + (at >= columns.length - (missing % columns.length) ? 1 : 0);
  const widened = measured.map((column, at) => ({ ...column, width: column.width + extra(at) }));
  return { label, width: natural + missing, columns: widened };
}

/** Numbers get blanks behind them in place of the decimals that others have and they have not. */
function pointed(cells: readonly TextCell[]): string[] {
  const decimals = cells.map(({ text }) => (/^[<\d,]+(\.\d+)?$/.exec(text)?.[1] ?? '').length);
  const most = Math.max(0, ...decimals);
  return cells.map(({ text }, at) => (/^([<\d,.]+|-)$/.test(text) ? text + blanks(most - (decimals[at] ?? 0)) : text));
}

function cellText({ column, texts, width }: LaidOut['columns'][number], row: number, paint: Paint): string {
  const style = column.cells[row]?.style;
  const text = texts[row] ?? '';
  const placed = aligned(text, column, width);
  return style === undefined ? placed : placed.replace(text, () => paint(style, text));
}

function aligned(text: string, { align }: TextColumn, width: number): string {
  return align === 'left' ? padEnd(text, width) : padStart(text, width);
}

const blanks = (many: number) => ' '.repeat(Math.max(0, many));
