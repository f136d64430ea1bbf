import { parseThresholds, type Threshold } from '../judge/thresholds.ts';
import { aborts, judgeThreshold, type MetricEvidence } from '../judge/thresholds-judge.ts';
import type { Counter, Latency } from '../judge/thresholds-objective.ts';
import type { Verdict } from '../judge/verdict.ts';
import { Distribution } from '../measure/distribution.ts';
import { scopeKey, scopePhase } from '../measure/scopes.ts';
import { responseOf } from '../measure/summaries.ts';
import { Summary } from '../measure/summary.ts';
import type { VerdictRecord } from '../runs/run-record.ts';
import type { ScriptOrder, Stream } from './order.ts';
import { execOf } from './script-job-name.ts';
import { metricTypes, runMetric, sampleTags } from './script-thresholds.ts';
import type { TargetFacts } from './target-record.ts';
import type { TargetTally } from './target-tally.ts';

/** What a script's thresholds are judged by on one target. */
export interface ThresholdContext {
  readonly facts: TargetFacts;
  readonly script: ScriptOrder;
  readonly streams: readonly Stream[];
  readonly tally: TargetTally;
  /** How long the load has counted. */
  readonly seconds: number;
  /** Why the generator cannot be trusted; `null` where it can. */
  readonly saturated: string | null;
  /** The most that the generator itself was late; `null` where that bounds nothing. */
  readonly lateMs: number | null;
}

/** The verdicts of a script on one target: its thresholds, and where it has none what must not pass in silence. */
export function thresholdVerdicts(thresholds: readonly Threshold[], context: ThresholdContext): VerdictRecord[] {
  const { facts, tally } = context;
  const own = forTarget(thresholds, facts.name).map((threshold) => {
    const verdict = verdictOn(threshold, context);
    return { ...recordOf(threshold, verdict, context), kind: 'threshold' as const };
  });
  const usual = defaults(thresholds, context).map((threshold) => {
    return recordOf(threshold, verdictOn(threshold, context), context);
  });
  const failures = tally.failures.map((why): VerdictRecord => {
    const what = { target: facts.name, pattern: null, objective: 'exec.test.fail()' };
    return { ...what, value: null, verdict: 'missed', why };
  });
  return [...own, ...usual.filter((verdict) => !isIdle(verdict)), ...failures];
}

/** Thresholds on a target that was not loaded say nothing, and so does the run. */
export function thresholdsElsewhere(thresholds: readonly Threshold[], targets: readonly string[]): VerdictRecord[] {
  return thresholds.flatMap(({ selector, text, tags }): VerdictRecord[] => {
    const { target } = tags;
    if (target === undefined || targets.includes(target)) return [];
    const what = { target: null, pattern: null, objective: `${selector} ${text}`, kind: 'threshold' } as const;
    return [{ ...what, value: null, verdict: 'unproven', why: `${target} was not loaded in this run` }];
  });
}

/** The first threshold that ends the run now; `null` where none does. */
export function abortingThreshold(
  thresholds: readonly Threshold[],
  context: ThresholdContext,
): { readonly threshold: Threshold; readonly why: string } | null {
  for (const threshold of forTarget(thresholds, context.facts.name)) {
    if (!threshold.abortOnFail) continue;
    const verdict = verdictOn(threshold, context);
    if (aborts(threshold, verdict, context.seconds * 1000)) return { threshold, why: verdict.why };
  }
  return null;
}

/** Whether a threshold of the script says itself how much of a pattern's operations may fail or be dropped. */
export function coversCounter(
  thresholds: readonly Threshold[],
  counter: 'failed' | 'dropped',
  pattern: string,
  target: string,
): boolean {
  return thresholds.some(({ metric, tags }) => {
    const { pattern: id = pattern, target: of = target, ...others } = tags;
    return metric === counter && id === pattern && of === target && Object.keys(others).length === 0;
  });
}

function forTarget(thresholds: readonly Threshold[], target: string): Threshold[] {
  return thresholds.filter(({ tags }) => (tags.target ?? target) === target);
}

const nothingLost = ['count==0'];
const usualThresholds = { dropped_iterations: nothingLost, interrupted_iterations: nothingLost, checks: ['rate==1'] };

/** What k6 passes on in silence, unless a threshold of the script is about it. */
function defaults(thresholds: readonly Threshold[], { streams, script, tally }: ThresholdContext): Threshold[] {
  // What becomes of a stream of one pattern is judged by that pattern.
  const hasFunctions = streams.some(({ jobs }) => jobs.some((job) => execOf(job) !== null));
  const asked = Object.entries(usualThresholds).filter(([metric]) => {
    if (thresholds.some((threshold) => threshold.metric === metric)) return false;
    return metric === 'checks' ? tally.samples.checks.length > 0 : hasFunctions;
  });
  const ran = streams.map(({ name }) => [`iterations{scenario:${name}}`, ['count>0']]);
  return parseThresholds(Object.fromEntries([...asked, ...ran]), metricTypes(script.metrics)).thresholds.slice();
}

