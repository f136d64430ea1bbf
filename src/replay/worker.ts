import { setMaxListeners } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { SeededWorld } from '../dataset/world.ts';
import { practise } from '../load/practice.ts';
import { openClock, type PreciseClock } from '../load/precise-clock.ts';
import type { LoadRun } from '../load/work.ts';
import { GeneratorMeter } from '../measure/generator.ts';
import { Recorder } from '../measure/recorder.ts';
import { Samples } from '../measure/samples.ts';
import { ScopeRecorder } from '../measure/scopes.ts';
import type { ExecutorOptions, TargetPlace } from '../targets/target.ts';
import { workloadOrBundled } from '../workload/load-workload.ts';
import { jobsOf } from './job.ts';
import { mostAtOnce } from './load-size.ts';
import { type OpenOperator, openOperator } from './open-operator.ts';
import type { WorkerOrder } from './order.ts';
import type { Recording } from './performer.ts';
import { isCounted } from './phases.ts';
import { readScript } from './script.ts';
import { environmentOf } from './script-environment.ts';
import { runStream, type Surroundings, shareOf } from './stream-run.ts';
import { patternsOf, warmUp } from './warm-up.ts';
import { failureOf } from './worker-failure.ts';
import type { FromWorker, ToWorker } from './worker-message.ts';

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
const hasScopes = (order.replay.script?.scopes ?? []).length > 0;
const samples = new Samples(order.replay.script?.views ?? []);
const scopes = new ScopeRecorder(order.replay.script?.scopes ?? [], isCounted);
/** What the script said since the last second. */
const failures: string[] = [];
const recording: Recording = {
  record: (measurement, tags) => {
    recorder.record(measurement);
    if (hasScopes) scopes.record(measurement, tags);
  },
  drop: (pattern, phase, tags) => {
    if (pattern !== null) recorder.drop(phase, pattern);
    if (hasScopes) scopes.drop(pattern, phase, tags);
  },
  verified: (pattern) => {
    verified[pattern] = (verified[pattern] ?? 0) + 1;
  },
  late: (lateUs) => meter.late(lateUs),
};
/** As the AWS SDKs' standard mode: exponential from 50 ms up to 20 s, fully jittered. */
const retryPolicy = { baseMs: 50, capMs: 20_000, jitter: 'full', attemptTimeoutMs: null } as const;

async function main(): Promise<void> {
  const workload = await workloadOrBundled(order.dataset.workloadFile);
  const { replay, place } = order;
  const env = environmentOf(replay);
  const script =
    replay.scriptFile === null ? null : await readScript(replay.scriptFile, env, { workload, dau: order.dataset.dau });
  const world = new SeededWorld(order.dataset.randomSeed, order.dataset, workload.asOfMs);
  const open = await openOperator({ place, replay, world, executorOptions, stop: stop.signal });
  const jobs = replay.streams.flatMap((stream) => jobsOf(stream.jobs, workload, script?.functions ?? {}));
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
  const running = await openClock();
  // Virtual users start when they are done, not when something is due.
  if (replay.streams.some(({ load }) => load.kind !== 'virtual users')) await practise(running);
  tell({ kind: 'ready' });
  running.startFrom(await started);
  clock = running;
  meter.take();
  try {
    await load(running, open, {
      order,
      workload,
      world,
      executor: open.operator,
      clock: running,
      script,
      env,
      samples,
      failed: (reason) => failures.push(reason),
      recording,
      signal: stop.signal,
    });
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
    connections: shareOf(kind === 'postgres' ? replay.connections : mostInFlight(), order),
    clock: () => clock?.nowUs() ?? 0,
    retries: replay.retries === 0 ? null : { ...retryPolicy, attempts: replay.retries + 1 },
  };
}

async function load(running: PreciseClock, open: OpenOperator, surroundings: Surroundings): Promise<void> {
  const runs = order.replay.streams.map((stream, at) => runStream(stream, at, surroundings));
  const teller = tellEachSecond(running, runs, open);
  // Where one stream fails the others stop, too, and what they measured is told.
  for (const { over } of runs) over.catch(() => stop.abort());
  const loads = await Promise.allSettled(runs.map(({ over }) => over));
  const ends = [...loads, ...(await Promise.allSettled([open.settled()]))];
  teller.last();
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
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
      ...(order.replay.script === undefined
        ? {}
        : { script: { scopes: scopes.take(), samples: samples.take(), failures: failures.splice(0) } }),
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

function mostInFlight(): number {
  return order.replay.streams.reduce((sum, stream) => sum + mostAtOnce(stream), 0);
}

main().then(
  () => finish({ kind: 'done' }),
  (error: unknown) => finish({ kind: 'failed', why: failureOf(error) }),
);

function finish(message: FromWorker): void {
  tell(message);
  parentPort?.close();
}
