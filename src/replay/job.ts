import { Draw } from '../dataset/draw.ts';
import type { World } from '../dataset/entity.ts';
import type { Flow } from '../workload/flow.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import { execOf } from './script-job-name.ts';

/** What one arrival does: a pattern, the steps of a flow one after the other, or a script's function. */
export type Job =
  | { readonly kind: 'pattern'; readonly pattern: AnyPattern }
  | { readonly kind: 'flow'; readonly flow: Flow }
  | ScriptJob;

export interface ScriptJob {
  readonly kind: 'script';
  /** The exported function. */
  readonly name: string;
  readonly exec: (data: unknown) => unknown;
  /** The pattern or flow that it may call by this id. */
  readonly jobNamed: (id: string) => Exclude<Job, ScriptJob>;
}

/** One operation that is ready to be run. */
export interface Operation {
  readonly pattern: AnyPattern;
  readonly params: object;
  /** How long a person takes before it, in milliseconds. */
  readonly thinkMs: number;
}

/** The pattern that an arrival of this job is counted under, where it never came to anything. */
export function firstPattern(job: Exclude<Job, ScriptJob>): AnyPattern | null {
  return job.kind === 'pattern' ? job.pattern : (job.flow.steps[0]?.pattern ?? null);
}

/** The operations of the n-th arrival, a pure function of (random seed, n) but for fresh records, which go on from `written`. */
export function operationsOf(
  job: Exclude<Job, ScriptJob>,
  world: World,
  n: number,
  written: number,
): readonly Operation[] {
  const draw = new Draw(world, n, written);
  if (job.kind === 'pattern') return [{ pattern: job.pattern, params: job.pattern.params(draw), thinkMs: 0 }];
  const drawn = job.flow.draw(draw);
  return job.flow.steps.map(({ pattern, params, thinkMs }) => ({ pattern, params: params(drawn), thinkMs }));
}

/** The jobs of these names, in their order; `functions` are a script's. */
export function jobsOf(
  names: readonly string[],
  workload: Workload,
  functions: Readonly<Record<string, (data: unknown) => unknown>>,
): Job[] {
  const named = (id: string): Exclude<Job, ScriptJob> => jobNamed(id, workload);
  return names.map((name) => {
    const exec = execOf(name);
    const run = exec === null ? undefined : functions[exec];
    return exec === null || run === undefined
      ? named(name)
      : { kind: 'script', name: exec, exec: run, jobNamed: named };
  });
}

/** The pattern or the flow of this id. */
export function jobNamed(id: string, workload: Workload): Exclude<Job, ScriptJob> {
  const pattern = workload.patterns.find((known) => known.id === id);
  if (pattern !== undefined) return { kind: 'pattern', pattern };
  const flow = workload.flows.find((known) => known.id === id);
  if (flow !== undefined) return { kind: 'flow', flow };
  throw new RangeError(`no pattern or flow ${id}`);
}
