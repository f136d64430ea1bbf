import { splitText } from '../console-table.ts';
import { ms, units, whole } from '../figures.ts';
import {
  type ClassView,
  limitText,
  type PatternCell,
  type PatternRow,
  percentileText,
  type RunView,
  type TargetView,
} from '../run-view.ts';
import { engineText } from '../run-words.ts';
import { chip, rowId } from './chip.ts';
import { type Content, html, type Markup } from './markup.ts';
import { type HtmlColumn, pointed, table } from './table.ts';

/** A class of patterns: its chart, its table, and behind a fold every percentile and count. */
export function latencySection(view: RunView, of: ClassView, chart: Content): Markup {
  const title = `${of.title[0]?.toUpperCase()}${of.title.slice(1)}`;
  return html`<section id="${of.class}"><h2>${title}</h2>
${chart}
${table(captionOf(of), columns(view), of.rows, ({ id }) => rowId(id))}
<details><summary>Every percentile and count</summary>
${view.targets.map((target, at) => everyFigure(target, at, of.rows))}
</details></section>`;
}

function captionOf({ title, rows }: ClassView): string {
  const star = rows.some(({ cells, limits }) => limits.length > 0 && isDesigned(cells))
    ? '; * the design states it itself'
    : '';
  return `Patterns of ${title}; response times in milliseconds, from the scheduled start${star}`;
}

function columns(view: RunView): HtmlColumn<PatternRow>[] {
  return [
    { head: 'pattern', names: true, cell: nameCell },
    ...view.targets.flatMap((target, at) => timeColumns(target, at)),
    {
      head: 'p99 ms',
      group: 'objective',
      align: 'right',
      cell: limitCell,
    },
    ...view.targets.map(
      (target, at): HtmlColumn<PatternRow> => ({
        head: view.targets.length > 1 ? target.short : '',
        group: 'verdict',
        cell: ({ cells }) => verdictCell(cells[at]),
      }),
    ),
    ...view.targets.flatMap((target, at) => (target.hasUnits ? unitColumns(target, at) : [])),
  ];
}

function nameCell({ id, name }: PatternRow): Content {
  return [html`<span class="id">${id}</span>`, name];
}

/** With a star where the design states it itself, with a blank as wide where it does not. */
function limitCell({ limits, cells }: PatternRow): string {
  if (limits.length === 0) return `–${noStar}`;
  return `${limitText(limits)}${isDesigned(cells) ? '*' : noStar}`;
}

const noStar = '\u2005';

function isDesigned(cells: PatternRow['cells']): boolean {
  return cells.some((cell) => cell?.pattern.objectiveIs === 'design');
}

function timeColumns(target: TargetView, at: number): HtmlColumn<PatternRow>[] {
  const group = engineText(target, true);
  const percentile = (which: 'p50' | 'p99'): HtmlColumn<PatternRow> => ({
    head: `${which} ms`,
    group,
    align: 'right',
    cell: ({ cells }) => percentileCell(cells[at], which),
    tone: ({ cells }) => (which === 'p99' && cells[at]?.verdict === 'missed' ? 'bad' : ''),
  });
  const lost = target.lost.map(
    (kind): HtmlColumn<PatternRow> => ({
      head: kind,
      group,
      align: 'right',
      cell: ({ cells }) => countText(cells[at]?.pattern[kind]),
      tone: ({ cells }) => ((cells[at]?.pattern[kind] ?? 0) > 0 ? 'bad' : ''),
    }),
  );
  return [percentile('p50'), percentile('p99'), ...lost];
}

function percentileCell(cell: PatternCell | null | undefined, which: 'p50' | 'p99'): Content {
  return cell == null ? null : pointed(percentileText(cell.pattern.response[which], cell.pattern).replace(/^-$/, '–'));
}

function countText(many: number | undefined): string {
  return many === undefined ? '' : many === 0 ? '–' : whole(many);
}

function verdictCell(cell: PatternCell | null | undefined): Content {
  if (cell == null) return null;
  return cell.verdict === null ? '–' : chip(cell.verdict);
}

function unitColumns(target: TargetView, at: number): HtmlColumn<PatternRow>[] {
  const group = `units an operation${target.unitsMark === '' ? '' : ` ${target.unitsMark}`}`;
  const column = (which: 'read' | 'write'): HtmlColumn<PatternRow> => ({
    head: which,
    group,
    align: 'right',
    cell: ({ cells }) => unitsCell(cells[at], which),
  });
  return [column('read'), column('write')];
}

function unitsCell(cell: PatternCell | null | undefined, which: 'read' | 'write'): Content {
  const of = cell?.units ?? null;
  if (of === null || of[which] === 0) return pointed('–');
  const split = splitText(of, which);
  return [pointed(units(of[which])), split === '' ? null : html`<span class="sub">${split}</span>`];
}

const times = ['p50', 'p90', 'p95', 'p99', 'p999', 'max'] as const;

function everyFigure(target: TargetView, at: number, rows: readonly PatternRow[]): Markup {
  const there = rows.flatMap((row) => {
    const cell = row.cells[at];
    return cell == null ? [] : [{ row, of: cell.pattern }];
  });
  type Row = (typeof there)[number];
  const time = (group: string, head: string, value: (row: Row) => number | null | undefined): HtmlColumn<Row> => ({
    head,
    group,
    align: 'right',
    cell: (row) => pointed(percentileText(value(row) ?? null, group.startsWith('response') ? row.of : { dropped: 0 })),
  });
  const count = (head: string, value: (row: Row) => number | undefined): HtmlColumn<Row> => ({
    head,
    group: 'counts',
    align: 'right',
    cell: (row) => countText(value(row)),
  });
  const label = engineText(target, true);
  return table(
    `${label}: times in milliseconds`,
    [
      { head: 'pattern', names: true, cell: ({ row }) => [html`<span class="id">${row.id}</span>`, row.name] },
      ...times.map((which) => time('response', which === 'p999' ? 'p99.9' : which, ({ of }) => of.response[which])),
      { head: 'p99, 95 % interval', group: 'response', align: 'right', cell: ({ of }) => intervalText(of) },
      time('service', 'p50', ({ of }) => of.service.p50),
      time('service', 'p99', ({ of }) => of.service.p99),
      time('lag', 'p99', ({ of }) => of.lag.p99),
      time('lag', 'max', ({ of }) => of.lag.max),
      ...(['scheduled', 'completed', 'failed', 'dropped', 'items'] as const).map((which) =>
        count(which, ({ of }) => of[which]),
      ),
      count('evaluated', ({ of }) => of.evaluated),
      count('requests', ({ of }) => of.requests),
    ],
    there,
  );
}

/** An end that is not known, among the dropped or for want of samples, is left open. */
function intervalText({ response }: PatternCell['pattern']): string {
  if (response.p99Interval === null) return '–';
  const [low, high] = response.p99Interval.map((end) => (end === null ? null : ms(end)));
  if (low == null) return '–';
  return high == null ? `from ${low}` : `${low} – ${high}`;
}
