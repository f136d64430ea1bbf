import { setMaxListeners } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { SeededWorld } from '../dataset/world.ts';
import { EnvironmentError } from '../engines/environment-error.ts';
import { runVus } from '../load/closed-loop.ts';
import { dispatch } from '../load/dispatcher.ts';
import { openClock, type PreciseClock } from '../load/precise-clock.ts';
import { striped } from '../load/schedule.ts';
import type { LoadRun } from '../load/work.ts';
import { GeneratorMeter } from '../measure/generator.ts';
import { Recorder } from '../measure/recorder.ts';
import { ProgramThrew } from '../targets/program-threw.ts';
import type { ExecutorOptions, TargetPlace } from '../targets/target.ts';
import { workloadOrBundled } from '../workload/load-workload.ts';
import { BadInput } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import { jobsOf } from './job.ts';
import { type OpenOperator, openOperator } from './open-operator.ts';
import type { Stream, WorkerOrder } from './order.ts';
import { Performer } from './performer.ts';
import { phaseOf } from './phases.ts';
import { readScript, type Script } from './script.ts';
import { ScriptThrew } from './script-threw.ts';
import { arrivals } from './stream-schedule.ts';
import { turns } from './turns.ts';
import { patternsOf, warmUp } from './warm-up.ts';
import type { FromWorker, ToWorker, WorkerFailure } from './worker-message.ts';

/** The thread that loads one target: it waits for `start`, runs its stripe of every stream, and tells each second. */
const order = workerData as WorkerOrder;
const tell = (message: FromWorker): void => parentPort?.postMessage(message);
const stop = new AbortController();
// Each stream listens to it.
setMaxListeners(0, stop.signal);
let clock: PreciseClock | null = null;

const verified: Record<string, number> = {};
const meter = new GeneratorMeter(() => clock?.spunUs() ?? 0);
const recorder = new Recorder();
const graceAfterTimeoutUs = 1_000_000;
/** As the AWS SDKs' standard mode: exponential from 50 ms up to 20 s, fully jittered. */
const retryPolicy = { baseMs: 50, capMs: 20_000, jitter: 'full', attemptTimeoutMs: null } as const;

async function main(): Promise<void> {
  const workload = await workloadOrBundled(order.dataset.workloadFile);
  const { replay, place } = order;
  const functions = replay.scriptFile === null ? {} : (await readScript(replay.scriptFile)).functions;
  const world = new SeededWorld(order.dataset.randomSeed, order.dataset, workload.asOfMs);
  const open = await openOperator({ place, replay, world, executorOptions, stop: stop.signal });
  const jobs = replay.streams.flatMap((stream) => jobsOf(stream.jobs, workload, functions));
  warmUp(
    patternsOf(jobs, workload),
    world,
    order.dataset.written,
    replay.migration === undefined ? replay.verification : 'all',
  );
  const started = new Promise<bigint>((resolve) => {
    parentPort?.on('message', (message: ToWorker) => {
      if (message.kind === 'start') resolve(message.originNs);
      else stop.abort();
    });
  });
  tell({ kind: 'ready' });
  const running = await openClock(await started);
  clock = running;
  meter.take();
  try {
    await load(workload, world, open, running, functions);
  } finally {
    meter.close();
    running.close();
    await open.close();
  }
}

function executorOptions({ kind }: TargetPlace): ExecutorOptions {
  const { replay } = order;
  return {
    timeoutMs: replay.operationTimeoutMs,
    connections: share(kind === 'postgres' ? replay.connections : mostInFlight()),
    clock: () => clock?.nowUs() ?? 0,
    retries: replay.retries === 0 ? null : { ...retryPolicy, attempts: replay.retries + 1 },
  };
}

async function load(
  workload: Workload,
  world: SeededWorld,
  open: OpenOperator,
  running: PreciseClock,
  functions: Script['functions'],
): Promise<void> {
  const runs = order.replay.streams.map((stream, at) => run(stream, at, workload, world, open, running, functions));
  const teller = tellEachSecond(running, runs, open);
  try {
    await Promise.all(runs.map(({ over }) => over));
    await open.settled();
  } finally {
    teller.last();
  }
}

