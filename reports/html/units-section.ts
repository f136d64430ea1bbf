import { units } from '../figures.ts';
import type { RunView, TargetView } from '../run-view.ts';
import { engineText } from '../run-words.ts';
import { ledgerTable } from './ledger.ts';
import { type Content, html, type Markup } from './markup.ts';
import { pointed, table } from './table.ts';

/** What the run took from each table and index, and what one operation of each pattern takes. */
export function unitsSection(view: RunView, charts: Content): Content {
  const charged = view.targets.filter(({ hasUnits }) => hasUnits);
  if (charged.length === 0) return null;
  return html`<section id="units"><h2>Units</h2>
<p class="muted">Read and write request units. One operation’s stand in the tables above, with the patterns; here they are by the table or index that pays.</p>
${charts}
${charged.map(ledger)}
${charged.map(({ record, label }) => (record.ledger === undefined ? null : ledgerTable(record.ledger, label)))}</section>`;
}

interface Line {
  readonly payer: string;
  readonly read: number;
  readonly write: number;
  readonly difference: string;
}

function ledger(target: TargetView): Markup {
  const lines = linesOf(target);
  const compared = lines.some(({ difference }) => difference !== '');
  const are = target.unitsMark === '' ? 'reported by the engine' : `partly modelled ${target.unitsMark}`;
  return table(
    `${engineText(target, true)}: units of the whole run by table and index, ${are}`,
    [
      { head: 'table or index', names: true, cell: ({ payer }) => payer },
      { head: 'read units', align: 'right', cell: ({ read }) => pointed(units(read), 1) },
      { head: 'write units', align: 'right', cell: ({ write }) => pointed(units(write), 1) },
      ...(compared
        ? [
            {
              head: 'by the documented rules',
              cell: ({ difference }: Line) => difference,
              tone: ({ difference }: Line) => (difference === 'the same' ? '' : 'open'),
            },
          ]
        : []),
    ],
    lines,
  );
}

function linesOf({ record }: TargetView): Line[] {
  const reported = totals(record.patterns.flatMap(({ consumed }) => consumed));
  const own = record.patterns.filter(
    ({ unitsAre, modelled }) => (unitsAre ?? record.unitsAre) === 'reported' && modelled !== undefined,
  );
  const pairs = {
    reported: totals(own.flatMap(({ consumed }) => consumed)),
    modelled: totals(own.flatMap(({ modelled = [] }) => modelled)),
  };
  return [...reported]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([payer, { read, write }]) => ({
      payer,
      read,
      write,
      difference: own.length === 0 ? '' : differenceText(pairs.reported.get(payer), pairs.modelled.get(payer)),
    }));
}

interface Sum {
  readonly read: number;
  readonly write: number;
}

function totals(parts: readonly (Sum & { readonly table: string; readonly index: string | null })[]): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const { table: name, index, read, write } of parts) {
    const payer = index === null ? name : `${name} ${index}`;
    const before = sums.get(payer) ?? { read: 0, write: 0 };
    sums.set(payer, { read: before.read + read, write: before.write + write });
  }
  return sums;
}

/** Units come in halves, so that sums of them are exact. */
function differenceText(reported: Sum = { read: 0, write: 0 }, modelled: Sum = { read: 0, write: 0 }): string {
  const words = (['read', 'write'] as const).flatMap((which) => {
    const more = modelled[which] - reported[which];
    return more === 0 ? [] : [`${units(Math.abs(more))} ${which} units ${more > 0 ? 'more' : 'less'}`];
  });
  return words.length === 0 ? 'the same' : words.join(', ');
}
