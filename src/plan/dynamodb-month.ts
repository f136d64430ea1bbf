import type { BillLine } from '../bill/bill.ts';
import { type PricedBill, pricedBill } from '../bill/bill.ts';
import type { BillFile } from '../bill/bill-file.ts';
import type { Checked } from '../bill/checked.ts';
import type { PriceTable } from '../bill/price.ts';
import type { HeatAssumptions } from '../capacity/heat/assumptions.ts';
import type { Workload } from '../workload/workload.ts';
import { designedParts, type PlanMode } from './capacity-modes.ts';
import { type PartWeek, weeksOf } from './capacity-week.ts';
import type { Demand } from './demand.ts';
import { tableUses } from './month-file.ts';
import type { Stored } from './stored.ts';

/** How months are priced. */
export interface Pricing {
  readonly region: string;
  readonly prices: PriceTable;
  readonly hoursPerMonth: number;
  readonly freeTier: boolean;
  readonly assumptions: HeatAssumptions;
}

/** A month of DynamoDB in one capacity mode. */
export interface DynamoDbMonth {
  readonly mode: PlanMode;
  readonly file: BillFile;
  readonly priced: PricedBill;
  readonly usd: number;
  readonly lines: readonly BillLine[];
  /** What became of each table and index in the average week. */
  readonly parts: readonly PartWeek[];
}

/** What a demand and what is stored cost in one mode. Problems are prices that the table does not have. */
export function dynamoDbMonth(
  workload: Workload,
  demand: Demand,
  stored: Stored,
  mode: PlanMode,
  { region, prices, hoursPerMonth, freeTier, assumptions }: Pricing,
): Checked<DynamoDbMonth> {
  const parts = weeksOf(designedParts(workload, demand, mode), demand, assumptions);
  const dynamodb = tableUses(workload, mode, parts, { hoursPerMonth, stored });
  const file: BillFile = { region, hoursPerMonth, freeTier, dynamodb };
  const priced = pricedBill(file, prices);
  if (!priced.ok) return priced;
  const { lines, totals } = priced.value.bill;
  return { ok: true, value: { mode, file, priced: priced.value, usd: totals.dynamodb, lines, parts } };
}
