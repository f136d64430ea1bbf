import type { Checked } from '../bill/checked.ts';
import type { Problem } from '../workload/problem.ts';
import type { PlanBasis } from './basis.ts';
import { capacityModes, type PlanMode } from './capacity-modes.ts';
import { type Demand, demandAt } from './demand.ts';
import { type DynamoDbMonth, dynamoDbMonth, type Pricing } from './dynamodb-month.ts';
import { type Growth, grown } from './growth.ts';
import { byPattern, type PatternBill } from './pattern-shares.ts';
import type { PostgresWish } from './postgres-choice.ts';
import { type PostgresMonth, postgresMonth } from './postgres-month.ts';
import { type Sensitivity, sensitivities } from './sensitivity.ts';
import { type Stored, storedAt } from './stored.ts';
import type { PatternUnits } from './units-per-operation.ts';

/** A month at one number of daily active users. */
export interface MonthPlan {
  readonly dau: number;
  readonly demand: Demand;
  readonly stored: Stored;
  readonly growth: readonly Growth[];
  /** Per operation, with that growth. */
  readonly units: readonly PatternUnits[];
  /** In the order of the modes; as designed first. */
  readonly dynamodb: readonly DynamoDbMonth[];
  /** The DynamoDB money as designed, by pattern. */
  readonly byPattern: readonly PatternBill[];
  readonly postgres: PostgresMonth;
  readonly sensitivity: readonly Sensitivity[];
}

/** The month at a DAU with so many days of history. Problems are prices that the table does not have. */
export function monthPlan(
  basis: PlanBasis,
  dau: number,
  days: number,
  pricing: Pricing,
  wish: PostgresWish,
): Checked<MonthPlan> {
  const { workload, sizes, measured } = basis;
  const stored = storedAt(workload, sizes, { dau, days });
  const growth = basis.growth.to(stored);
  const units = grown(measured.patterns, growth);
  const demand = demandAt(workload, dau, units);
  const problems: Problem[] = [];
  const months = capacityModes.map((mode) => dynamoDbMonth(workload, demand, stored, mode, pricing));
  for (const month of months) if (!month.ok) problems.push(...month.problems);
  const postgres = postgresMonth(basis, stored, wish, pricing);
  if (!postgres.ok) problems.push(...postgres.problems);
  const dynamodb = months.flatMap((month) => (month.ok ? [month.value] : []));
  const [designed, onDemand] = [inMode(dynamodb, 'as designed'), inMode(dynamodb, 'on demand')];
  if (problems.length > 0 || !postgres.ok || designed === undefined || onDemand === undefined)
    return { ok: false, problems: distinct(problems) };
  return {
    ok: true,
    value: {
      dau,
      demand,
      stored,
      growth,
      units,
      dynamodb,
      byPattern: byPattern(designed.lines, demand),
      postgres: postgres.value,
      sensitivity: sensitivities(basis, { units, stored }, { designed, onDemand }, pricing),
    },
  };
}

export function inMode(months: readonly DynamoDbMonth[], mode: PlanMode): DynamoDbMonth | undefined {
  return months.find((month) => month.mode === mode);
}

/** The demand at any DAU with so many days of history. */
export function demandWith({ workload, sizes, measured, growth }: PlanBasis, dau: number, days: number): Demand {
  const stored = storedAt(workload, sizes, { dau, days });
  return demandAt(workload, dau, grown(measured.patterns, growth.to(stored)));
}

/** A price that is missing in every mode is told once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [problem.found, problem])).values()];
}
