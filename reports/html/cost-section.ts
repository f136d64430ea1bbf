import { shownBill } from '../../src/bill/shown-bill.ts';
import { shownCents, shownTotal } from '../../src/bill/shown-cents.ts';
import type { PlanAtDau, PlannedBill } from '../../src/runs/plan-record.ts';
import { dollars } from '../bill-table.ts';
import { billAmount, billName } from '../bill-words.ts';
import { whole } from '../figures.ts';
import type { RunView } from '../run-view.ts';
import { priceText } from '../run-words.ts';
import { type Content, html, type Markup } from './markup.ts';
import { table } from './table.ts';

/** The month at each DAU, in every mode, down to the lines of each bill, which add up to its total to the cent. */
export function costSection(view: RunView, charts: Content): Content {
  const { plan } = view.record;
  if (plan === undefined) return null;
  const terms = `${plan.hoursPerMonth} hours a month, ${plan.freeTier === true ? 'free tier taken' : 'free tier not taken'}, before tax`;
  const modes = [...new Set(plan.at.flatMap(({ bills }) => bills.map(billName)))];
  return html`<section id="cost"><h2>A month’s cost</h2>
<p class="muted">Prices of ${priceText(view)}. ${terms}. Computed from the units that this run measured, by the workload’s traffic.</p>
${(plan.notes ?? []).map((note) => html`<p class="muted">${note}</p>`)}
${table(
  'US dollars a month by daily active users',
  [
    { head: 'mode', names: true, cell: (mode: string) => mode },
    ...plan.at.map(({ dau, bills }) => ({
      head: `${whole(dau)} DAU`,
      align: 'right' as const,
      cell: (mode: string) => amountOf(bills.find((bill) => billName(bill) === mode)),
    })),
  ],
  modes,
)}
${charts}
${plan.at.map((month) => monthDetails(view, month))}</section>`;
}

const amountOf = (bill: PlannedBill | undefined) => (bill === undefined ? '–' : billAmount(bill));

function monthDetails(view: RunView, { dau, bills, byPattern }: PlanAtDau): Markup {
  return html`<details><summary>Every line at ${whole(dau)} DAU</summary>
${bills.map((bill) => billTable(bill, dau))}
${byPattern === undefined ? null : patternTable(view, byPattern, dau)}</details>`;
}

function billTable(bill: PlannedBill, dau: number): Markup {
  const lines = shownBill(bill.lines).flatMap(({ resources }) =>
    resources.flatMap(({ resource, parts }) =>
      parts.flatMap((part) => part.lines.map((line) => ({ resource, ...line }))),
    ),
  );
  return table(
    `${billName(bill)}, ${whole(dau)} DAU: ${billAmount(bill)}`,
    [
      {
        head: 'resource',
        names: true,
        cell: ({ resource, line }) => (line.index === null ? resource : `${resource} ${line.index}`),
      },
      { head: 'item', cell: ({ line }) => line.item.replaceAll('-', ' ') },
      {
        head: 'quantity',
        align: 'right',
        cell: ({ line }) => line.quantity.toLocaleString('en-US', { maximumFractionDigits: 3 }),
      },
      { head: 'unit', cell: ({ line }) => line.unit },
      { head: 'US dollars', align: 'right', cell: ({ cents }) => dollars(cents) },
    ],
    lines,
  );
}

function patternTable(view: RunView, byPattern: NonNullable<PlanAtDau['byPattern']>, dau: number): Markup {
  const names = new Map(view.classes.flatMap(({ rows }) => rows.map(({ id, name }) => [id, name])));
  const usd = byPattern.map((row) => row.usd);
  const cents = shownCents(usd, shownTotal(usd));
  const rows = byPattern.map((row, at) => ({ ...row, cents: cents[at] ?? 0 })).sort((a, b) => b.usd - a.usd);
  return table(
    `The same DynamoDB money by pattern, ${whole(dau)} DAU`,
    [
      {
        head: 'pattern',
        names: true,
        cell: ({ pattern }) => [html`<span class="id">${pattern}</span>`, names.get(pattern) ?? ''],
      },
      { head: 'US dollars', align: 'right', cell: (row) => dollars(row.cents) },
    ],
    rows,
  );
}
