import { holds } from '../judge/thresholds-expression.ts';
import type { Objective } from '../judge/thresholds-objective.ts';
import type { PatternRecord } from '../runs/run-record.ts';

/** How improbable a run of slow operations must be, if the objective were met, to be held against it all the same. */
const improbable = 0.001;

/**
 * Whether an objective on a percentile is missed though there are too few samples to decide it: where it were met, each
 * operation would be slower than the limit with a chance of 1 − q, so so many slow ones of n follow the binomial
 * distribution. Their number is taken from the saved percentiles, as the least that they allow.
 */
export function isClearlyMissed(objective: Objective, record: PatternRecord): boolean {
  if (objective.kind !== 'latency' || objective.statistic.kind !== 'percentile') return false;
  if (objective.operator !== '<' && objective.operator !== '<=') return false;
  const { latency, operator, limitMs } = objective;
  const samples = latency === 'response' ? record.scheduled : record.scheduled - record.dropped;
  const figures: Readonly<Record<string, unknown>> = { ...record[latency] };
  const beyond = quantiles.find(({ name }) => {
    const value = figures[name];
    return typeof value === 'number' && !holds(value, operator, limitMs);
  });
  if (beyond === undefined || samples === 0) return false;
  const slow = samples - Math.max(1, Math.ceil(beyond.quantile * samples - 1e-9)) + 1;
  return atLeast(slow, samples, 1 - objective.statistic.percentile / 100) < improbable;
}

const quantiles = [
  { name: 'p50', quantile: 0.5 },
  { name: 'p90', quantile: 0.9 },
  { name: 'p95', quantile: 0.95 },
  { name: 'p99', quantile: 0.99 },
  { name: 'p999', quantile: 0.999 },
  { name: 'max', quantile: 1 },
] as const;

/** P(X >= k) for X of n trials: 1 minus the terms below k, summed from the first. */
export function atLeast(k: number, n: number, chance: number): number {
  let term = (1 - chance) ** n;
  let below = 0;
  for (let i = 0; i < k; i++) {
    below += term;
    term *= ((n - i) / (i + 1)) * (chance / (1 - chance));
  }
  return Math.max(0, 1 - below);
}
