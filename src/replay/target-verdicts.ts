import { asksTheSame } from '../judge/threshold-of-objective.ts';
import type { Threshold } from '../judge/thresholds.ts';
import { type Objective, parseObjective } from '../judge/thresholds-objective.ts';
import { type Evidence, judge } from '../judge/verdict.ts';
import { Distribution } from '../measure/distribution.ts';
import { saturation, saturationLimits, saturationText } from '../measure/saturation.ts';
import { responseOf } from '../measure/summaries.ts';
import { Summary } from '../measure/summary.ts';
import type { VerdictRecord } from '../runs/run-record.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import { counted } from './phases.ts';
import type { TargetFacts } from './target-record.ts';
import type { TargetTally } from './target-tally.ts';
import { abortingThreshold, coversCounter, type ThresholdContext, thresholdVerdicts } from './threshold-verdicts.ts';

/**
 * The verdicts of one target: each pattern's own objective, what was asked for of all patterns, and that nothing failed
 * and nothing was dropped where nothing else was asked for. Objectives judge what was measured, whatever the engine;
 * `why` says where that is an emulator.
 */
export function targetVerdicts(
  facts: TargetFacts,
  patterns: readonly AnyPattern[],
  asked: readonly Objective[],
  tally: TargetTally,
  { script, leftOut }: Loaded = { script: null, leftOut: {} },
): VerdictRecord[] {
  const generator = tally.generator;
  const signs = generator === null ? [] : saturation(generator);
  const saturated = saturationText(signs);
  const lateMs = generator === null || generator.loopRatio > saturationLimits.loopRatio ? null : generator.lagMaxMs;
  const thresholds = script?.thresholds ?? [];
  const asThresholds = new Set<Threshold>();
  const ofPatterns = patterns.flatMap((pattern) => {
    const reason = leftOut[pattern.id];
    if (reason !== undefined) return unasked(facts, pattern, asked, reason);
    const evidence = evidenceOf(pattern, tally, saturated);
    return objectivesOf(pattern, asked, thresholds, facts.name).map((objective) => {
      const verdict = verdictOf(facts, pattern, objective, evidence, lateMs);
      const same = thresholds.find((threshold) => asksTheSame(threshold, objective, pattern.id, facts.name));
      if (same === undefined) return verdict;
      asThresholds.add(same);
      return { ...verdict, kind: 'threshold' as const };
    });
  });
  if (script === null) return ofPatterns;
  const others = thresholds.filter((threshold) => !asThresholds.has(threshold));
  return [...ofPatterns, ...thresholdVerdicts(others, { ...script, facts, tally, saturated, lateMs })];
}

/** What the load says of itself. */
export interface Loaded {
  readonly script: ScriptJudged | null;
  /** Patterns that it does not send to this target, with the reasons. */
  readonly leftOut: Readonly<Record<string, string>>;
}

/** Of a pattern that was not sent to this target nothing is known. */
function unasked(
  facts: TargetFacts,
  pattern: AnyPattern,
  asked: readonly Objective[],
  reason: string,
): VerdictRecord[] {
  return objectivesOf(pattern, asked).map(({ text }) => ({
    target: facts.name,
    pattern: pattern.id,
    objective: text,
    value: null,
    verdict: 'unproven',
    why: `left out of this load: ${reason}`,
  }));
}

/** What a script asks for, and how long its load has counted. */
export type ScriptJudged = Pick<ThresholdContext, 'script' | 'streams' | 'seconds'> & {
  readonly thresholds: readonly Threshold[];
};

/** The first threshold of a script that ends the run now, in words; `null` where none does. */
export function abortedBy(facts: TargetFacts, script: ScriptJudged, tally: TargetTally): string | null {
  const generator = tally.generator;
  const saturated = saturationText(generator === null ? [] : saturation(generator));
  const found = abortingThreshold(script.thresholds, { ...script, facts, tally, saturated, lateMs: null });
  if (found === null) return null;
  const { selector, text } = found.threshold;
  return `${selector} ${text} on ${facts.name}, which has abortOnFail: ${found.why}`;
}

/** What a pattern is judged by. */
export function objectivesOf(
  { id, objective }: AnyPattern,
  asked: readonly Objective[],
  thresholds: readonly Threshold[] = [],
  target = '',
): Objective[] {
  const own = objective === null ? [] : [parsed(objective, id)];
  const usual = (['failed', 'dropped'] as const)
    .filter((counter) => !asked.some((one) => one.kind === 'count' && one.counter === counter))
    .filter((counter) => !coversCounter(thresholds, counter, id, target))
    .map((counter) => parsed(`${counter} == 0`, id));
  return [...own, ...asked, ...usual];
}

function parsed(text: string, place: string): Objective {
  const { objective, problems } = parseObjective(text, place);
  // The workload was checked: an objective that does not parse is a bug of the check.
  if (objective === null) throw new RangeError(`objective ${text} of ${place}: ${problems[0]?.expected}`);
  return objective;
}

function evidenceOf(pattern: AnyPattern, tally: TargetTally, saturated: string | null): Evidence {
  const main = tally.summaries.get(counted, pattern.id);
  const summary = main?.summary ?? new Summary();
  const { scheduled, completed, failed, dropped, errors } = summary;
  return {
    latency: {
      response: main === null ? new Distribution({ histogram: summary.response, dropped: 0 }) : responseOf(main),
      service: new Distribution({ histogram: summary.service, dropped: 0 }),
      lag: new Distribution({ histogram: summary.lag, dropped: 0 }),
    },
    counts: { scheduled, completed, failed, dropped, errors },
    saturated,
  };
}

/**
 * `lateMs`: the most that the generator itself was late, `null` where that does not bound what it did to a latency. What
 * misses its limit by more than that is the target's own miss, however late the generator was.
 */
function verdictOf(
  facts: TargetFacts,
  pattern: AnyPattern,
  objective: Objective,
  evidence: Evidence,
  lateMs: number | null,
): VerdictRecord {
  const bare = judge(objective, { ...evidence, saturated: null });
  const isTargets =
    objective.kind === 'latency' &&
    bare.verdict === 'missed' &&
    bare.value !== null &&
    lateMs !== null &&
    bare.value - lateMs >= objective.limitMs;
  const { verdict, value, why } = isTargets ? bare : judge(objective, evidence);
  const isEmulators = objective.kind === 'latency' && facts.latencyIs === 'emulator';
  return {
    target: facts.name,
    pattern: pattern.id,
    objective: objective.text,
    value: value === null ? null : Math.round(value * 1000) / 1000,
    verdict,
    why: isEmulators ? `${why} (${facts.provenance} is an emulator: this is its own latency)` : why,
  };
}
