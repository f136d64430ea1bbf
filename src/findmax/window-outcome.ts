import { holds } from '../judge/thresholds-expression.ts';
import { type Objective, parseObjective } from '../judge/thresholds-objective.ts';
import { samplesNeeded } from '../judge/verdict.ts';
import { saturationLimits } from '../measure/saturation.ts';
import type { PatternRecord, RunRecord, TargetRecord, VerdictRecord } from '../runs/run-record.ts';
import { type BacklogPoint, backlog, growthOf } from './backlog.ts';
import { type Cause, excess } from './cause.ts';
import { isClearlyMissed } from './few-samples.ts';
import type { Outcome, WindowOrder } from './search.ts';

/** What was measured in a window: the saved run of one target, and the backlog second by second. */
export interface WindowEvidence {
  readonly order: WindowOrder;
  readonly record: RunRecord;
  readonly points: readonly BacklogPoint[];
  /** Why the load was given up before its time; `null` where it was not. */
  readonly givenUp: 'overrun' | 'unsettled' | null;
  /** Operations that may be in flight at once, of all streams. */
  readonly maxInFlight: number;
}

export interface WindowOutcome {
  readonly outcome: Outcome;
  /** Of a window that was not held, the worst first. */
  readonly causes: readonly Cause[];
  /** What had too few samples, or lies too near to its limit, to be decided, and is not known to be missed. */
  readonly undecided: readonly { readonly pattern: string; readonly objective: string; readonly why: string }[];
  /** The latency objective that is nearest to its limit, or farthest beyond. */
  readonly nearest: Nearest | null;
}

export interface Nearest {
  readonly pattern: string;
  readonly objective: string;
  readonly valueMs: number | null;
  readonly limitMs: number;
}

type Finding = 'fine' | 'few samples' | Exclude<Outcome, 'met' | 'unsettled' | 'overrun'>;

interface Found {
  readonly verdict: VerdictRecord & { readonly pattern: string };
  readonly objective: Objective;
  readonly finding: Finding;
}

/** Judges a window by its saved run. What the run's own verdicts have decided stays; pure. */
export function windowOutcome(evidence: WindowEvidence): WindowOutcome {
  const { record, givenUp } = evidence;
  const [target] = record.targets;
  if (target === undefined) throw new RangeError('a window without its target');
  const found = record.verdicts.flatMap((verdict) => foundOf(verdict, target));
  const wrong = found
    .filter(({ finding }) => finding !== 'fine' && finding !== 'few samples' && finding !== 'likely met')
    .sort((one, other) => excess(other.objective, other.verdict.value) - excess(one.objective, one.verdict.value));
  const pile = givenUp === null ? growthCause(evidence, target) : givenUpCause(evidence, givenUp, target, wrong);
  const causes = [...(givenUp === null || pile === null ? [] : [pile]), ...wrong.map(causeOf)];
  if (givenUp === null && pile !== null) causes.push(pile);
  return {
    outcome: outcomeOf(givenUp, pile, found),
    causes,
    undecided: found.flatMap(({ finding, verdict: { pattern, why }, objective: { text } }) =>
      finding === 'few samples' || finding === 'likely met' ? [{ pattern, objective: text, why }] : [],
    ),
    nearest: nearestOf(found),
  };
}

function outcomeOf(givenUp: WindowEvidence['givenUp'], pile: Cause | null, found: readonly Found[]): Outcome {
  if (givenUp !== null) return pile?.limit === 'generator' ? 'generator' : givenUp;
  const has = (finding: Finding): boolean => found.some((one) => one.finding === finding);
  if (has('missed')) return 'missed';
  if (has('generator') || pile?.limit === 'generator') return 'generator';
  if (pile !== null) return 'missed';
  if (has('likely missed')) return 'likely missed';
  return has('likely met') ? 'likely met' : 'met';
}

function foundOf(verdict: VerdictRecord, target: TargetRecord): Found[] {
  const record = target.patterns.find(({ pattern }) => pattern === verdict.pattern);
  const { objective } = parseObjective(verdict.objective, 'a saved verdict');
  if (record === undefined || objective === null) return [];
  const finding = findingOf(verdict, objective, record, target.generator.saturated === true);
  return [{ verdict: { ...verdict, pattern: record.pattern }, objective, finding }];
}

