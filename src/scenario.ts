import { thresholdOf } from './judge/threshold-of-objective.ts';
import { parseObjective } from './judge/thresholds-objective.ts';
import { type DayOptions, type DayScenario, dayScenarios } from './replay/scenario-day.ts';
import {
  type PatternCalls,
  type SpreadOptions,
  type SpreadScenario,
  spreadScenarios,
} from './replay/scenario-spread.ts';
import { currentSetting } from './replay/script-setting.ts';
import { type PatternCall, patternCall } from './script/pattern-call.ts';
import { type DayTraffic, dayTraffic } from './workload/day-traffic.ts';
import { BadInput } from './workload/problem.ts';
import type { Workload } from './workload/workload.ts';

export type { MigrationPhaseOptions as MigrationPhase } from './load/migration-phase.ts';
export { check, fail } from './script/check.ts';
export { execution as exec } from './script/execution.ts';
export { group } from './script/group.ts';
export { Counter, Gauge, Rate, Trend } from './script/metrics.ts';
export type { PatternCall } from './script/pattern-call.ts';
export { SharedArray } from './script/shared-array.ts';
export { sleep } from './script/sleep.ts';

/**
 * Runs a pattern or a flow of the workload by its id, with the parameters of this iteration: as an exec function,
 * `export const byKey = pattern('02')`, or in one, `await pattern('02')`. Keeps how to read the answer, or `null` where it
 * failed; what is measured and judged does not depend on it.
 */
export function pattern(id: string): PatternCall {
  return patternCall(id);
}

/**
 * The objectives of a workload's patterns as thresholds of a script, `{ 'response{pattern:02}': ['p(99)<50'] }`: of all
 * that have one, or of those named. To be spread into `options.thresholds`.
 * @throws {BadInput} where a name is no pattern of the workload.
 */
export function objectives(
  { patterns }: Pick<Workload, 'patterns'>,
  ids: readonly string[] = patterns.map(({ id }) => id),
): Record<string, string[]> {
  const known = patterns.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) {
    const expected = `some of ${known.join(', ')}`;
    throw new BadInput(unknown.map((id) => ({ place: 'objectives()', found: JSON.stringify(id), expected })));
  }
  return Object.fromEntries(
    patterns.flatMap(({ id, objective }) => {
      const read = ids.includes(id) && objective !== null ? parseObjective(objective, id).objective : null;
      if (read === null) return [];
      const { selector, text } = thresholdOf(read, id);
      return [[selector, [text]] as const];
    }),
  );
}

/** A day's traffic of the workload at the DAU that the script is run with. Known while the script is read. */
export function traffic(): DayTraffic {
  const { workload, dau } = currentSetting();
  return dayTraffic(workload, dau);
}

/**
 * Scenarios that spread patterns over a window by their share of the traffic, each at least as often as its percentile
 * needs: `scenarios: spread({ byKey, newest }, { duration: '3m', rate: 100 })`. A scenario is plain data, named as its
 * exec function.
 */
export function spread(calls: PatternCalls, options: SpreadOptions): Record<string, SpreadScenario> {
  return spreadScenarios(calls, options, currentSetting());
}

/**
 * Scenarios of a whole day in less time, along the daily curve: flows as often as they come at this DAU, patterns as often
 * as they come outside of flows. `scenarios: day({ visit, byKey }, { duration: '4m' })`
 */
export function day(calls: PatternCalls, options: DayOptions): Record<string, DayScenario> {
  return dayScenarios(calls, options, currentSetting());
}
