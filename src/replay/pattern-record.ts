import { Distribution } from '../measure/distribution.ts';
import type { Histogram } from '../measure/histogram.ts';
import { responseOf, type Summarised } from '../measure/summaries.ts';
import { Summary } from '../measure/summary.ts';
import type { Counts, LagTimes, PatternRecord, PhaseRecord, ResponseTimes, ServiceTimes } from '../runs/run-record.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import { counted, warmUp } from './phases.ts';
import type { TargetTally } from './target-tally.ts';

/** What a run says of one pattern on one target. */
export function patternRecord(pattern: AnyPattern, tally: TargetTally): PatternRecord {
  const main = tally.summaries.get(counted, pattern.id);
  const before = tally.summaries.get(warmUp, pattern.id);
  const summary = main?.summary ?? new Summary();
  const { items, bytes, consumed, requests, evaluated, examples, errors } = summary.data();
  return {
    pattern: pattern.id,
    name: pattern.name,
    class: pattern.class,
    ...counts(summary),
    errors,
    response: responseTimes(main),
    service: serviceTimes(summary.service),
    lag: lagTimes(summary.lag),
    items,
    bytes,
    consumed,
    requests,
    evaluated,
    verified: tally.verified(pattern.id),
    ...(pattern.objectiveIs === undefined ? {} : { objectiveIs: pattern.objectiveIs }),
    ...(summary.failed === 0
      ? {}
      : { failures: examples.map(({ kind, detail }) => ({ kind, detail, count: errors[kind] })) }),
    ...(before === null ? {} : { phases: [phaseRecord(before)] }),
  };
}

/** `null`: nothing was heard of. */
export function counts(summary: Summary | null): Counts {
  const { scheduled, completed, failed, dropped } = summary ?? new Summary();
  return { scheduled, completed, failed, dropped };
}

function phaseRecord(of: Summarised): PhaseRecord {
  return { phase: of.phase, counted: false, ...counts(of.summary), response: responseTimes(of) };
}

/** Milliseconds, to the microsecond. */
function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1000) / 1000;
}

export function responseTimes(of: Summarised | null): ResponseTimes {
  if (of === null) return { p50: null, p90: null, p95: null, p99: null, p999: null, max: null, p99Interval: null };
  const response = responseOf(of);
  const { p50, p90, p95, p99, p999, max } = response.figures();
  const [low, high] = response.intervalMs(99);
  return {
    p50: rounded(p50),
    p90: rounded(p90),
    p95: rounded(p95),
    p99: rounded(p99),
    p999: rounded(p999),
    max: rounded(max),
    p99Interval: response.samples === 0 ? null : [rounded(low), rounded(high)],
  };
}

export function serviceTimes(service: Histogram): ServiceTimes {
  const { p50, p90, p95, p99, p999, max } = new Distribution({ histogram: service, dropped: 0 }).figures();
  return {
    p50: rounded(p50),
    p90: rounded(p90),
    p95: rounded(p95),
    p99: rounded(p99),
    p999: rounded(p999),
    max: rounded(max),
  };
}

function lagTimes(lag: Histogram): LagTimes {
  const { p50, p99, max } = new Distribution({ histogram: lag, dropped: 0 }).figures();
  return { p50: rounded(p50), p99: rounded(p99), max: rounded(max) };
}
