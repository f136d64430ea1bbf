import type { IntervalMs } from '../measure/distribution.ts';
import type { ErrorKind } from '../measure/measurement.ts';
import { holds, type Operator, type Statistic, statisticText } from './thresholds-expression.ts';
import type { Counter, Latency, Objective } from './thresholds-objective.ts';

/** What was found of one limit, and the figures that decided. */
export interface Verdict {
  readonly verdict: 'met' | 'missed' | 'unproven';
  /** In the limit's own unit (milliseconds, a count, percent); `null` where there is none. */
  readonly value: number | null;
  readonly why: string;
}

/** A latency as verdicts ask about it; a `Distribution` is one. */
export interface LatencyEvidence {
  /** Recorded and dropped. */
  readonly samples: number;
  readonly dropped: number;
  readonly meanMs: number | null;
  readonly minMs: number | null;
  readonly maxMs: number | null;
  /** `null` where it falls among dropped arrivals, and where there is nothing. */
  percentileMs(percentile: number): number | null;
  /** Where it lies at 95 %; `null` on a side that nothing bounds. */
  intervalMs(percentile: number): IntervalMs;
}

export interface CountEvidence {
  readonly scheduled: number;
  readonly completed: number;
  readonly failed: number;
  readonly dropped: number;
  readonly errors: Readonly<Record<ErrorKind, number>>;
}

/** What was measured of what an objective is about. */
export interface Evidence {
  readonly latency: Readonly<Record<Latency, LatencyEvidence>>;
  readonly counts: CountEvidence;
  /** Why the generator cannot be trusted, in words; `null` where it can. */
  readonly saturated: string | null;
}

/**
 * Judges an objective. In this order:
 *
 * - Nothing measured is unproven, never met.
 * - Counts are known exactly and decide exactly.
 * - A percentile that falls among dropped arrivals is above what was waited for: a limit from above is missed.
 * - p(q) needs ten samples beyond it (1,000 for p99), and its interval at 95 % must lie on one side of the limit; else it
 *   is unproven. avg, min and max are taken as they were measured.
 * - A saturated generator makes what it may have caused unproven instead of missed: any latency, drops. What
 *   is met stays met for `response` and `lag`, which count from the schedule: the generator's delay is in them, so it
 *   can only have made them worse. `service` begins at the sending, and a load that came late and thinned out flatters
 *   it: there a saturated generator proves nothing either way.
 */
export function judge(objective: Objective, evidence: Evidence): Verdict {
  if (objective.kind === 'count') return judgeCount(objective, evidence);
  const { latency, statistic, operator, limitMs } = objective;
  const verdict = judgeLatency(statistic, operator, limitMs, evidence.latency[latency]);
  return underSaturation(verdict, evidence.saturated, latency !== 'service');
}

/** A limit on a statistic of a latency, whoever measured it; or of other values, with their `unit`. */
export function judgeLatency(
  statistic: Statistic,
  operator: Operator,
  limitMs: number,
  evidence: LatencyEvidence,
  unit = ' ms',
): Verdict {
  if (evidence.samples === 0) return { verdict: 'unproven', value: null, why: 'nothing was measured' };
  const percentile = percentileOf(statistic);
  return percentile === null
    ? judgePlain(statistic, operator, limitMs, evidence, unit)
    : judgePercentile(percentile, operator, limitMs, evidence, unit);
}

function percentileOf(statistic: Statistic): number | null {
  if (statistic.kind === 'med') return 50;
  if (statistic.kind !== 'percentile') return null;
  return statistic.percentile > 0 && statistic.percentile < 100 ? statistic.percentile : null;
}

/** How many samples a percentile needs: ten on its thinner side. */
export function samplesNeeded(percentile: number): number {
  const thinner = Math.min(percentile, 100 - percentile) / 100;
  return Math.ceil(10 / thinner - 1e-6);
}

function judgePercentile(
  percentile: number,
  operator: Operator,
  limitMs: number,
  evidence: LatencyEvidence,
  unit: string,
): Verdict {
  const { samples, dropped } = evidence;
  const name = `p(${percentile})`;
  const value = evidence.percentileMs(percentile);
  if (value === null) {
    const why = `${name} falls among the ${count(dropped)} of ${count(samples)} arrivals that were dropped: it is above what was waited for`;
    return { verdict: holds(Number.POSITIVE_INFINITY, operator, limitMs) ? 'met' : 'missed', value: null, why };
  }
  const needed = samplesNeeded(percentile);
  if (samples < needed) {
    const why = `${name} was ${ms(value, unit)}, but it takes ${count(needed)} samples to tell and there were ${count(samples)}`;
    return { verdict: 'unproven', value, why };
  }
  const [lowMs, highMs] = evidence.intervalMs(percentile);
  const low = holds(lowMs ?? (unit === '' ? Number.NEGATIVE_INFINITY : 0), operator, limitMs);
  const high = holds(highMs ?? Number.POSITIVE_INFINITY, operator, limitMs);
  const where = `${name} was ${ms(value, unit)} (at 95 % ${between(lowMs, highMs, unit)}; ${count(samples)} samples)`;
  const exact = operator === '==' || operator === '===' || operator === '!=';
  if (low !== high && !exact) {
    return {
      verdict: 'unproven',
      value,
      why: `${where}: the limit of ${ms(limitMs, unit)} lies within, so it is not decided`,
    };
  }
  return decided(holds(value, operator, limitMs), value, where, operator, limitMs, unit);
}

