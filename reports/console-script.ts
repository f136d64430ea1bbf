import type { RunView } from './run-view.ts';
import { scriptTables } from './script-tables.ts';
import type { Paint, Style } from './text/paint.ts';
import { type TextColumn, textTable } from './text/text-table.ts';
import { plain } from './text/text-width.ts';

const styles: Readonly<Record<string, Style>> = { met: 'good', missed: 'bad', unproven: 'open' };
/** Of a table that a long list would push out of sight; the page has all. */
const mostRows = 20;

/** What a scenario script asked for and measured, a table each. */
export function scriptSections(view: RunView, width: number, paint: Paint): string[][] {
  return scriptTables(view).map(({ title, heads, rows }) => {
    const shown = rows.slice(0, mostRows);
    const columns = heads.map(
      (head, at): TextColumn => ({
        group: '',
        head: at === 0 ? title : head,
        align: 'left',
        cells: shown.map(({ cells, verdict }) => ({
          text: shortened(plain(cells[at] ?? ''), at === 0 ? width - otherWidth : width),
          ...(at === 3 && verdict !== null ? { style: styles[verdict] ?? 'dim' } : {}),
        })),
      }),
    );
    const more = rows.length - shown.length;
    return [...textTable(columns, paint), ...(more > 0 ? [`  and ${more} more in report.html`] : [])];
  });
}

/** What the other columns need beside the first. */
const otherWidth = 50;

function shortened(text: string, width: number): string {
  const room = Math.max(20, width);
  return text.length > room ? `${text.slice(0, room - 1)}…` : text;
}
