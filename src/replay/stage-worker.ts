import { parentPort, workerData } from 'node:worker_threads';
import { SeededWorld } from '../dataset/world.ts';
import { Samples } from '../measure/samples.ts';
import { RunAborted } from '../script/run-ended.ts';
import { type OutsideStage, stages } from '../script/stage.ts';
import type { ExecutorOptions } from '../targets/target.ts';
import type { ReadAnswer } from '../workload/answer.ts';
import { workloadOrBundled } from '../workload/load-workload.ts';
import type { Workload } from '../workload/workload.ts';
import { jobNamed, operationsOf } from './job.ts';
import { openOperator } from './open-operator.ts';
import { operationsIn, stageOperations } from './operation-count.ts';
import type { Operator } from './operator.ts';
import type { StageOrder } from './order.ts';
import { counted } from './phases.ts';
import { readScript, type Script } from './script.ts';
import { environmentOf } from './script-environment.ts';
import { settled } from './script-iterations.ts';
import { ScriptThrew } from './script-threw.ts';
import type { FromStage, StageEnd } from './stage-message.ts';
import { failureOf } from './worker-failure.ts';

/** The thread that runs a script's `setup`, `teardown` or `handleSummary`: once in all, whatever the load's workers. */
const order = workerData as StageOrder;
const { stage: name, replay, dataset, place } = order;
const tell = (message: FromStage): void => parentPort?.postMessage(message);
const samples = new Samples(replay.script?.views ?? []);
const failures: string[] = [];
let aborted: string | null = null;
const nowUs = (): number => performance.now() * 1000;

async function main(): Promise<StageEnd> {
  const env = environmentOf(replay);
  const workload = await workloadOrBundled(dataset.workloadFile);
  const script = await readScript(replay.scriptFile ?? '', env, { workload, dau: dataset.dau });
  if (place === null) return run(script, env, refused);
  const world = new SeededWorld(dataset.randomSeed, dataset, workload.asOfMs);
  const { operationTimeoutMs: timeoutMs } = replay;
  const executorOptions = (): ExecutorOptions => ({ timeoutMs, connections: 1, clock: nowUs, retries: null });
  const stop = new AbortController().signal;
  const open = await openOperator({ place, replay, world, executorOptions, stop });
  try {
    return await run(script, env, patternRunner(workload, world, open.operator));
  } finally {
    await open.settled();
    await open.close();
  }
}

async function refused(): Promise<never> {
  throw new Error(`there is no engine to be asked in ${name}()`);
}

async function run(
  script: Script,
  env: Readonly<Record<string, string>>,
  perform: (id: string) => Promise<ReadAnswer | null>,
): Promise<StageEnd> {
  const running = new Set<Promise<unknown>>();
  const stage = stageOf(env, running, perform);
  const argument: unknown = order.argument === null ? undefined : JSON.parse(order.argument);
  let returned: unknown;
  tell({ kind: 'begun' });
  try {
    returned = await stages.run(stage, async () => script.around[name]?.(argument));
    await settled(stage, running);
  } catch (error) {
    if (aborted === null) throw new ScriptThrew(`the script's ${name}() threw ${String(error)}`);
  }
  if (aborted !== null) throw new RunAborted(aborted);
  if (stage.named.size > 0) {
    throw new ScriptThrew(`the script's ${name}() named a pattern without running it: await pattern(id)`);
  }
  const interval = { scopes: [], samples: samples.take(), failures };
  if (name === 'handleSummary') return { result: null, files: filesOf(returned), interval };
  return { result: jsonOf(returned), files: [], interval };
}

function stageOf(
  env: Readonly<Record<string, string>>,
  running: Set<Promise<unknown>>,
  perform: (id: string) => Promise<ReadAnswer | null>,
): OutsideStage {
  const tags = { ...replay.script?.tags, phase: counted };
  return {
    kind: name,
    env,
    group: `::${name}`,
    pause: { over: null, askedMs: 0 },
    named: new Set(),
    run: (id) => {
      const promise = perform(id);
      running.add(promise);
      const over = (): unknown => running.delete(promise);
      promise.then(over, over);
      return promise;
    },
    sample: (metric, value, own) => samples.add(metric, value, { ...own, ...tags }, true, 0),
    checked: (group, check, held, own) => {
      samples.add('checks', held ? 1 : 0, { ...own, ...tags }, true, 0);
      samples.check(group, check, held);
    },
    failed: (reason) => failures.push(reason),
    aborted: (reason) => {
      aborted ??= reason;
    },
  };
}

/** Patterns outside of the load are not measured: one that fails is told of by an exception. */
function patternRunner(
  workload: Workload,
  world: SeededWorld,
  operator: Operator,
): (id: string) => Promise<ReadAnswer | null> {
  const first = operationsIn(replay) - 2 * stageOperations + (name === 'teardown' ? stageOperations : 0);
  let used = 0;
  return async (id) => {
    if (used === stageOperations)
      throw new Error(`${name}() runs ${stageOperations} patterns at most: seed brings data`);
    let answer: ReadAnswer | null = null;
    const turn = { operation: first + used++, phase: replay.migration?.[0]?.name ?? counted };
    for (const { pattern, params } of operationsOf(jobNamed(id, workload), world, turn.operation, dataset.written)) {
      const { outcome, read } = await operator.execute(pattern, params, turn);
      if (outcome.state === 'failed') throw new Error(`pattern ${pattern.id}: ${outcome.kind}, ${outcome.detail}`);
      answer = read;
    }
    return answer;
  };
}

function jsonOf(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch (error) {
    throw new ScriptThrew(`what the script's ${name}() returned is no JSON: ${String(error)}`);
  }
}

function filesOf(returned: unknown): StageEnd['files'] {
  if (returned === undefined || returned === null) return [];
  const form = `the script's ${name}() returns an object from places to texts or bytes`;
  if (typeof returned !== 'object' || Array.isArray(returned))
    throw new ScriptThrew(`${form}, not ${String(returned)}`);
  return Object.entries(returned).map(([place_, content]) => {
    if (typeof content === 'string') return [place_, content];
    if (content instanceof ArrayBuffer) return [place_, new Uint8Array(content)];
    if (content instanceof Uint8Array) return [place_, content];
    throw new ScriptThrew(`${form}: ${JSON.stringify(place_)} is neither`);
  });
}

// Sleepers keep nothing alive: this thread does, until it has told how it ended.
const alive = setInterval(() => {}, 60_000);
main()
  .then(
    (end) => tell({ kind: 'ended', ...end }),
    (error: unknown) => tell({ kind: 'failed', why: failureOf(error) }),
  )
  .finally(() => clearInterval(alive));
