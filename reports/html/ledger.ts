import type { LedgerRecord, LedgerRow } from '../../src/runs/ledger-record.ts';
import { units } from '../figures.ts';
import { differs, ledgerSentence, payer } from '../ledger-words.ts';
import { type Content, html } from './markup.ts';
import { pointed, table } from './table.ts';

interface Line {
  readonly pattern: string;
  readonly operations: number;
  readonly row: LedgerRow;
}

/** Every pattern, table and index: the report beside the rules, of the operations that were compared. */
export function ledgerTable(ledger: LedgerRecord, engine: string): Content {
  const lines = ledger.patterns.flatMap(({ pattern, operations, rows }) =>
    rows.map((row): Line => ({ pattern, operations, row })),
  );
  const figure = (side: 'reported' | 'modelled', kind: 'read' | 'write') => ({
    head: kind,
    group: side === 'reported' ? 'reported' : 'by the rules',
    align: 'right' as const,
    cell: ({ row }: Line) => (row[side][kind] === 0 ? '–' : pointed(units(row[side][kind]), 1)),
  });
  return html`<h3>As reported and by the documented rules</h3>
<p>${ledgerSentence(ledger, engine)}. Operations of the run were run once more after it, with the items around each request read as well; units are compared request by request.</p>
${
  lines.length === 0
    ? null
    : table(
        'Units of the operations that were compared',
        [
          {
            head: 'pattern',
            names: true,
            cell: ({ pattern }) => html`<span class="id">${pattern}</span>`,
          },
          { head: 'table or index', cell: ({ row }) => payer(row) },
          { head: 'operations', align: 'right', cell: ({ operations }) => `${operations}` },
          figure('reported', 'read'),
          figure('reported', 'write'),
          figure('modelled', 'read'),
          figure('modelled', 'write'),
          { head: 'difference', cell: ({ row }) => differenceText(row), tone: ({ row }) => toneOf(row) },
        ],
        lines,
      )
}
${ledger.faults.length === 0 ? null : html`<dl>${ledger.faults.map(({ id, text, modelStandsIn }) => html`<dt>${id}</dt><dd>${text}${modelStandsIn ? '. The units of such patterns are modelled.' : '.'}</dd>`)}</dl>`}
${ledger.left.length === 0 ? null : html`<p>Not compared: ${ledger.left.map(({ pattern, why }) => `${pattern} (${why})`).join(', ')}.</p>`}`;
}

function differenceText({ unexplained, faults, first }: LedgerRow): string {
  const open = unexplained === 0 ? [] : [`unexplained in ${unexplained} requests: ${first ?? ''}`];
  return [...open, ...faults].join(', ') || 'none';
}

function toneOf(row: LedgerRow): string {
  if (row.unexplained > 0) return 'bad';
  return differs(row) ? 'open' : '';
}
