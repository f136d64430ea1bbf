import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ArgumentsCamelCase } from 'yargs';
import { consoleReport } from '../../reports/console.ts';
import { operationsIn } from '../replay/operation-count.ts';
import type { Replay } from '../replay/order.ts';
import { planned, type ReplayTarget, type RunFrame, replayOn } from '../replay/replay.ts';
import type { TargetTally, WholeSecond } from '../replay/target-tally.ts';
import { runId } from '../runs/run-id.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { reserveOperations } from '../seeding/dataset.ts';
import { BadInput } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import type { Command } from './command.ts';
import { type DatasetChoice, type DatasetOptions, datasetOptions, readDatasetOptions } from './dataset-options.ts';
import { environmentRecord } from './environment.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { Reader, whole } from './quantity.ts';
import { type LoadOptions, loadOptions, readAdHoc } from './run-options.ts';
import { type ReadyDataset, readyDataset, unseenDataset } from './session.ts';
import {
  chosenWorkload,
  type OpenTarget,
  openTargets,
  readTargetOptions,
  type TargetChoice,
  type TargetOptions,
  targetOptions,
} from './target-options.ts';
import type { Terminal } from './terminal.ts';
import { exitOf } from './verdict-exit.ts';

interface RunOptions extends TargetOptions, DatasetOptions, LoadOptions {
  readonly out: string;
  readonly skipSeed: boolean;
  readonly client: string;
  readonly allowFailed: string | undefined;
  readonly allowDropped: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `patternbench run` */
export const run: Command<RunOptions> = {
  usage: 'run',
  describe: 'Replays a load on each target, compares answers with the dataset while it runs, and judges it',
  options: (argv) => {
    const given = loadOptions(datasetOptions(targetOptions(argv)))
      .option('out', { type: 'string', default: 'runs', describe: 'the folder that holds runs' })
      .option('skip-seed', {
        type: 'boolean',
        default: false,
        describe: 'the data is there, or the endpoint is a stub: nothing is sent but the load',
      })
      .option('client', {
        type: 'string',
        default: 'wire',
        describe: 'DynamoDB client: wire (ours) or sdk (lib-dynamodb)',
      })
      .option('allow-failed', { type: 'string', describe: 'so many operations of a pattern may fail (default 0)' })
      .option('allow-dropped', { type: 'string', describe: 'so many arrivals of a pattern may be dropped (default 0)' })
      .option('json', { type: 'boolean', default: false, describe: 'the saved run as JSON' })
      .option('quiet', { type: 'boolean', default: false, describe: 'no progress' })
      .example('$0 run --patterns 02,07 --rate 100/s --duration 30s', 'two patterns in turn, on both engines');
    return given as unknown as import('yargs').Argv<RunOptions>;
  },
  run: runCommand,
};

interface Plan {
  readonly choice: TargetChoice;
  readonly dataset: DatasetChoice;
  readonly workload: Workload;
  readonly replay: Replay;
  readonly allowed: { readonly failed: number; readonly dropped: number };
  readonly client: 'wire' | 'sdk';
}

async function runCommand(options: ArgumentsCamelCase<RunOptions>, terminal: Terminal): Promise<ExitCode> {
  const plan = await readPlan(options);
  const open = await openTargets(plan.choice, plan.workload, terminal, {
    keep: true,
    quiet: options.quiet,
    client: plan.client,
  });
  const signal = AbortSignal.any([terminal.stop, open.died]);
  try {
    const dataset = options.skipSeed
      ? unseenDataset(plan.workload, plan.dataset)
      : await readyDataset(plan.workload, plan.dataset, open.targets, terminal, signal, options.quiet);
    try {
      return await load(plan, dataset, open.targets, signal, options, terminal);
    } finally {
      await Promise.all(dataset.stores.map((store) => store.close()));
    }
  } catch (error) {
    if (open.died.aborted) throw open.died.reason;
    if (!terminal.stop.aborted) throw error;
    terminal.say('Interrupted before the load began: nothing was measured.');
    return exitCodes.interrupted;
  } finally {
    await open.stop();
  }
}

/** Reads all options before anything is started; every problem is told. */
async function readPlan(options: ArgumentsCamelCase<RunOptions>): Promise<Plan> {
  const reader = new Reader();
  const choice = readTargetOptions(options, reader);
  const dataset = readDatasetOptions(options, reader);
  const allowed = {
    failed: reader.maybe(options.allowFailed, (text) => whole('--allow-failed', text, 0), 0),
    dropped: reader.maybe(options.allowDropped, (text) => whole('--allow-dropped', text, 0), 0),
  };
  const client = options.client;
  if (client !== 'wire' && client !== 'sdk') {
    reader.problems.push({ place: '--client', found: JSON.stringify(client), expected: 'wire or sdk' });
  }
  const workload = await chosenWorkload(choice).catch((error: unknown) => {
    if (error instanceof BadInput) throw new BadInput([...reader.problems, ...error.problems]);
    throw error;
  });
  const replay = readLoad(options, workload, choice, reader);
  if (reader.problems.length > 0 || replay === null) throw new BadInput(reader.problems);
  return { choice, dataset, workload, replay, allowed, client: client === 'sdk' ? 'sdk' : 'wire' };
}

function readLoad(options: LoadOptions, workload: Workload, choice: TargetChoice, reader: Reader): Replay | null {
  try {
    return readAdHoc(options, workload, freeCores(choice));
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    reader.problems.push(...error.problems);
    return null;
  }
}

/** One worker for each core that the embedded engines leave over. */
function freeCores({ dynamodb, postgres, names }: TargetChoice): number {
  const isEmbedded =
    (names.includes('dynamodb') && dynamodb.engine !== 'url' && dynamodb.engine !== 'aws') ||
    (names.includes('postgres') && postgres.engine === 'embedded');
  return Math.max(1, availableParallelism() - (isEmbedded ? 1 : 0));
}

async function load(
  plan: Plan,
  dataset: ReadyDataset,
  targets: readonly OpenTarget[],
  signal: AbortSignal,
  options: RunOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { workload, replay, choice, allowed } = plan;
  const startedAt = new Date();
  const id = runId(startedAt.getTime(), workload.name, randomBytes(4));
  const writes = replay.streams.some(({ jobs }) => jobs.some((job) => isWrite(workload, job)));
  const written =
    writes && dataset.stores.length > 0
      ? await reserveOperations(dataset.stores, operationsIn(replay), id)
      : dataset.written;
  const folder = join(options.out, id);
  const { record, failure } = await replayOn({
    workload,
    replay,
    dataset: {
      workloadFile: choice.workloadFile ?? null,
      randomSeed: dataset.world.randomSeed,
      dau: dataset.world.size.dau,
      days: dataset.world.size.days,
      strictness: writes || dataset.pristine !== true ? 'written' : 'pristine',
      written,
    },
    targets: targets.map((target) => replayTarget(target, dataset, plan.client)),
    frame: frameOf(plan, dataset, options, startedAt, id, terminal),
    allowed,
    folder,
    onSecond: options.quiet ? () => {} : progress(terminal, planned(replay) + replay.warmUpUs / 1e6),
    signal,
  });
  terminal.status('');
  if (failure !== null) terminal.say(`patternbench: ${failure.message}`);
  if (options.json) terminal.print(JSON.stringify(record, null, 1));
  else terminal.print(`${consoleReport(record, consoleOptions(terminal))}\nsaved in ${folder}`);
  return exitOf(record, failure);
}

function consoleOptions(terminal: Terminal): { readonly width: number; readonly colour: boolean } {
  return { width: process.stdout.columns ?? 120, colour: terminal.interactive && process.stdout.isTTY === true };
}

function isWrite(workload: Workload, job: string): boolean {
  const steps = workload.flows.find(({ id }) => id === job)?.steps.map(({ pattern }) => pattern);
  const patterns = steps ?? workload.patterns.filter(({ id }) => id === job);
  return patterns.some(({ leaves }) => leaves !== undefined);
}

function replayTarget({ place, engine }: OpenTarget, { pristine }: ReadyDataset, client: string): ReplayTarget {
  const isDynamoDb = place.kind === 'dynamodb';
  return {
    place,
    facts: {
      name: place.kind,
      provenance: engine.provenance,
      latencyIs: isDynamoDb ? 'emulator' : 'measured',
      unitsAre: 'reported',
      where: engine.where,
      client: isDynamoDb ? client : 'pg',
      pristine,
      notes: engine.notes,
    },
  };
}

function frameOf(
  { workload, replay }: Plan,
  dataset: ReadyDataset,
  options: RunOptions,
  startedAt: Date,
  id: string,
  terminal: Terminal,
): RunFrame {
  const { randomSeed, size, asOfMs } = dataset.world;
  return {
    id,
    startedAt: startedAt.toISOString(),
    scenario: {
      name: 'ad hoc',
      kind: 'ad hoc',
      load: options.rate ?? `${options.vus} VUs`,
      warmUpSeconds: replay.warmUpUs / 1e6,
      options: { ...replay },
    },
    dataset: {
      workload: workload.name,
      title: workload.title,
      randomSeed,
      dau: size.dau,
      days: size.days,
      asOf: new Date(asOfMs).toISOString(),
      hash: dataset.hash,
      ...(dataset.pristine === null ? {} : { pristine: dataset.pristine }),
    },
    environment: environmentRecord(terminal),
    notes:
      dataset.pristine === null ? ['The dataset was taken as it is asked for; nobody looked whether it is there.'] : [],
  };
}

/** A live line: how far, how many, how fast, and what is not as it should be. */
function progress(terminal: Terminal, totalSeconds: number) {
  let saidSecond = 0;
  return (target: string, { second, points }: WholeSecond, tally: TargetTally, record: RunRecord): void => {
    const ended = points.reduce((sum, { completed, failed }) => sum + completed + failed, 0);
    const patterns = record.targets.at(-1)?.patterns ?? [];
    const sum = (count: (pattern: (typeof patterns)[number]) => number): number =>
      patterns.reduce((all, one) => all + count(one), 0);
    const wrongs = [
      ['failed', sum(({ failed }) => failed)],
      ['dropped', sum(({ dropped }) => dropped)],
      ['waiting', tally.waiting],
    ] as const;
    const told = wrongs.flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []));
    const line = [
      `${target}  ${second} of ${Math.ceil(totalSeconds)} s`,
      `${ended}/s`,
      `${tally.inFlight} in flight`,
      ...told,
    ].join('  ');
    if (terminal.interactive) terminal.status(line);
    else if (second - saidSecond >= 10 || second < saidSecond) {
      saidSecond = second;
      terminal.say(line);
    }
  };
}
