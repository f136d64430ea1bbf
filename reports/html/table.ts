import { type Content, html, type Markup } from './markup.ts';

export interface HtmlColumn<Row> {
  readonly head: string;
  /** Neighbours of one group share an upper head. */
  readonly group?: string;
  readonly align?: 'right';
  /** The first column names its row for screen readers. */
  readonly names?: boolean;
  readonly cell: (row: Row) => Content;
  /** A class for the cell, as `bad`. */
  readonly tone?: (row: Row) => string;
}

/** A table with a caption, in a frame that scrolls by itself, by keyboard too, where the page is narrow. */
export function table<Row>(
  caption: string,
  columns: readonly HtmlColumn<Row>[],
  rows: readonly Row[],
  idOf: (row: Row) => string | null = () => null,
): Markup {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead>${groupRow(columns)}<tr>${columns.map((column, at) => head(column, at, columns))}</tr></thead>
<tbody>${rows.map(
    (row) => html`
<tr${attribute('id', idOf(row))}>${columns.map((column, at) => cell(column, at, columns, row))}</tr>`,
  )}
</tbody></table></div>`;
}

function groupRow<Row>(columns: readonly HtmlColumn<Row>[]): Content {
  if (columns.every(({ group }) => group === undefined)) return null;
  const groups: { label: string; span: number }[] = [];
  for (const { group = '' } of columns) {
    const last = groups.at(-1);
    if (last?.label === group) last.span += 1;
    else groups.push({ label: group, span: 1 });
  }
  const cells = groups.map(({ label, span }, at) =>
    label === ''
      ? html`<td${attribute('colspan', `${span}`)}></td>`
      : html`<th scope="colgroup" class="${at === 0 ? 'group' : 'group start'}" colspan="${span}">${label}</th>`,
  );
  return html`<tr>${cells}</tr>`;
}

function head<Row>(column: HtmlColumn<Row>, at: number, columns: readonly HtmlColumn<Row>[]): Markup {
  return html`<th scope="col"${attribute('class', classes(column, at, columns))}>${column.head}</th>`;
}

function cell<Row>(column: HtmlColumn<Row>, at: number, columns: readonly HtmlColumn<Row>[], row: Row): Markup {
  const tone = column.tone?.(row) ?? '';
  const names = [classes(column, at, columns), tone].filter((name) => name !== null && name !== '').join(' ');
  const content = column.cell(row);
  return column.names === true
    ? html`<th scope="row"${attribute('class', names)}>${content}</th>`
    : html`<td${attribute('class', names)}>${content}</td>`;
}

function classes<Row>(
  { align, group }: HtmlColumn<Row>,
  at: number,
  columns: readonly HtmlColumn<Row>[],
): string | null {
  const starts = at > 0 && group !== undefined && columns[at - 1]?.group !== group;
  const names = [...(align === 'right' ? ['num'] : []), ...(starts ? ['start'] : [])];
  return names.length === 0 ? null : names.join(' ');
}

function attribute(name: string, value: string | null): Content {
  return value === null || value === '' ? null : [html` ${name}="`, value, html`"`];
}

/**
 * Numbers of a column below each other by their points: blanks of a digit's and of a point's width stand for the
 * decimals that are not there. A dash stands where a whole number would.
 */
export function pointed(text: string, decimals = 2): string {
  const found = /^(?:[<\d,]+(?:\.(\d+))?|[–-])$/.exec(text);
  if (found === null) return text;
  const missing = decimals - (found[1]?.length ?? 0);
  if (missing <= 0) return text;
  return `${text}${found[1] === undefined ? '\u2008' : ''}${'\u2007'.repeat(missing)}`;
}
