import { partitionReadUnits, partitionWriteUnits } from '../capacity/heat/limits.ts';
import type {
  ClaimEvidence,
  KeyEvidence,
  LimitEvidence,
  MissingPattern,
  MonthEvidence,
  SpikeEvidence,
} from '../judge/claim-evidence.ts';
import { breakPoints, leastTouches } from './break-points.ts';
import { servedShare } from './capacity-week.ts';
import { atPeak } from './demand.ts';
import { heatPlan } from './heat-plan.ts';
import { keyHeats } from './key-heat.ts';
import { demandWith, inMode, type MonthPlan, monthPlan } from './month-plan.ts';
import { mostOperationsSimulated, type Plan, storageByMonth } from './plan.ts';
import { savingsOf } from './savings.ts';
import { daysOfMonths, totalBytes } from './stored.ts';
import { perAverageDay } from './traffic-week.ts';

const gib = 2 ** 30;
const spikeFromMs = 12 * 3_600_000;
const spikeMs = 30 * 60_000;

/** What a plan has to say to the claims of its workload. Months that it was not asked for are planned as they are needed. */
export function claimEvidence(plan: Plan): ClaimEvidence {
  const { basis, options } = plan;
  const months = new Map<number, { readonly plan: MonthPlan; readonly evidence: MonthEvidence } | null>();
  const planned = (dau: number) => {
    const known = months.get(dau);
    if (known !== undefined) return known;
    const month = monthAt(plan, dau);
    const made = month === null ? null : { plan: month, evidence: monthEvidence(plan, month) };
    months.set(dau, made);
    return made;
  };
  return {
    record: basis.record,
    missing: basis.measured.missing.map((pattern) => missingPattern(plan, pattern)),
    scanning: scanningPatterns(plan),
    months: options.months,
    month: (dau) => planned(dau)?.evidence ?? null,
    spike: (dau, factor) => {
      const month = planned(dau);
      return month === null ? null : spikeEvidence(plan, month.plan, factor);
    },
  };
}

function missingPattern({ basis: { traces } }: Plan, pattern: string): MissingPattern {
  const touches = traces.patterns.find((trace) => trace.pattern === pattern)?.operations.flat() ?? [];
  const parts = new Map(
    touches.map(({ table, index, key }) => {
      const part = { table, index, hasKey: key !== null };
      return [JSON.stringify(part), part];
    }),
  );
  return { pattern, parts: [...parts.values()] };
}

function monthAt({ at, basis, options }: Plan, dau: number): MonthPlan | null {
  const known = at.find((month) => month.dau === dau);
  if (known !== undefined) return known;
  const days = daysOfMonths(options.months, options.pricing.hoursPerMonth / 24);
  const made = monthPlan(basis, dau, days, options.pricing, options.postgres);
  return made.ok ? made.value : null;
}

function scanningPatterns({ basis: { traces, workload } }: Plan): readonly string[] {
  return traces.patterns
    .filter(({ pattern }) => perAverageDay(workload.traffic, pattern, 1) > 0)
    .filter(({ operations }) => operations.flat().some(({ access }) => access === 'scan'))
    .map(({ pattern }) => pattern);
}

function monthEvidence({ basis, options }: Plan, month: MonthPlan): MonthEvidence {
  const { demand, stored, postgres } = month;
  const { hoursPerMonth } = options.pricing;
  const designed = inMode(month.dynamodb, 'as designed');
  const perMonth = (direction: 'read' | 'write'): number =>
    (demand.parts.reduce((sum, part) => sum + part[direction], 0) * hoursPerMonth) / 24;
  const heats = keyHeats(basis, demand);
  const points = breakPoints(basis, demand, heats, (users) => demandWith(basis, users, stored.size.days));
  return {
    designed: { target: 'dynamodb', mode: 'as designed', usd: designed?.usd ?? 0, lines: designed?.lines ?? [] },
    onDemandUsd: inMode(month.dynamodb, 'on demand')?.usd ?? 0,
    postgres:
      postgres.usd === null
        ? null
        : { target: 'postgres', mode: postgres.choice.mode, usd: postgres.usd, lines: postgres.lines },
    readUnits: perMonth('read'),
    writeUnits: perMonth('write'),
    parts: (designed?.parts ?? []).map((part) => ({
      table: part.table,
      index: part.index,
      readPeak: atPeak(demand, part.demand.read),
      writePeak: atPeak(demand, part.demand.write),
      served: Math.min(servedShare(part, 'read'), servedShare(part, 'write')),
    })),
    storedGb: storageByMonth(basis, month.dau, options.pricing).map(({ dynamodbBytes }) => dynamodbBytes / gib),
    storedNowGb: totalBytes(stored) / gib,
    savings: savingsOf(basis, month),
    keys: heats
      .filter(({ touched }) => touched >= leastTouches)
      .map(
        ({ table, index, key, direction, unitsPerSecond }): KeyEvidence => ({
          where: placeWords(table, index),
          key,
          direction,
          unitsPerSecond,
          limitUnits: direction === 'read' ? partitionReadUnits : partitionWriteUnits,
        }),
      )
      .sort((one, other) => other.unitsPerSecond / other.limitUnits - one.unitsPerSecond / one.limitUnits),
    nearest: points[0] === undefined ? null : limitEvidence(points[0]),
  };
}

function limitEvidence(point: ReturnType<typeof breakPoints>[number]): LimitEvidence {
  const { dau, table, index, direction, key, limit, limitUnits } = point;
  const what = key === null ? limit : `key ${key}`;
  return { dau, what: `${direction}s of ${placeWords(table, index)} at ${limitUnits} units/s (${what})` };
}

function spikeEvidence({ basis, options }: Plan, month: MonthPlan, factor: number): SpikeEvidence | null {
  const operations = month.demand.operations.reduce((sum, { perDay }) => sum + perDay, 0);
  const designed = inMode(month.dynamodb, 'as designed');
  if (operations > mostOperationsSimulated || designed === undefined) return null;
  const spike = { fromMs: spikeFromMs, untilMs: spikeFromMs + spikeMs, factor };
  const { assumptions } = options.pricing;
  const { day } = heatPlan(basis, month.demand, month.units, designed.parts, assumptions, spike);
  const [first] = day.throttles;
  return {
    operations: day.operations,
    throttledOperations: day.throttledOperations,
    throttledMinutes: day.throttledMinutes,
    first: first === undefined ? '' : `${placeWords(first.table, first.index)} ${first.direction}s, ${first.limit}`,
  };
}

function placeWords(table: string, index: string | null): string {
  return index === null ? table : `${table} ${index}`;
}
