import { type RunMetric, runMetrics } from '../judge/run-metrics.ts';
import type { MetricType, Threshold } from '../judge/thresholds.ts';
import { type View, viewKey } from '../measure/samples.ts';
import { type Scope, scopeKey } from '../measure/scopes.ts';
import type { MetricDefinition } from '../script/metrics.ts';
import { nearest } from '../workload/findings.ts';
import { type Problem, quoted } from '../workload/problem.ts';

const known: Readonly<Record<string, RunMetric>> = runMetrics;

/** What this tool measures by itself under a name; `null` for a script's own metric. */
export function runMetric(name: string): RunMetric | null {
  return known[name] ?? null;
}

/** All metrics that thresholds of a script may be about. */
export function metricTypes(metrics: readonly MetricDefinition[]): ReadonlyMap<string, MetricType> {
  const own = metrics.map(({ name, type }) => [name, type] as const);
  return new Map([...Object.entries(known).map(([name, { type }]) => [name, type] as const), ...own]);
}

/** The tags that samples are told apart by: a target's own load has but one target. */
export function sampleTags({ tags }: Pick<Threshold, 'tags'>): Readonly<Record<string, string>> {
  const { target: _, ...rest } = tags;
  return rest;
}

/** The metrics of a script and of its iterations, whole and in the parts that thresholds are about. */
export function viewsOf(
  thresholds: readonly Threshold[],
  metrics: readonly MetricDefinition[],
  scenarios: readonly string[],
): View[] {
  const own = Object.entries(known).flatMap(([metric, { type, of }]) =>
    of === 'iterations' && type !== 'tally' ? [{ metric, type, tags: {} }] : [],
  );
  const whole: View[] = [...own, ...metrics.map(({ name, type }) => ({ metric: name, type, tags: {} }))];
  const types = new Map(whole.map(({ metric, type }) => [metric, type]));
  const parts = thresholds.flatMap((threshold): View[] => {
    const type = types.get(threshold.metric);
    return type === undefined ? [] : [{ metric: threshold.metric, type, tags: sampleTags(threshold) }];
  });
  const byScenario = scenarios.map((scenario): View => ({ metric: 'iterations', type: 'counter', tags: { scenario } }));
  return [...new Map([...whole, ...parts, ...byScenario].map((view) => [viewKey(view), view])).values()];
}

/** The parts of the operations that thresholds are about. */
export function scopesOf(thresholds: readonly Threshold[]): Scope[] {
  const operations = thresholds.filter(({ metric }) => runMetric(metric)?.of === 'operations');
  const scopes = operations.map(sampleTags).map((tags) => ({ key: scopeKey(tags), tags }));
  return [...new Map(scopes.map((scope) => [scope.key, scope])).values()];
}

/** Tags whose values are known beforehand: another value would select nothing, for ever. */
export function tagProblems(
  thresholds: readonly Threshold[],
  allowed: Readonly<Record<'pattern' | 'scenario' | 'phase' | 'target', readonly string[]>>,
  place: string,
): Problem[] {
  return thresholds.flatMap(({ metric, selector, tags }) => {
    const at = `${place}[${quoted(selector)}]`;
    const values = Object.entries(allowed).flatMap(([tag, all]): Problem[] => {
      const value = tags[tag];
      if (value === undefined || all.includes(value)) return [];
      const expected = nearest(value, all) ?? `one of ${all.join(', ')}`;
      return [{ place: at, found: `the ${tag} ${quoted(value)}`, expected }];
    });
    if (tags.pattern === undefined || runMetric(metric)?.of === 'operations') return values;
    const found = `the tag pattern on ${metric}`;
    return [
      ...values,
      { place: at, found, expected: 'a metric of operations (response, failed …): it alone has that tag' },
    ];
  });
}
