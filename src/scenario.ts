import { thresholdOf } from './judge/threshold-of-objective.ts';
import { parseObjective } from './judge/thresholds-objective.ts';
import { type PatternCall, patternCall } from './script/pattern-call.ts';
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
