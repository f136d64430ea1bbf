import { Draw } from '../dataset/draw.ts';
import type { World } from '../dataset/entity.ts';
import type { Flow } from '../workload/flow.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';

/** What one arrival does: a pattern, or the steps of a flow one after the other. */
export type Job =
  | { readonly kind: 'pattern'; readonly pattern: AnyPattern }
  | { readonly kind: 'flow'; readonly flow: Flow };

/** One operation that is ready to be run. */
export interface Operation {
  readonly pattern: AnyPattern;
  readonly params: object;
  /** How long a person takes before it, in milliseconds. */
  readonly thinkMs: number;
}

/** The pattern that an arrival of this job is counted under, where it never came to anything. */
export function firstPattern(job: Job): AnyPattern | null {
  return job.kind === 'pattern' ? job.pattern : (job.flow.steps[0]?.pattern ?? null);
}

/** The operations of the n-th arrival, a pure function of (random seed, n) but for fresh records, which go on from `written`. */
export function operationsOf(job: Job, world: World, n: number, written: number): readonly Operation[] {
  const draw = new Draw(world, n, written);
  if (job.kind === 'pattern') return [{ pattern: job.pattern, params: job.pattern.params(draw), thinkMs: 0 }];
  const drawn = job.flow.draw(draw);
  return job.flow.steps.map(({ pattern, params, thinkMs }) => ({ pattern, params: params(drawn), thinkMs }));
}

/** The jobs of these ids, in their order. */
export function jobsOf(ids: readonly string[], workload: Workload): Job[] {
  return ids.map((id) => {
    const pattern = workload.patterns.find((known) => known.id === id);
    if (pattern !== undefined) return { kind: 'pattern', pattern };
    const flow = workload.flows.find((known) => known.id === id);
    if (flow !== undefined) return { kind: 'flow', flow };
    throw new RangeError(`no pattern or flow ${id}`);
  });
}