/** That a scenario ran at all is told only where it did not. */
function isIdle({ objective, verdict }: VerdictRecord): boolean {
  return verdict === 'met' && objective.startsWith('iterations{scenario:');
}

function recordOf({ selector, text, tags }: Threshold, verdict: Verdict, { facts }: ThresholdContext): VerdictRecord {
  const { value } = verdict;
  return {
    target: facts.name,
    pattern: tags.pattern ?? null,
    objective: `${selector} ${text}`,
    value: value === null ? null : Math.round(value * 1e6) / 1e6,
    verdict: verdict.verdict,
    why: verdict.why,
  };
}

/** What misses its limit by more than the generator was ever late is the target's own miss. */
function verdictOn(threshold: Threshold, context: ThresholdContext): Verdict {
  const { facts, saturated, lateMs } = context;
  const evidence = evidenceOf(threshold, context);
  const bare = judgeThreshold(threshold, evidence, null);
  const isTime = evidence.type === 'trend' && evidence.isTime;
  const isTargets =
    isTime &&
    bare.verdict === 'missed' &&
    bare.value !== null &&
    lateMs !== null &&
    bare.value - lateMs >= threshold.limit;
  const verdict = isTargets ? bare : judgeThreshold(threshold, evidence, saturated);
  const isEmulators = runMetric(threshold.metric)?.type === 'trend' && facts.latencyIs === 'emulator';
  if (!isEmulators || runMetric(threshold.metric)?.of !== 'operations') return verdict;
  return { ...verdict, why: `${verdict.why} (${facts.provenance} is an emulator: this is its own latency)` };
}

function evidenceOf(threshold: Threshold, context: ThresholdContext): MetricEvidence {
  const metric = runMetric(threshold.metric);
  return metric?.of === 'operations'
    ? operationEvidence(threshold, metric.type, context)
    : sampleEvidence(threshold, context);
}

function operationEvidence(threshold: Threshold, type: string, { tally }: ThresholdContext): MetricEvidence {
  const found = tally.scopes.get(scopePhase, scopeKey(sampleTags(threshold)));
  const summary = found?.summary ?? new Summary();
  if (type === 'trend') {
    const latency = threshold.metric as Latency;
    const values =
      latency === 'response' && found !== null
        ? responseOf(found)
        : new Distribution({ histogram: summary[latency], dropped: 0 });
    return { type: 'trend', values, isTime: true, metHolds: latency !== 'service' };
  }
  const counter = threshold.metric as Counter;
  const { scheduled, dropped } = summary;
  const count = isOwn(counter) ? summary[counter] : summary.errors[counter];
  return { type: 'tally', count, scheduled, blamed: counter === 'dropped' ? dropped : 0 };
}

function isOwn(counter: Counter): counter is 'scheduled' | 'completed' | 'failed' | 'dropped' {
  return ['scheduled', 'completed', 'failed', 'dropped'].includes(counter);
}

function sampleEvidence(threshold: Threshold, { tally, script, seconds }: ThresholdContext): MetricEvidence {
  const { metric } = threshold;
  const tags = sampleTags(threshold);
  const definition = script.metrics.find(({ name }) => name === metric);
  const collected = tally.samples.collected({ metric, tags });
  switch (metricTypes(script.metrics).get(metric)) {
    case 'trend': {
      const isTime = definition?.isTime ?? true;
      return { type: 'trend', values: tally.samples.trend({ metric, tags }), isTime };
    }
    case 'gauge':
      return { type: 'gauge', value: collected?.type === 'gauge' ? collected.value : null };
    case 'rate': {
      const { nonZero, samples } = collected?.type === 'rate' ? collected : { nonZero: 0, samples: 0 };
      return { type: 'rate', nonZero, samples };
    }
    default: {
      const count = collected?.type === 'counter' ? collected.sum : 0;
      return { type: 'counter', count, seconds, observed: hasRun(tags.scenario, tally) };
    }
  }
}

/** Whether an iteration has ended, of a scenario or of any: without one a sum of 0 says nothing. */
function hasRun(scenario: string | undefined, { samples }: TargetTally): boolean {
  const tags = scenario === undefined ? {} : { scenario };
  return samples.collected({ metric: 'iterations', tags }) !== null;
}
