import { parseObjective } from '../judge/thresholds-objective.ts';
import { samplesNeeded } from '../judge/verdict.ts';
import { apportioned } from '../load/apportion.ts';
import { parseDuration } from '../measure/duration.ts';
import { calledPattern, type PatternCall } from '../script/pattern-call.ts';
import { dayTraffic } from '../workload/day-traffic.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { ScriptSetting } from './script-setting.ts';

const secondsPerDay = 86_400;

/** Exec functions by the names that the script exports them under. */
export type PatternCalls = Readonly<Record<string, PatternCall>>;

/** How patterns are spread over a window. */
export interface SpreadOptions {
  /** Of the window, as k6 writes it: `3m`. */
  readonly duration: string;
  /**
   * Operations a second, of all patterns together; more where their traffic's busiest hour has more at this DAU, and where
   * the floors need more.
   */
  readonly rate: number;
  /** When the window begins; at once unless said. */
  readonly startTime?: string;
  /** Operations of each at least; as many as its objective's percentile needs unless said. */
  readonly floor?: number;
  /** Of each pattern: how many may be under way at once. 50 unless said. */
  readonly preAllocatedVUs?: number;
}

/** A scenario in k6's own fields. */
export interface SpreadScenario {
  readonly executor: 'constant-arrival-rate';
  readonly exec: string;
  readonly startTime: string;
  readonly duration: string;
  /** Arrivals in the whole window. */
  readonly rate: number;
  readonly timeUnit: string;
  readonly preAllocatedVUs: number;
}

/**
 * A scenario for each exec function, named as it is: its share of the window's operations is its pattern's share of the
 * traffic, and no less than its percentile needs. Scenarios begin a little after each other, so that those that are
 * equally often do not come in the same moments.
 * @throws {RangeError} for a duration that is none and a function that `pattern` did not make.
 */
export function spreadScenarios(
  calls: PatternCalls,
  { duration, rate, startTime = '0s', floor, preAllocatedVUs = 50 }: SpreadOptions,
  { workload, dau }: ScriptSetting,
): Record<string, SpreadScenario> {
  const traffic = dayTraffic(workload, dau);
  const durationMs = milliseconds(duration);
  const ids = Object.entries(calls).map(([exec, call]) => idOf(exec, call));
  const seconds = durationMs / 1000;
  const portions = ids.map((id) => {
    const weight = traffic.perDay(id);
    const busiest = ((traffic.peak * weight) / secondsPerDay) * seconds;
    return { weight, floor: Math.max(busiest, floor ?? samplesOf(id, workload.patterns)) };
  });
  const shares = apportioned(rate * seconds, portions).map((share) => Math.max(1, Math.round(share)));
  const scenarios = Object.keys(calls).map((exec, at): [string, SpreadScenario] => {
    const share = shares[at] ?? 1;
    const stepMs = Math.min(1000, durationMs / share);
    const startMs = milliseconds(startTime) + Math.floor((stepMs * at) / shares.length);
    return [
      exec,
      {
        executor: 'constant-arrival-rate',
        exec,
        startTime: `${startMs}ms`,
        duration,
        rate: share,
        timeUnit: duration,
        preAllocatedVUs,
      },
    ];
  });
  return Object.fromEntries(scenarios);
}

/** What a pattern's own objective needs to be decided; 1 for a flow, and where there is none. */
function samplesOf(id: string, patterns: readonly AnyPattern[]): number {
  const objective = patterns.find((pattern) => pattern.id === id)?.objective ?? null;
  if (objective === null) return 1;
  const read = parseObjective(objective, id).objective;
  const percentile =
    read?.kind === 'latency' && read.statistic.kind === 'percentile' ? read.statistic.percentile : null;
  return percentile === null ? 1 : samplesNeeded(percentile);
}

/** The pattern or flow behind an exec function. */
export function idOf(exec: string, call: unknown): string {
  const id = calledPattern(call);
  if (id === null) throw new RangeError(`${exec} is not one of pattern()`);
  return id;
}

export function milliseconds(duration: string): number {
  const read = parseDuration(duration);
  if ('fault' in read) throw new RangeError(`${JSON.stringify(duration)} is no duration such as "30s"`);
  return read.ms;
}
