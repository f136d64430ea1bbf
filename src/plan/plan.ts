import type { Checked } from '../bill/checked.ts';
import type { Problem } from '../workload/problem.ts';
import type { PlanBasis } from './basis.ts';
import { type BreakPoint, breakPoints } from './break-points.ts';
import type { Pricing } from './dynamodb-month.ts';
import { type HeatPlan, heatPlan, throughputUsd } from './heat-plan.ts';
import { type KeyHeat, keyHeats, notFollowed } from './key-heat.ts';
import { demandWith, inMode, type MonthPlan, monthPlan } from './month-plan.ts';
import type { PostgresWish } from './postgres-choice.ts';
import { postgresBytes } from './postgres-month.ts';
import { daysOfMonths, storedAt, totalBytes } from './stored.ts';

export interface PlanOptions {
  /** By rising DAU, each once. */
  readonly dau: readonly number[];
  /** Months of history behind the planned month. */
  readonly months: number;
  readonly pricing: Pricing;
  readonly postgres: PostgresWish;
}

/** A capacity plan: the month at each DAU, how storage grows, and where limits are. */
export interface Plan {
  readonly options: PlanOptions;
  readonly basis: PlanBasis;
  readonly at: readonly MonthPlan[];
  /** The busiest day as designed, operation by operation, where it is not too long to simulate. */
  readonly days: readonly DayPlan[];
  readonly storage: readonly StoredMonth[];
  /** Of the lowest DAU. */
  readonly heats: readonly KeyHeat[];
  readonly breakPoints: readonly BreakPoint[];
  /** Patterns and parts whose keys are not known, for lack of an engine. */
  readonly notFollowed: readonly string[];
}

export interface DayPlan extends HeatPlan {
  readonly dau: number;
  /** Dollars of the day's throughput. */
  readonly usd: number;
}

/** What is stored at the end of a month. */
export interface StoredMonth {
  readonly dau: number;
  readonly month: number;
  readonly dynamodbBytes: number;
  readonly postgresBytes: number;
}

const monthsOfGrowth = 12;
/** A day of more operations is told by the average week alone. */
export const mostOperationsSimulated = 3_000_000;

/** Problems: prices that are missing, all of them. */
export function makePlan(basis: PlanBasis, options: PlanOptions): Checked<Plan> {
  const { dau, months, pricing, postgres } = options;
  const days = daysOfMonths(months, pricing.hoursPerMonth / 24);
  const planned = dau.map((users) => monthPlan(basis, users, days, pricing, postgres));
  const problems: Problem[] = planned.flatMap((month) => (month.ok ? [] : month.problems));
  const at = planned.flatMap((month) => (month.ok ? [month.value] : []));
  const [first] = at;
  if (problems.length > 0 || first === undefined) return { ok: false, problems };
  const heats = keyHeats(basis, first.demand);
  return {
    ok: true,
    value: {
      options,
      basis,
      at,
      days: at.flatMap((month) => dayPlan(basis, month, pricing) ?? []),
      storage: dau.flatMap((users) => storageByMonth(basis, users, pricing)),
      heats,
      breakPoints: breakPoints(basis, first.demand, heats, (users) => demandWith(basis, users, days)),
      notFollowed: notFollowed(basis),
    },
  };
}

function dayPlan(basis: PlanBasis, month: MonthPlan, pricing: Pricing): DayPlan | null {
  const designed = inMode(month.dynamodb, 'as designed');
  const operations = month.demand.operations.reduce((sum, { perDay }) => sum + perDay, 0);
  if (designed === undefined || operations > mostOperationsSimulated) return null;
  const heat = heatPlan(basis, month.demand, month.units, designed.parts, pricing.assumptions);
  const usd = throughputUsd(basis.workload, heat, pricing);
  return usd === null ? null : { dau: month.dau, ...heat, usd };
}

export function storageByMonth(basis: PlanBasis, dau: number, { hoursPerMonth }: Pricing): StoredMonth[] {
  return Array.from({ length: monthsOfGrowth }, (_, at) => {
    const days = daysOfMonths(at + 1, hoursPerMonth / 24);
    const stored = storedAt(basis.workload, basis.sizes, { dau, days });
    return { dau, month: at + 1, dynamodbBytes: totalBytes(stored), postgresBytes: postgresBytes(basis, stored) };
  });
}
