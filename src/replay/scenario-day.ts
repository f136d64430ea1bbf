import { type CurveStages, curveStages } from '../load/day-stages.ts';
import { dayTraffic } from '../workload/day-traffic.ts';
import { idOf, milliseconds, type PatternCalls } from './scenario-spread.ts';
import type { ScriptSetting } from './script-setting.ts';

export interface DayOptions {
  /** How long the 24 hours take: `4m`. */
  readonly duration: string;
  /** Of each scenario: how many may be under way at once. 50 unless said. */
  readonly preAllocatedVUs?: number;
}

/** A scenario in k6's own fields. */
export interface DayScenario extends CurveStages {
  readonly executor: 'ramping-arrival-rate';
  readonly exec: string;
  readonly preAllocatedVUs: number;
}

/**
 * A day of the workload's traffic in less time: a scenario for each exec function, named as it is, which follows the
 * daily curve. A flow comes as often as it does on an average day, a pattern as often as it does outside of flows; what
 * comes not once has no scenario.
 * @throws {RangeError} for a duration that is none and a function that `pattern` did not make.
 */
export function dayScenarios(
  calls: PatternCalls,
  { duration, preAllocatedVUs = 50 }: DayOptions,
  { workload, dau }: ScriptSetting,
): Record<string, DayScenario> {
  const traffic = dayTraffic(workload, dau);
  const durationMs = milliseconds(duration);
  const patterns = new Set(workload.patterns.map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(calls).flatMap(([exec, call]): [string, DayScenario][] => {
      const id = idOf(exec, call);
      const arrivals = Math.round(patterns.has(id) ? traffic.outsideFlows(id) : traffic.perDay(id));
      if (arrivals === 0) return [];
      const stages = curveStages(arrivals, traffic.hours, durationMs);
      return [[exec, { executor: 'ramping-arrival-rate', exec, ...stages, preAllocatedVUs }]];
    }),
  );
}