/** avg, min, max; with dropped arrivals the largest is not known, and the average only from below. */
function judgePlain(
  statistic: Statistic,
  operator: Operator,
  limitMs: number,
  evidence: LatencyEvidence,
  unit: string,
): Verdict {
  const name = statisticText(statistic);
  const value = plainValue(statistic, evidence);
  const known = `of ${count(evidence.samples)} samples`;
  if (evidence.dropped > 0 && isMax(statistic)) {
    const why = `${count(evidence.dropped)} of ${count(evidence.samples)} arrivals were dropped: ${name} is above what was waited for`;
    return { verdict: holds(Number.POSITIVE_INFINITY, operator, limitMs) ? 'met' : 'missed', value: null, why };
  }
  if (value === null) return { verdict: 'unproven', value, why: 'nothing was recorded, only dropped' };
  if (
    evidence.dropped > 0 &&
    statistic.kind === 'avg' &&
    holds(value, operator, limitMs) !== holds(Number.POSITIVE_INFINITY, operator, limitMs)
  ) {
    const why = `${name} was ${ms(value, unit)} without the ${count(evidence.dropped)} dropped arrivals, which would raise it`;
    return { verdict: 'unproven', value, why };
  }
  return decided(
    holds(value, operator, limitMs),
    value,
    `${name} was ${ms(value, unit)} ${known}`,
    operator,
    limitMs,
    unit,
  );
}

function isMax(statistic: Statistic): boolean {
  return statistic.kind === 'max' || (statistic.kind === 'percentile' && statistic.percentile === 100);
}

function plainValue(statistic: Statistic, { meanMs, minMs, maxMs }: LatencyEvidence): number | null {
  if (isMax(statistic)) return maxMs;
  return statistic.kind === 'avg' ? meanMs : minMs;
}

function judgeCount(objective: Extract<Objective, { kind: 'count' }>, { counts, saturated }: Evidence): Verdict {
  const { counter, operator, limit, ofScheduled } = objective;
  if (counts.scheduled === 0) return { verdict: 'unproven', value: null, why: 'nothing was scheduled' };
  const inUnit = (amount: number) => (ofScheduled ? (100 * amount) / counts.scheduled : amount);
  const amount = amountOf(counter, counts);
  const value = inUnit(amount);
  const share = ofScheduled ? ` (${figure(value)} %)` : '';
  const why = `${count(amount)} of ${count(counts.scheduled)} ${counter}${share}`;
  if (holds(value, operator, limit)) return { verdict: 'met', value, why };
  const blamed = {
    verdict: 'missed',
    value,
    why: `${why}, where ${operator} ${figure(limit)}${ofScheduled ? ' %' : ''} is asked for`,
  } as const;
  const withoutGenerator = inUnit(amount - causedBySaturation(counter, counts));
  return holds(withoutGenerator, operator, limit) ? underSaturation(blamed, saturated, true) : blamed;
}

function amountOf(counter: Counter, counts: CountEvidence): number {
  switch (counter) {
    case 'scheduled':
    case 'completed':
    case 'failed':
    case 'dropped':
      return counts[counter];
    default:
      return counts.errors[counter];
  }
}

/** What a generator that cannot keep up brings about by itself. */
function causedBySaturation(counter: Counter, { dropped }: CountEvidence): number {
  return counter === 'dropped' ? dropped : 0;
}

/** What a saturated generator leaves of a verdict; `metHolds` where it can only have made things look worse. */
export function underSaturation(verdict: Verdict, saturated: string | null, metHolds: boolean): Verdict {
  if (saturated === null || verdict.verdict === 'unproven' || (verdict.verdict === 'met' && metHolds)) return verdict;
  const why = `${verdict.why}; but the generator was at its limit, so this says nothing about the target: ${saturated}`;
  return { verdict: 'unproven', value: verdict.value, why };
}

function decided(
  met: boolean,
  value: number,
  where: string,
  operator: Operator,
  limitMs: number,
  unit: string,
): Verdict {
  return met
    ? { verdict: 'met', value, why: where }
    : { verdict: 'missed', value, why: `${where}, where ${operator} ${ms(limitMs, unit)} is asked for` };
}

function between(lowMs: number | null, highMs: number | null, unit: string): string {
  if (lowMs === null) return highMs === null ? 'unbounded' : `below ${ms(highMs, unit)}`;
  return highMs === null
    ? `above ${ms(lowMs, unit)}, with no upper bound`
    : `between ${ms(lowMs, unit)} and ${ms(highMs, unit)}`;
}

function ms(value: number, unit: string): string {
  return `${figure(value)}${unit}`;
}

/** Three digits, as many as are measured. */
function figure(value: number): string {
  return value >= 100 ? count(Math.round(value)) : String(Number(value.toPrecision(3)));
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