function run(
  stream: Stream,
  at: number,
  workload: Workload,
  world: SeededWorld,
  { operator }: OpenOperator,
  running: PreciseClock,
  functions: Script['functions'],
): LoadRun {
  const { replay, dataset } = order;
  const streams = replay.streams.length;
  const jobs = jobsOf(stream.jobs, workload, functions);
  const turnOf = turns(jobs.length, stream.weights);
  const performer = new Performer({
    world,
    executor: operator,
    recording: {
      record: (measurement) => recorder.record(measurement),
      drop: (pattern, phase) => recorder.drop(phase, pattern),
      verified: (pattern) => {
        verified[pattern] = (verified[pattern] ?? 0) + 1;
      },
      late: (lateUs) => meter.late(lateUs),
    },
    clock: () => running.nowUs(),
    phaseOf: phaseOf(replay),
    jobOf: (n) => jobs[turnOf(n)] ?? noJob(stream),
    operationOf: (n) => n * streams + at,
    verification: replay.verification,
    strictness: dataset.strictness,
    written: dataset.written,
  });
  const graceUs = replay.operationTimeoutMs * 1000 + graceAfterTimeoutUs;
  const stripe = { worker: order.worker, workers: replay.workers };
  if (stream.load.kind === 'virtual users') {
    return runVus({ plan: stream.load.plan, clock: running, work: performer, stripe, signal: stop.signal });
  }
  return dispatch({
    schedule: striped(arrivals(stream.load, stream.startUs, replay.warmUpUs), stripe),
    clock: running,
    work: performer,
    maxInFlight: share(stream.maxInFlight),
    maxWaitUs: stream.maxWaitUs,
    graceUs,
    signal: stop.signal,
  });
}

function tellEachSecond(
  running: PreciseClock,
  runs: readonly LoadRun[],
  { meter: between }: OpenOperator,
): { last(): void } {
  let second = 1;
  const tellNow = (): void => {
    tell({
      kind: 'interval',
      second,
      interval: recorder.take(),
      verified: { ...verified },
      generator: meter.take(),
      inFlight: runs.reduce((sum, run) => sum + run.inFlight(), 0),
      waiting: runs.reduce((sum, run) => sum + run.waiting(), 0),
      ...(between === null ? {} : { migration: between.take() }),
    });
    second++;
  };
  let wake = running.wakeAt(1_000_000, onSecond);
  function onSecond(): void {
    tellNow();
    wake = running.wakeAt(second * 1_000_000, onSecond);
  }
  return {
    last() {
      wake.cancel();
      tellNow();
    },
  };
}

/** This worker's share of something that all workers share. */
function share(total: number): number {
  const { workers } = order.replay;
  return Math.max(1, Math.floor(total / workers) + (order.worker < total % workers ? 1 : 0));
}

function mostInFlight(): number {
  return order.replay.streams.reduce((sum, { load, maxInFlight }) => {
    if (load.kind !== 'virtual users') return sum + maxInFlight;
    return sum + Math.max(...load.plan.steps.map(({ vus }) => vus));
  }, 0);
}

function noJob(stream: Stream): never {
  throw new RangeError(`stream ${stream.name} has nothing to do`);
}

function failure(error: unknown): WorkerFailure {
  if (error instanceof ProgramThrew) return { kind: 'program threw', pattern: error.pattern, message: error.message };
  if (error instanceof ScriptThrew) return { kind: 'program threw', pattern: '', message: error.message };
  if (error instanceof EnvironmentError) return { kind: 'environment', message: error.message, advice: error.advice };
  if (error instanceof BadInput) return { kind: 'bad input', problems: error.problems };
  return { kind: 'bug', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

main().then(
  () => finish({ kind: 'done' }),
  (error: unknown) => finish({ kind: 'failed', why: failure(error) }),
);

function finish(message: FromWorker): void {
  tell(message);
  parentPort?.close();
}
