import type { Threshold } from './thresholds.ts';
import { holds } from './thresholds-expression.ts';
import { judgeLatency, type LatencyEvidence, underSaturation, type Verdict } from './verdict.ts';

/** What a metric of a script collected, in the part that a threshold selects. */
export type MetricEvidence =
  /**
   * A sum; `seconds` is how long the load has gone on. `observed`: something ended that could have added to it, without
   * which a 0 says nothing.
   */
  | { readonly type: 'counter'; readonly count: number; readonly seconds: number; readonly observed: boolean }
  /** Operations, of those that were scheduled; `blamed` are those that a saturated generator brings about by itself. */
  | { readonly type: 'tally'; readonly count: number; readonly scheduled: number; readonly blamed: number }
  | { readonly type: 'gauge'; readonly value: number | null }
  | { readonly type: 'rate'; readonly nonZero: number; readonly samples: number }
  /**
   * `isTime`: milliseconds from the schedule or within it, which a saturated generator stretches. `metHolds`: it can only
   * have made them worse, so what is met stays met.
   */
  | { readonly type: 'trend'; readonly values: LatencyEvidence; readonly isTime: boolean; readonly metHolds?: boolean };

/**
 * Judges a threshold of a script. Unlike k6, which lets a trend or a rate without data pass, nothing measured is
 * unproven; a counter that nobody added to is 0, and 0 is a count. Percentiles need samples as objectives do.
 */
export function judgeThreshold(threshold: Threshold, evidence: MetricEvidence, saturated: string | null): Verdict {
  const { statistic, operator, limit } = threshold;
  if (evidence.type === 'trend') {
    const verdict = judgeLatency(statistic, operator, limit, evidence.values, evidence.isTime ? ' ms' : '');
    return evidence.isTime ? underSaturation(verdict, saturated, evidence.metHolds ?? true) : verdict;
  }
  const found = figureOf(threshold, evidence);
  if (found === null) return { verdict: 'unproven', value: null, why: `nothing was measured of ${threshold.selector}` };
  const { value, why } = found;
  if (holds(value, operator, limit)) return { verdict: 'met', value, why };
  const missed = { verdict: 'missed', value, why: `${why}, where ${operator} ${limit} is asked for` } as const;
  if (evidence.type !== 'tally') return missed;
  const unblamed = figureOf(threshold, { ...evidence, count: evidence.count - evidence.blamed });
  return unblamed !== null && holds(unblamed.value, operator, limit)
    ? underSaturation(missed, saturated, true)
    : missed;
}

/** Whether a threshold with `abortOnFail` ends the run now: only a miss that is certain does. */
export function aborts({ abortOnFail, delayAbortEvalMs }: Threshold, verdict: Verdict, elapsedMs: number): boolean {
  return abortOnFail && verdict.verdict === 'missed' && elapsedMs > delayAbortEvalMs;
}

function figureOf(
  { statistic, selector }: Threshold,
  evidence: Exclude<MetricEvidence, { type: 'trend' }>,
): { readonly value: number; readonly why: string } | null {
  switch (evidence.type) {
    case 'counter': {
      const { count, seconds, observed } = evidence;
      if (!observed && count === 0) return null;
      if (statistic.kind === 'count') return { value: count, why: `${selector} counted ${count}` };
      if (seconds === 0) return null;
      return { value: count / seconds, why: `${selector} counted ${count} in ${seconds} s` };
    }
    case 'tally': {
      const { count, scheduled } = evidence;
      if (scheduled === 0) return null;
      const why = `${selector} was ${count} of ${scheduled}`;
      return { value: statistic.kind === 'count' ? count : count / scheduled, why };
    }
    case 'gauge': {
      const { value } = evidence;
      return value === null ? null : { value, why: `${selector} was last ${value}` };
    }
    case 'rate': {
      const { nonZero, samples } = evidence;
      return samples === 0 ? null : { value: nonZero / samples, why: `${selector} held for ${nonZero} of ${samples}` };
    }
  }
}
