import type { SeededWorld } from '../dataset/world.ts';
import { runVus } from '../load/closed-loop.ts';
import { dispatch } from '../load/dispatcher.ts';
import type { PreciseClock } from '../load/precise-clock.ts';
import { striped } from '../load/schedule.ts';
import type { LoadRun } from '../load/work.ts';
import type { Samples } from '../measure/samples.ts';
import type { Workload } from '../workload/workload.ts';
import { InstanceCounts } from './instance-counts.ts';
import { jobsOf } from './job.ts';
import { lengthUs, mostAtOnce } from './load-size.ts';
import { loadOperations } from './operation-count.ts';
import type { Operator } from './operator.ts';
import type { Stream, WorkerOrder } from './order.ts';
import { Performer, type Recording } from './performer.ts';
import { phaseOf } from './phases.ts';
import type { Script } from './script.ts';
import { ScriptIterations } from './script-iterations.ts';
import { arrivals, users } from './stream-schedule.ts';
import { turns } from './turns.ts';

/** What a worker runs its stripe of every stream with. */
export interface Surroundings {
  readonly order: WorkerOrder;
  readonly workload: Workload;
  readonly world: SeededWorld;
  readonly executor: Operator;
  readonly clock: PreciseClock;
  readonly script: Script | null;
  /** What the script may read as `__ENV`. */
  readonly env: Readonly<Record<string, string>>;
  readonly samples: Samples;
  /** The script says that the run failed. */
  readonly failed: (reason: string) => void;
  readonly recording: Recording;
  readonly signal: AbortSignal;
}

const graceAfterTimeoutUs = 1_000_000;

/** Begins a worker's share of a stream, the `at`-th of all. */
export function runStream(stream: Stream, at: number, surroundings: Surroundings): LoadRun {
  const { order, clock, signal } = surroundings;
  const { replay } = order;
  const { startUs, load } = stream;
  const work = performerOf(stream, at, surroundings);
  const stripe = { worker: order.worker, workers: replay.workers };
  const stopGraceUs = replay.operationTimeoutMs * 1000 + graceAfterTimeoutUs;
  if (load.kind === 'virtual users') {
    return runVus({ plan: users(load.plan, startUs, replay.warmUpUs), clock, work, stripe, stopGraceUs, signal });
  }
  return dispatch({
    schedule: striped(arrivals(load, startUs, replay.warmUpUs), stripe),
    clock,
    work,
    maxInFlight: shareOf(stream.maxInFlight, order),
    maxWaitUs: stream.maxWaitUs,
    graceUs: stream.graceUs ?? stopGraceUs,
    endUs: replay.warmUpUs + startUs + lengthUs(load),
    stopGraceUs,
    signal,
  });
}

/** This worker's share of something that all workers share. */
export function shareOf(
  total: number,
  { worker, replay: { workers } }: Pick<WorkerOrder, 'worker' | 'replay'>,
): number {
  return Math.max(1, Math.floor(total / workers) + (worker < total % workers ? 1 : 0));
}

function performerOf(stream: Stream, at: number, surroundings: Surroundings): Performer {
  const { order, workload, world, executor, clock, script, recording } = surroundings;
  const { replay, dataset } = order;
  const streams = replay.streams.length;
  const jobs = jobsOf(stream.jobs, workload, script?.functions ?? {});
  const turnOf = turns(jobs.length, stream.weights);
  const scenario = stream.scenario === undefined ? {} : { scenario: stream.name };
  return new Performer({
    world,
    executor,
    recording,
    clock: () => clock.nowUs(),
    phaseOf: phaseOf(replay),
    jobOf: (n) => jobs[turnOf(n)] ?? noJob(stream),
    operationOf: (n) => n * streams + at,
    verification: replay.verification,
    strictness: dataset.strictness,
    written: dataset.written,
    operations: loadOperations(replay),
    leftOut: new Set(Object.keys(replay.leftOut?.[order.place.kind] ?? {})),
    script: script === null ? null : iterationsOf(stream, at, surroundings),
    tags: { ...replay.script?.tags, ...stream.scenario?.tags, ...scenario },
  });
}

function iterationsOf(stream: Stream, at: number, surroundings: Surroundings): ScriptIterations {
  const { order, clock, env, samples, failed } = surroundings;
  const { replay } = order;
  const counts = new InstanceCounts(order.counts);
  const most = replay.streams.map(mostAtOnce);
  const before = sum(most.slice(0, at));
  return new ScriptIterations({
    name: stream.name,
    executor: stream.scenario?.executor ?? '',
    iterations: stream.load.kind === 'virtual users' ? stream.load.plan.iterations : { kind: 'unlimited' },
    startUs: replay.warmUpUs + stream.startUs,
    lengthUs: lengthUs(stream.load),
    tags: { ...replay.script?.tags, ...stream.scenario?.tags },
    env: { ...env, ...stream.scenario?.env },
    samples,
    counts,
    instance: counts.facts(() => clock.nowUs() / 1000, sum(most)),
    vuOf: (slot) => before + slot * replay.workers + order.worker + 1,
    setupData: order.setupData,
    minIterationMs: replay.script?.minIterationMs ?? 0,
    phaseOf: phaseOf(replay),
    clock: () => clock.nowUs(),
    failed,
  });
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function noJob(stream: Stream): never {
  throw new RangeError(`stream ${stream.name} has nothing to do`);
}
