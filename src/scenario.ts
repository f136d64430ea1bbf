import { type PatternCall, patternCall } from './replay/iteration.ts';

export type { PatternCall } from './replay/iteration.ts';

/**
 * Runs a pattern or a flow of the workload by its id, with the parameters of this iteration: as an exec function,
 * `export const byKey = pattern('02')`, or in one, `await pattern('02')`. Keeps how to read the answer, or `null` where it
 * failed; what is measured and judged does not depend on it.
 */
export function pattern(id: string): PatternCall {
  return patternCall(id);
}
