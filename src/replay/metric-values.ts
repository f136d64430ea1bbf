import type { MetricType } from '../judge/thresholds.ts';
import { Distribution } from '../measure/distribution.ts';
import type { Histogram } from '../measure/histogram.ts';
import type { SampleTally } from '../measure/sample-tally.ts';
import type { Summary } from '../measure/summary.ts';
import type { MetricRecord, ScriptRecord } from '../runs/script-record.ts';
import type { ScriptOrder } from './order.ts';
import { metricTypes, runMetric } from './script-thresholds.ts';
import type { TargetTally } from './target-tally.ts';

type Figures = MetricRecord['values'];

/** What a script's own code came to on one target, after so many seconds that count. */
export function scriptRecord(script: ScriptOrder, { samples }: TargetTally, seconds: number): ScriptRecord {
  const types = metricTypes(script.metrics);
  const names = [...types].filter(([name]) => runMetric(name)?.of !== 'operations');
  const records = names.map(([name, type]): MetricRecord => {
    const own = script.metrics.find((metric) => metric.name === name);
    return {
      name,
      type: type === 'tally' ? 'counter' : type,
      contains: own?.isTime === true || (own === undefined && type === 'trend') ? 'time' : 'default',
      custom: own !== undefined,
      values: sampleFigures(samples, { metric: name, tags: {} }, type, seconds, script.trendStats),
    };
  });
  const isTold = ({ name, custom }: MetricRecord): boolean =>
    custom ||
    samples.collected({ metric: name, tags: {} }) !== null ||
    samples.trend({ metric: name, tags: {} }).samples > 0;
  return { checks: samples.checks, metrics: records.filter(isTold) };
}

const usualStats = ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)'];

/** The figures of a part of a metric that iterations collect. */
export function sampleFigures(
  samples: SampleTally,
  view: { readonly metric: string; readonly tags: Readonly<Record<string, string>> },
  type: MetricType,
  seconds: number,
  trendStats: readonly string[],
): Figures {
  if (type === 'trend') {
    const { values } = samples.trend(view);
    const stat = (name: string): number | null => {
      if (name === 'avg') return values.mean;
      if (name === 'min') return values.min;
      if (name === 'max') return values.max;
      if (name === 'count') return values.count;
      return values.percentile(name === 'med' ? 50 : Number(name.slice(2, -1)));
    };
    return figures([...new Set([...usualStats, ...trendStats])].map((name) => [name, stat(name)]));
  }
  const collected = samples.collected(view);
  switch (type) {
    case 'gauge': {
      const { value, min, max } = collected?.type === 'gauge' ? collected : { value: null, min: null, max: null };
      return figures([
        ['value', value],
        ['min', min],
        ['max', max],
      ]);
    }
    case 'rate': {
      const { nonZero, samples: all } = collected?.type === 'rate' ? collected : { nonZero: 0, samples: 0 };
      return figures([
        ['rate', all === 0 ? null : nonZero / all],
        ['passes', nonZero],
        ['fails', all - nonZero],
      ]);
    }
    default: {
      const count = collected?.type === 'counter' ? collected.sum : 0;
      return figures([
        ['count', count],
        ['rate', seconds > 0 ? count / seconds : null],
      ]);
    }
  }
}

/** The figures of a part of a metric of operations. */
export function operationFigures(summary: Summary, metric: string, trendStats: readonly string[]): Figures {
  const latencies: Readonly<Record<string, Histogram>> = summary as unknown as Record<string, Histogram>;
  const histogram = ['response', 'service', 'lag'].includes(metric) ? latencies[metric] : undefined;
  if (histogram !== undefined) {
    const times = new Distribution({ histogram, dropped: metric === 'response' ? summary.dropped : 0 });
    const stat = (name: string): number | null => {
      if (name === 'avg') return times.meanMs;
      if (name === 'min') return times.minMs;
      if (name === 'max') return times.maxMs;
      if (name === 'count') return times.samples;
      return times.samples === 0 ? null : times.percentileMs(name === 'med' ? 50 : Number(name.slice(2, -1)));
    };
    return figures([...new Set([...usualStats, ...trendStats])].map((name) => [name, stat(name)]));
  }
  const { scheduled, completed, failed, dropped, errors } = summary;
  const counts: Readonly<Record<string, number>> = { scheduled, completed, failed, dropped, ...errors };
  const count = counts[metric] ?? 0;
  return figures([
    ['count', count],
    ['rate', scheduled === 0 ? null : count / scheduled],
  ]);
}

function figures(rows: readonly (readonly [string, number | null])[]): Figures {
  return Object.fromEntries(rows.map(([name, value]) => [name, value === null ? null : Math.round(value * 1e6) / 1e6]));
}
