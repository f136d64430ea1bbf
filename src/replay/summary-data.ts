import { runMetrics } from '../judge/run-metrics.ts';
import type { Threshold } from '../judge/thresholds.ts';
import { SampleTally } from '../measure/sample-tally.ts';
import type { CheckCount } from '../measure/samples.ts';
import { scopeKey, scopePhase } from '../measure/scopes.ts';
import { Summary } from '../measure/summary.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { operationFigures, sampleFigures } from './metric-values.ts';
import type { ScriptOrder } from './order.ts';
import { isCounted } from './phases.ts';
import type { LoadedTarget } from './replay.ts';
import type { ScriptAsked } from './script-run.ts';
import { metricTypes, runMetric, sampleTags } from './script-thresholds.ts';
import type { TargetTally } from './target-tally.ts';

/** What `handleSummary(data)` is given, in k6's shape, as JSON. */
export interface SummaryData {
  readonly options: unknown;
  readonly state: { readonly isStdOutTTY: boolean; readonly testRunDurationMs: number };
  /** By metric, and by selector where a threshold is about a part; with two targets their own stand under `{target:…}`. */
  readonly metrics: Readonly<Record<string, SummaryMetric>>;
  readonly root_group: SummaryGroup;
  /** Of the only target, or by target. */
  readonly setup_data: unknown;
  /** The saved run: what k6 has no such thing of. */
  readonly run: RunRecord;
}

