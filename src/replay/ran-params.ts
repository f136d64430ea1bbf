import { Draw } from '../dataset/draw.ts';
import type { World } from '../dataset/entity.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import { operationsOf } from './job.ts';
import type { Replay } from './order.ts';

/**
 * The parameters of the first `count` operations that a load has of a pattern, in its streams' own numbers; those of
 * operations 0, 1, … where only a script knows when it comes. Fresh records
 * are those from `written` on.
 */
export function ranParams(
  { streams }: Pick<Replay, 'streams'>,
  { flows }: Workload,
  world: World,
  written: number,
  pattern: AnyPattern,
  count: number,
): readonly object[] {
  const found: object[] = [];
  for (const [at, { jobs }] of streams.entries()) {
    for (let n = 0; n < count * jobs.length && found.length < count; n++) {
      const job = jobs[n % jobs.length];
      const operation = n * streams.length + at;
      const flow = flows.find(({ id }) => id === job);
      if (job === pattern.id) found.push(pattern.params(new Draw(world, operation, written)));
      else if (flow !== undefined) {
        const own = operationsOf({ kind: 'flow', flow }, world, operation, written);
        found.push(...own.filter((one) => one.pattern === pattern).map(({ params }) => params));
      }
    }
  }
  if (found.length > 0) return found.slice(0, count);
  return Array.from({ length: count }, (_, n) => pattern.params(new Draw(world, n, written)));
}
