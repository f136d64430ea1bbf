import type { Throttle } from '../capacity/heat/heat-day.ts';
import type { PlanAtDau, PlannedBill, PlanRecord } from '../runs/plan-record.ts';
import type { ClaimRecord } from '../runs/run-record.ts';
import type { BreakPoint } from './break-points.ts';
import type { CapacityRange } from './capacity-week.ts';
import { rangeOf, servedShare } from './capacity-week.ts';
import type { CostCurve } from './cost-curve.ts';
import { atPeak } from './demand.ts';
import type { DynamoDbMonth } from './dynamodb-month.ts';
import type { Growth } from './growth.ts';
import type { KeyHeat } from './key-heat.ts';
import type { MonthPlan } from './month-plan.ts';
import { notesOf } from './notes.ts';
import type { DayPlan, Plan } from './plan.ts';
import type { Sensitivity } from './sensitivity.ts';
import { perAverageDay } from './traffic-week.ts';

/** A plan as `plan --json` prints it: what reports render, and all that the command shows beside it. */
export interface PlanDocument extends PlanRecord {
  readonly run: {
    readonly id: string;
    readonly provenance: string;
    readonly dau: number;
    readonly days: number | null;
  };
  /** Of history behind the planned month. */
  readonly months: number;
  readonly at: readonly PlannedMonth[];
  readonly days: readonly PlannedDay[];
  /** Patterns with traffic that the run did not measure: in no figure. */
  readonly missing: readonly string[];
  readonly storage: readonly {
    readonly dau: number;
    readonly month: number;
    readonly dynamodbGb: number;
    readonly postgresGb: number;
  }[];
  readonly breakPoints: readonly BreakPoint[];
  readonly keys: readonly Omit<KeyHeat, 'shares'>[];
  readonly notFollowed: readonly string[];
  readonly claims: readonly ClaimRecord[];
  /** Of each hour of the busiest weekday from 00:00 UTC, the share of an average day. */
  readonly hours: readonly number[];
  /** The month at many numbers of users, where it was asked for. */
  readonly curve?: CostCurve;
}

export interface PlannedMonth extends PlanAtDau {
  readonly operationsPerDay: number;
  readonly operationsPerSecondAtPeak: number;
  readonly parts: readonly PlannedPart[];
  /** Units of an average day, the most first. */
  readonly patternUnits: readonly { readonly pattern: string; readonly read: number; readonly write: number }[];
  readonly growth: readonly Growth[];
  readonly sensitivity: readonly Sensitivity[];
  readonly postgres: { readonly mode: string; readonly why: string };
}

/** The busiest day as designed, operation by operation. */
export interface PlannedDay {
  readonly dau: number;
  readonly weekday: string;
  readonly operations: number;
  readonly throttledOperations: number;
  readonly throttledMinutes: number;
  /** By what refused them, the most first. */
  readonly throttles: readonly Throttle[];
  readonly usd: number;
  /** Of every table and index, units a second in each quarter of an hour from 00:00 UTC. */
  readonly curves: readonly PlannedCurve[];
}

export interface PlannedCurve {
  readonly table: string;
  readonly index: string | null;
  readonly direction: 'read' | 'write';
  readonly consumed: readonly number[];
  /** `null` on demand. */
  readonly capacity: readonly number[] | null;
}

/** A table or index as designed. */
export interface PlannedPart {
  readonly table: string;
  readonly index: string | null;
  readonly mode: string;
  readonly storedGb: number;
  readonly read: PlannedDirection;
  readonly write: PlannedDirection;
}

export interface PlannedDirection {
  readonly unitsPerMonth: number;
  readonly unitsPerSecondAtPeak: number;
  /** Provisioned through the average week; `null` on demand. */
  readonly capacity: CapacityRange | null;
  /** Of the units that are asked for, the share that capacity and burst serve. */
  readonly served: number;
  readonly throttledMinutesPerWeek: number;
}

const gib = 2 ** 30;

export function planDocument(
  plan: Plan,
  claims: readonly ClaimRecord[] = [],
  curve: CostCurve | null = null,
): PlanDocument {
  const { basis, options } = plan;
  const { region, hoursPerMonth, freeTier, prices } = options.pricing;
  const dated = prices.regions.get(region);
  const { id, dataset } = basis.record;
  return {
    region,
    prices: { published: dated?.published ?? 'not stated', read: dated?.read ?? 'not stated' },
    hoursPerMonth,
    freeTier,
    at: plan.at.map((month) => plannedMonth(plan, month)),
    days: plan.days.map(plannedDay),
    notes: notesOf(plan),
    run: { id, provenance: basis.measured.provenance, dau: dataset.dau, days: dataset.days ?? null },
    months: options.months,
    missing: basis.measured.missing,
    storage: plan.storage.map(({ dau, month, dynamodbBytes, postgresBytes }) => ({
      dau,
      month,
      dynamodbGb: dynamodbBytes / gib,
      postgresGb: postgresBytes / gib,
    })),
    breakPoints: plan.breakPoints,
    keys: plan.heats.map(({ shares: _, ...heat }) => heat),
    notFollowed: plan.notFollowed,
    claims,
    hours: busiestDay(plan),
    ...(curve === null ? {} : { curve }),
  };
}

