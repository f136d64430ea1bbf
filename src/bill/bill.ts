import { type BillFile, defaultHoursPerMonth } from './bill-file.ts';
import { type Charge, chargesOf } from './charge.ts';
import type { Checked } from './checked.ts';
import type { Demand, Item, Service } from './demand.ts';
import { type Exact, exactly, toDouble, total } from './exact.ts';
import { withFreeTier } from './free-tier.ts';
import { postgresDemands } from './postgres-demands.ts';
import type { PriceTable } from './price.ts';
import { tableDemands } from './table-demands.ts';

/** The output of `bill FILE --json`. */
export interface Bill {
  readonly currency: 'USD';
  readonly prices: { readonly published: string; readonly read: string };
  readonly lines: readonly BillLine[];
  /** Each is the exact sum of its lines as they stand here, rounded once to the nearest double. */
  readonly totals: Readonly<Record<Service, number>>;
}

export interface BillLine {
  readonly service: Service;
  readonly resource: string;
  readonly index: string | null;
  readonly item: Item;
  readonly quantity: number;
  readonly unit: string;
  /** Unrounded: the double nearest to the exact product. */
  readonly usd: number;
}

/** A bill with the exact charge behind each of its lines, in the same order. */
export interface PricedBill {
  readonly bill: Bill;
  readonly charges: readonly Charge[];
}

/** What a month costs. Problems are prices that the table does not have, each with the place that asked for it. */
export function billOf(file: BillFile, prices: PriceTable): Checked<Bill> {
  const priced = pricedBill(file, prices);
  return priced.ok ? { ok: true, value: priced.value.bill } : priced;
}

export function pricedBill(file: BillFile, prices: PriceTable): Checked<PricedBill> {
  const region = prices.regions.get(file.region);
  if (region === undefined) {
    const expected = `one of ${[...prices.regions.keys()].join(', ')}`;
    return { ok: false, problems: [{ place: 'region', found: JSON.stringify(file.region), expected }] };
  }
  const priced = chargesOf(demandsOf(file), file.region, prices);
  if (!priced.ok) return priced;
  const charges = file.freeTier === true ? withFreeTier(priced.value, prices.freeTier) : priced.value;
  const lines = charges.map(lineOf);
  const { published, read } = region;
  const totals = { dynamodb: totalOf(lines, 'dynamodb'), postgres: totalOf(lines, 'postgres') };
  return { ok: true, value: { bill: { currency: 'USD', prices: { published, read }, lines, totals }, charges } };
}

function demandsOf({ dynamodb = [], postgres, hoursPerMonth = defaultHoursPerMonth }: BillFile): readonly Demand[] {
  const tables = dynamodb.flatMap((table, n) => tableDemands(table, `dynamodb[${n}]`, hoursPerMonth));
  return [...tables, ...(postgres === undefined ? [] : postgresDemands(postgres, 'postgres', hoursPerMonth))];
}

function lineOf({ demand, item, quantity, usd }: Charge): BillLine {
  const { service, resource, index, unit } = demand;
  return { service, resource, index, item, quantity: toDouble(quantity), unit, usd: toDouble(usd) };
}

function totalOf(lines: readonly BillLine[], service: Service): number {
  return toDouble(sumUsd(lines.filter((line) => line.service === service)));
}

/** The exact sum of lines as they are written. */
export function sumUsd(lines: readonly BillLine[]): Exact {
  return total(lines.map((line) => exactly(line.usd)));
}
