import type { BillLine } from '../bill/bill.ts';
import { type PricedBill, pricedBill } from '../bill/bill.ts';
import type { Checked } from '../bill/checked.ts';
import type { PlanBasis } from './basis.ts';
import type { Pricing } from './dynamodb-month.ts';
import {
  hotDays,
  type PostgresChoice,
  type PostgresNeed,
  type PostgresWish,
  postgresChoice,
} from './postgres-choice.ts';
import { type PostgresLoad, postgresLoad } from './postgres-load.ts';
import { allBytes } from './postgres-size.ts';
import { lifeDays, recordsOf, type Stored } from './stored.ts';

/** A month of PostgreSQL beside it. `priced: null` where no class could be told: `choice.why` says why. */
export interface PostgresMonth {
  readonly choice: PostgresChoice;
  readonly need: PostgresNeed;
  readonly load: PostgresLoad | null;
  readonly priced: PricedBill | null;
  readonly usd: number | null;
  readonly lines: readonly BillLine[];
}

export function postgresMonth(
  basis: PlanBasis,
  stored: Stored,
  wish: PostgresWish,
  pricing: Pricing,
): Checked<PostgresMonth> {
  const load = postgresLoad(basis.record, basis.workload, stored.size.dau, (table) => rowsTimes(basis, stored, table));
  const need: PostgresNeed = {
    bytes: postgresBytes(basis, stored),
    hotBytes: hotBytes(basis, stored),
    peakCpus: load?.peakCpus ?? null,
    meanCpus: load?.meanCpus ?? null,
    pagesPerSecond: load?.pagesPerSecond ?? null,
  };
  const { region, prices, hoursPerMonth } = pricing;
  const choice = postgresChoice(need, wish, prices, region, hoursPerMonth);
  const unpriced = { choice, need, load, priced: null, usd: null, lines: [] };
  if (choice.use === null) return { ok: true, value: unpriced };
  const priced = pricedBill({ region, hoursPerMonth, postgres: choice.use }, prices);
  if (!priced.ok) return priced;
  const { lines, totals } = priced.value.bill;
  return { ok: true, value: { ...unpriced, priced: priced.value, usd: totals.postgres, lines } };
}

/** All rows and index entries, estimated. */
export function postgresBytes({ rows }: PlanBasis, stored: Stored): number {
  return rows.reduce((sum, row) => sum + recordsIn(stored, row.entity) * allBytes(row), 0);
}

/** Rows of the last days and of what does not grow, with their index entries. */
function hotBytes({ rows, workload }: PlanBasis, { size: { dau, days } }: Stored): number {
  return rows.reduce((sum, row) => {
    const last = Math.min(days, lifeDays(workload, row.entity) ?? days);
    const count = (of: number): number => recordsOf(workload, row.entity, { dau, days: of }, { timeToLive: true });
    const recent = count(last) - count(Math.max(0, last - hotDays));
    return sum + (recent > 0 ? recent : count(last)) * allBytes(row);
  }, 0);
}

function rowsTimes({ rows, before }: PlanBasis, after: Stored, table: string): number {
  const own = rows.filter((row) => row.table === table);
  const count = (of: Stored): number => own.reduce((sum, { entity }) => sum + recordsIn(of, entity), 0);
  return count(before) > 0 ? count(after) / count(before) : 1;
}

function recordsIn({ entities }: Stored, entity: string): number {
  return entities.find((one) => one.entity === entity)?.records ?? 0;
}
