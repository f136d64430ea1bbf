import type { Histogram } from '../measure/histogram.ts';
import { percentileInterval, percentileUs } from '../measure/statistics.ts';
import { Summary } from '../measure/summary.ts';
import type { LagTimes, PatternRecord, PhaseRecord, ResponseTimes, ServiceTimes } from '../runs/run-record.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import { counted } from './phases.ts';
import type { PatternTally, TargetTally } from './target-tally.ts';

/** What a run says of one pattern on one target. */
export function patternRecord(pattern: AnyPattern, tally: TargetTally): PatternRecord {
  const phases = [...tally.patterns.values()].filter((row) => row.pattern === pattern.id);
  const main = phases.find(({ phase }) => phase === counted);
  const summary = main?.summary ?? new Summary();
  const others = phases.filter(({ phase }) => phase !== counted);
  return {
    pattern: pattern.id,
    name: pattern.name,
    class: pattern.class,
    ...counts(summary),
    errors: { ...summary.errors },
    response: responseTimes(summary, main),
    service: serviceTimes(summary.service),
    lag: lagTimes(summary.lag),
    items: summary.data().items,
    bytes: summary.data().bytes,
    consumed: summary.data().consumed,
    requests: summary.data().requests,
    evaluated: summary.data().evaluated,
    verified: tally.verified(pattern.id),
    ...(pattern.objectiveIs === undefined ? {} : { objectiveIs: pattern.objectiveIs }),
    ...(summary.failed === 0 ? {} : { failures: failures(summary) }),
    ...(others.length === 0 ? {} : { phases: others.map(phaseRecord) }),
  };
}

function counts(summary: Summary): Pick<PatternRecord, 'scheduled' | 'completed' | 'failed' | 'dropped'> {
  const { scheduled, completed, failed, dropped } = summary;
  return { scheduled, completed, failed, dropped };
}

function phaseRecord(tally: PatternTally): PhaseRecord {
  return {
    phase: tally.phase,
    counted: false,
    ...counts(tally.summary),
    response: responseTimes(tally.summary, tally),
  };
}

function failures(summary: Summary): NonNullable<PatternRecord['failures']> {
  return summary.data().examples.map(({ kind, detail }) => ({ kind, detail, count: summary.errors[kind] }));
}

/** Microseconds to milliseconds, to the microsecond. */
export function ms(us: number | null): number | null {
  return us === null ? null : Math.round(us) / 1000;
}

export function responseTimes({ response, dropped }: Summary, tally: PatternTally | undefined): ResponseTimes {
  const at = (percentile: number): number | null => ms(percentileUs({ histogram: response, dropped }, percentile));
  const isEmpty = response.count + dropped === 0;
  const interval = isEmpty
    ? null
    : percentileInterval({ histogram: response, dropped }, 99, tally?.batches.inflation(99) ?? 1);
  return {
    p50: at(50),
    p90: at(90),
    p95: at(95),
    p99: at(99),
    p999: at(99.9),
    max: response.count === 0 ? null : ms(response.maxUs),
    p99Interval: interval === null ? null : [ms(interval.lowUs), ms(interval.highUs)],
  };
}

function serviceTimes(service: Histogram): ServiceTimes {
  const at = (percentile: number): number | null => ms(percentileUs({ histogram: service, dropped: 0 }, percentile));
  return {
    p50: at(50),
    p90: at(90),
    p95: at(95),
    p99: at(99),
    p999: at(99.9),
    max: service.count === 0 ? null : ms(service.maxUs),
  };
}

function lagTimes(lag: Histogram): LagTimes {
  const at = (percentile: number): number | null => ms(percentileUs({ histogram: lag, dropped: 0 }, percentile));
  return { p50: at(50), p99: at(99), max: lag.count === 0 ? null : ms(lag.maxUs) };
}
