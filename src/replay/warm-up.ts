import { Data } from '../dataset/data.ts';
import type { World } from '../dataset/entity.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import { type Job, operationsOf } from './job.ts';
import type { Verification } from './performer.ts';

/** The patterns that jobs may run: a script's function may call any. */
export function patternsOf(jobs: readonly Job[], workload: Workload): readonly AnyPattern[] {
  const patterns = jobs.flatMap((job): readonly AnyPattern[] => {
    if (job.kind === 'script') return workload.patterns;
    return job.kind === 'pattern' ? [job.pattern] : job.flow.steps.map(({ pattern }) => pattern);
  });
  return [...new Set(patterns)];
}

const drawn = 3;

/**
 * Draws a few operations of each pattern, and what they must answer where answers are to be checked: the groups of records that
 * this makes once per thread would otherwise hold up the first arrivals. Nothing is sent.
 */
export function warmUp(
  patterns: readonly AnyPattern[],
  world: World,
  written: number,
  verification: Verification,
): void {
  const data = new Data(world);
  for (const pattern of patterns) {
    for (let n = 0; n < drawn; n++) {
      for (const { params } of operationsOf({ kind: 'pattern', pattern }, world, n, written)) {
        if (verification !== 'off') pattern.expects(params, data);
      }
    }
  }
}