interface SummaryMetric {
  readonly type: string;
  readonly contains: 'time' | 'default';
  readonly values: Readonly<Record<string, number | null>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

interface SummaryGroup {
  readonly name: string;
  readonly path: string;
  readonly groups: SummaryGroup[];
  readonly checks: { readonly name: string; readonly path: string; readonly passes: number; readonly fails: number }[];
}

/** Adds up what a run's targets collected, and says what became of its thresholds. */
export function summaryData(
  record: RunRecord,
  loaded: readonly LoadedTarget[],
  script: ScriptOrder,
  asked: ScriptAsked,
  isStdOutTTY: boolean,
): SummaryData {
  const metrics = new Map<string, SummaryMetric>();
  const wholes = [whole(loaded), ...(loaded.length > 1 ? loaded.map(ofTarget) : [])];
  for (const of of wholes)
    for (const [name, metric] of metricsOf(of, script)) metrics.set(named(name, of.target), metric);
  for (const threshold of asked.thresholds) {
    const { selector } = threshold;
    const known = metrics.get(selector) ?? partOf(threshold, wholes, script);
    const thresholds = { ...known.thresholds, [threshold.text]: { ok: isMet(record, threshold) } };
    metrics.set(selector, { ...known, thresholds });
  }
  const data = loaded.map(({ name, setupData }) => [name, setupData === null ? null : JSON.parse(setupData)] as const);
  return {
    options: asked.options,
    state: { isStdOutTTY, testRunDurationMs: record.seconds * 1000 },
    metrics: Object.fromEntries(metrics),
    root_group: rootGroup(wholes[0]?.samples.checks ?? []),
    setup_data: data.length === 1 ? data[0]?.[1] : Object.fromEntries(data),
    run: record,
  };
}

/** What was collected on one target, or on all of them together. */
interface Whole {
  readonly target: string | null;
  readonly samples: SampleTally;
  readonly seconds: number;
  readonly operations: Summary;
  readonly scope: (key: string) => Summary | null;
}

function ofTarget({ name, tally, seconds }: LoadedTarget): Whole {
  const found = (key: string): Summary | null => tally.scopes.get(scopePhase, key)?.summary ?? null;
  return { target: name, samples: tally.samples, seconds, operations: operationsOf([tally]), scope: found };
}

function whole(loaded: readonly LoadedTarget[]): Whole {
  const samples = new SampleTally();
  for (const { tally } of loaded) samples.merge(tally.samples);
  return {
    target: null,
    samples,
    seconds: loaded.reduce((sum, { seconds }) => sum + seconds, 0),
    operations: operationsOf(loaded.map(({ tally }) => tally)),
    scope: (key) =>
      Summary.of(...loaded.flatMap(({ tally }) => tally.scopes.get(scopePhase, key)?.summary.data() ?? [])),
  };
}

function operationsOf(tallies: readonly TargetTally[]): Summary {
  const counting = tallies.flatMap(({ summaries }) => summaries.all().filter(({ phase }) => isCounted(phase)));
  return Summary.of(...counting.map(({ summary }) => summary.data()));
}

function named(metric: string, target: string | null): string {
  return target === null ? metric : `${metric}{target:${target}}`;
}

function metricsOf(of: Whole, script: ScriptOrder): [string, SummaryMetric][] {
  return [...metricTypes(script.metrics)].flatMap(([name, type]): [string, SummaryMetric][] => {
    const values =
      runMetric(name)?.of === 'operations'
        ? operationFigures(of.operations, name, script.trendStats)
        : sampleFigures(of.samples, { metric: name, tags: {} }, type, of.seconds, script.trendStats);
    return [[name, { ...kindOf(name, script), values }]];
  });
}

/** The figures of the part that a threshold is about. */
function partOf(threshold: Threshold, wholes: readonly Whole[], script: ScriptOrder): SummaryMetric {
  const { metric, tags } = threshold;
  const of = wholes.find(({ target }) => target === (tags.target ?? null)) ?? wholes[0];
  const own = sampleTags(threshold);
  const type = metricTypes(script.metrics).get(metric);
  if (of === undefined || type === undefined) return { ...kindOf(metric, script), values: {} };
  const values =
    runMetric(metric)?.of === 'operations'
      ? operationFigures(of.scope(scopeKey(own)) ?? new Summary(), metric, script.trendStats)
      : sampleFigures(of.samples, { metric, tags: own }, type, of.seconds, script.trendStats);
  return { ...kindOf(metric, script), values };
}

function kindOf(metric: string, script: ScriptOrder): Pick<SummaryMetric, 'type' | 'contains'> {
  const type = metricTypes(script.metrics).get(metric) ?? 'counter';
  const isTime = metric in runMetrics || script.metrics.some(({ name, isTime: time }) => name === metric && time);
  return { type: type === 'tally' ? 'counter' : type, contains: type === 'trend' && isTime ? 'time' : 'default' };
}

/** On every target on which it was judged; what is unproven is not met. */
function isMet({ verdicts }: RunRecord, { selector, text, tags, metric }: Threshold): boolean {
  const own = verdicts.filter(({ kind, objective, pattern }) => {
    if (kind !== 'threshold') return false;
    // A threshold that asks for a pattern's own objective is judged under that one's words.
    const same = `${metric} ${text.replaceAll(/\s/g, '')}`;
    return objective === `${selector} ${text}` || (pattern === (tags.pattern ?? null) && plainly(objective) === same);
  });
  return own.length > 0 && own.every(({ verdict }) => verdict === 'met');
}

/** `response p(99) < 0.05s` as `response p(99)<50`. */
function plainly(objective: string): string {
  const [, metric, rest = ''] = /^(\w+) (.*)$/.exec(objective) ?? [];
  return `${metric} ${rest.replaceAll(/\s/g, '').replace(/ms$/, '')}`;
}

function rootGroup(checks: readonly CheckCount[]): SummaryGroup {
  const root: SummaryGroup = { name: '', path: '', groups: [], checks: [] };
  for (const { group, name, passes, fails } of checks) {
    let at = root;
    for (const part of group.split('::').filter((each) => each !== '')) {
      let inner = at.groups.find((known) => known.name === part);
      if (inner === undefined) {
        inner = { name: part, path: `${at.path}::${part}`, groups: [], checks: [] };
        at.groups.push(inner);
      }
      at = inner;
    }
    at.checks.push({ name, path: `${group}::${name}`, passes, fails });
  }
  return root;
}
