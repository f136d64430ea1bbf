import { units, whole } from './figures.ts';
import type { Paint } from './text/paint.ts';
import { type TextColumn, textTable } from './text/text-table.ts';
import { fitted, plain } from './text/text-width.ts';

/** A limit and the number of daily active users that reaches it. */
export interface PointOnPaper {
  readonly table: string;
  readonly index: string | null;
  readonly direction: 'read' | 'write';
  readonly key: string | null;
  readonly limit: string;
  readonly limitUnits: number;
  readonly dau: number;
  readonly at: { readonly dau: number; readonly unitsPerSecond: number };
}

const pointsShown = 14;

/** The nearest limits with the arithmetic: units a second now, and the limit. */
export function breakPointLines(points: readonly PointOnPaper[], paint: Paint, room: number): string[] {
  if (points.length === 0) return ['no limit is reached below a thousand million DAU'];
  const shown = points.slice(0, pointsShown);
  const keys = Math.max(20, room - 80);
  const columns: TextColumn[] = [
    column('from DAU', 'right', shown, ({ dau }) => whole(dau)),
    column('', 'left', shown, ({ table, index }) => fitted(plain(index === null ? table : `${table} ${index}`), 22)),
    column('', 'left', shown, ({ direction }) => `${direction}s`),
    column('limit', 'left', shown, ({ limit, key }) => fitted(key === null ? limit : `key ${plain(key)}`, keys)),
    column('units/s', 'right', shown, ({ limitUnits }) => whole(limitUnits)),
    column(`at ${whole(shown[0]?.at.dau ?? 0)} DAU`, 'point', shown, ({ at }) => units(at.unitsPerSecond)),
  ];
  const more = points.length - shown.length;
  return [...textTable(columns, paint), ...(more > 0 ? [`and ${whole(more)} further away`] : [])];
}

function column(
  head: string,
  align: TextColumn['align'],
  points: readonly PointOnPaper[],
  text: (point: PointOnPaper) => string,
): TextColumn {
  return { group: '', head, align, cells: points.map((point) => ({ text: text(point) })) };
}
