import type { Problem } from './problem.ts';

/** Everything that is wrong with a workload's definition, none where it can be used. */
export function problemsOf(_definition: Readonly<Record<string, unknown>>): Problem[] {
  return [];
}