function busiestDay({ at: [month] }: Plan): readonly number[] {
  if (month === undefined) return [];
  const from = Math.floor(month.demand.peakHour / 24) * 24;
  return month.demand.curve.slice(from, from + 24);
}

function patternUnits({ demand }: MonthPlan): PlannedMonth['patternUnits'] {
  const sums = new Map<string, { read: number; write: number }>();
  for (const { pattern, read, write } of demand.parts.flatMap(({ byPattern }) => byPattern)) {
    const before = sums.get(pattern) ?? { read: 0, write: 0 };
    sums.set(pattern, { read: before.read + read, write: before.write + write });
  }
  const rows = [...sums].map(([pattern, units]) => ({ pattern, ...units }));
  return rows.sort((one, other) => other.read + other.write - one.read - one.write);
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function plannedDay({ dau, weekday, usd, day, resources }: DayPlan): PlannedDay {
  const { operations, throttledOperations, throttledMinutes, throttles } = day;
  const curves = resources.flatMap(({ table, index }, at) =>
    (['read', 'write'] as const).map((direction): PlannedCurve => {
      const curve = day.curves[at]?.[direction];
      const consumed = quarters(curve?.consumed ?? new Float64Array()).map((units) => units / 60);
      const capacity = curve === undefined || curve.capacity === null ? null : quarters(curve.capacity);
      return { table, index, direction, consumed, capacity };
    }),
  );
  const name = weekdays[weekday] ?? '';
  return { dau, weekday: name, operations, throttledOperations, throttledMinutes, throttles, usd, curves };
}

/** Means of fifteen minutes, to four digits. */
function quarters(minutes: Float64Array): readonly number[] {
  return Array.from({ length: minutes.length / 15 }, (_, quarter) => {
    const sum = minutes.subarray(quarter * 15, quarter * 15 + 15).reduce((all, each) => all + each, 0);
    return Number((sum / 15).toPrecision(4));
  });
}

function plannedMonth({ basis, options }: Plan, month: MonthPlan): PlannedMonth {
  const { traffic, patterns } = basis.workload;
  const perDay = patterns.reduce((sum, { id }) => sum + perAverageDay(traffic, id, month.dau), 0);
  const [designed] = month.dynamodb;
  const { choice, usd, lines } = month.postgres;
  const postgres: PlannedBill[] = usd === null ? [] : [{ target: 'postgres', mode: choice.mode, usd, lines }];
  return {
    dau: month.dau,
    bills: [...month.dynamodb.map(plannedBill), ...postgres],
    byPattern: month.byPattern,
    operationsPerDay: perDay,
    operationsPerSecondAtPeak: atPeak(month.demand, perDay),
    parts: designed === undefined ? [] : plannedParts(designed, month, options.pricing.hoursPerMonth),
    patternUnits: patternUnits(month),
    growth: month.growth,
    sensitivity: month.sensitivity,
    postgres: { mode: choice.mode, why: choice.why },
  };
}

function plannedBill({ mode, usd, lines }: DynamoDbMonth): PlannedBill {
  return { target: 'dynamodb', mode, usd, lines };
}

function plannedParts({ parts }: DynamoDbMonth, { demand, stored }: MonthPlan, hoursPerMonth: number): PlannedPart[] {
  return parts.map((part) => {
    const direction = (one: 'read' | 'write'): PlannedDirection => ({
      unitsPerMonth: (part.demand[one] * hoursPerMonth) / 24,
      unitsPerSecondAtPeak: atPeak(demand, part.demand[one]),
      capacity: rangeOf(part.week[one]),
      served: servedShare(part, one),
      throttledMinutesPerWeek: part.week[one].throttledMinutes,
    });
    const own = stored.parts.find(({ table, index }) => table === part.table && index === part.index);
    return {
      table: part.table,
      index: part.index,
      mode: part.design.mode,
      storedGb: (own?.bytes ?? 0) / gib,
      read: direction('read'),
      write: direction('write'),
    };
  });
}
