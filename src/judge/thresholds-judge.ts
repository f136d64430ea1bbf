import type { Threshold } from './thresholds.ts';
import { holds } from './thresholds-expression.ts';
import { judgeLatency, type LatencyEvidence, underSaturation, type Verdict } from './verdict.ts';

/** What a metric of a script collected, in the part that a threshold selects. */
export type MetricEvidence =
  /** A sum; `seconds` is the whole run's length. */
  | { readonly type: 'counter'; readonly count: number; readonly seconds: number }
  | { readonly type: 'gauge'; readonly value: number | null }
  | { readonly type: 'rate'; readonly nonZero: number; readonly samples: number }
  /** `isTime`: milliseconds from the schedule or within it, which a saturated generator stretches. */
  | { readonly type: 'trend'; readonly values: LatencyEvidence; readonly isTime: boolean };

/**
 * Judges a threshold of a script. Unlike k6, which lets a trend or a rate without data pass, nothing measured is
 * unproven; a counter that nobody added to is 0, and 0 is a count. Percentiles need samples as objectives do.
 */
export function judgeThreshold(threshold: Threshold, evidence: MetricEvidence, saturated: string | null): Verdict {
  const { statistic, operator, limit } = threshold;
  if (evidence.type === 'trend') {
    const verdict = judgeLatency(statistic, operator, limit, evidence.values);
    return evidence.isTime ? underSaturation(verdict, saturated, true) : verdict;
  }
  const found = figureOf(threshold, evidence);
  if (found === null) return { verdict: 'unproven', value: null, why: `nothing was measured of ${threshold.selector}` };
  const { value, why } = found;
  return holds(value, operator, limit)
    ? { verdict: 'met', value, why }
    : { verdict: 'missed', value, why: `${why}, where ${operator} ${limit} is asked for` };
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
      const { count, seconds } = evidence;
      if (statistic.kind === 'count') return { value: count, why: `${selector} counted ${count}` };
      if (seconds === 0) return null;
      return { value: count / seconds, why: `${selector} counted ${count} in ${seconds} s` };
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