function findingOf(
  { verdict, value }: VerdictRecord,
  objective: Objective,
  record: PatternRecord,
  saturated: boolean,
): Finding {
  if (verdict === 'met') return 'fine';
  if (verdict === 'missed') return 'missed';
  if (record.scheduled === 0) return objective.kind === 'count' ? 'fine' : 'few samples';
  // Of a count nothing but the generator leaves anything open.
  if (objective.kind === 'count') return 'generator';
  const { statistic, operator, limitMs } = objective;
  const needed = statistic.kind === 'percentile' ? samplesNeeded(statistic.percentile) : 0;
  const isHeld = value !== null && holds(value, operator, limitMs);
  if (record.scheduled < needed) return isClearlyMissed(objective, record) && !saturated ? 'missed' : 'few samples';
  if (saturated && (!isHeld || objective.latency === 'service')) return 'generator';
  return isHeld ? 'likely met' : 'likely missed';
}

function causeOf({ verdict, finding }: Found): Cause {
  const { pattern, objective, value, why } = verdict;
  return { limit: finding === 'generator' ? 'generator' : 'target', pattern, objective, value, why };
}

/** A target that was asked for more than it can, whatever its latency still was when the window ended. */
function growthCause(evidence: WindowEvidence, target: TargetRecord): Cause | null {
  const { grew, allowed } = growthOf(evidence.points, evidence.order);
  if (grew <= allowed) return null;
  const why = `it did not keep up: the backlog grew by ${Math.round(grew)} of ${arrivals(evidence.order)} operations in ${evidence.order.seconds} s, more than ${Math.round(allowed)}`;
  return pileCause(why, evidence, target, null);
}

function givenUpCause(
  evidence: WindowEvidence,
  givenUp: 'overrun' | 'unsettled',
  target: TargetRecord,
  wrong: readonly Found[],
): Cause {
  const last = evidence.points.at(-1);
  const under = last === undefined ? 0 : backlog(last);
  const after = `${under} operations under way after ${last?.second ?? 0} s, ${(under / evidence.order.perSecond).toFixed(1)} s of arrivals`;
  const why = givenUp === 'overrun' ? `arrivals piled up: ${after}` : `it did not come to rest: ${after}`;
  return pileCause(why, evidence, target, wrong[0]?.verdict.pattern ?? slowest(target));
}

/** What waits is the generator's where its loop was busy, or where most had not been sent though there was room. */
function pileCause(why: string, evidence: WindowEvidence, { generator }: TargetRecord, pattern: string | null): Cause {
  const last = evidence.points.at(-1);
  const isBusy = (generator.eventLoopRatio ?? 0) > saturationLimits.loopRatio;
  const isUnsent =
    last !== undefined && last.waiting > last.inFlight && last.inFlight < evidence.maxInFlight * roomLeft;
  const isGenerators = isBusy || isUnsent;
  const reason = generator.why === undefined ? '' : `: ${generator.why}`;
  return {
    limit: isGenerators ? 'generator' : 'target',
    pattern,
    objective: null,
    value: null,
    why: isGenerators ? `${why}; the generator was at its limit${reason}` : why,
  };
}

const roomLeft = 0.5;

/** The pattern whose median is the largest, in the part that was measured. */
function slowest({ patterns }: TargetRecord): string | null {
  const median = ({ response, phases }: PatternRecord): number => response.p50 ?? phases?.[0]?.response.p50 ?? -1;
  const [first] = [...patterns].sort((one, other) => median(other) - median(one));
  return first !== undefined && median(first) >= 0 ? first.pattern : null;
}

function nearestOf(found: readonly Found[]): Nearest | null {
  const latencies = found.flatMap(({ verdict, objective }) => {
    if (objective.kind !== 'latency' || (verdict.value === null && verdict.verdict === 'unproven')) return [];
    const { pattern, value: valueMs } = verdict;
    const nearest = { pattern, objective: objective.text, valueMs, limitMs: objective.limitMs };
    return [{ nearest, ratio: excess(objective, valueMs) }];
  });
  return latencies.sort((one, other) => other.ratio - one.ratio)[0]?.nearest ?? null;
}

function arrivals({ perSecond, seconds }: WindowOrder): number {
  return Math.round(perSecond * seconds);
}
