import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { withPostgresWork } from '../check/postgres-work.ts';
import type { Objective } from '../judge/thresholds-objective.ts';
import { planned } from '../replay/load-size.ts';
import { apartProblems, leavesApart, migrationTarget } from '../replay/migration-target.ts';
import { operationsIn } from '../replay/operation-count.ts';
import type { DatasetOrder, Replay } from '../replay/order.ts';
import { type Replayed, type ReplayTarget, type RunFrame, replayOn } from '../replay/replay.ts';
import { execOf } from '../replay/script-job-name.ts';
import type { ScriptAsked } from '../replay/script-run.ts';
import type { TargetTally, WholeSecond } from '../replay/target-tally.ts';
import { writeRun } from '../runs/run-file.ts';
import { runId } from '../runs/run-id.ts';
import type { DatasetRecord, RunRecord, ScenarioRecord } from '../runs/run-record.ts';
import { reserveOperations } from '../seeding/dataset.ts';
import { BadInput } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import { environmentRecord } from './environment.ts';
import { withMigrationMonths } from './migration-months.ts';
import type { ReadyDataset } from './session.ts';
import type { OpenTarget } from './target-options.ts';
import type { Terminal } from './terminal.ts';
import { ledgeredRun } from './units-ledger.ts';

/** A load that is ready to be put on targets. */
export interface LoadPlan {
  readonly workload: Workload;
  /** `null`: the bundled one. */
  readonly workloadFile: string | null;
  readonly replay: Replay;
  readonly objectives: readonly Objective[];
  /** Of a scenario script. */
  readonly script?: ScriptAsked;
  readonly client: 'wire' | 'sdk';
  readonly scenario: Pick<ScenarioRecord, 'name' | 'kind' | 'load'>;
  /** What a reader should know of this load. */
  readonly notes: readonly string[];
  /** The folder that holds runs. */
  readonly out: string;
  readonly quiet: boolean;
  /** Called with every second that is over. */
  readonly onSecond?: (second: WholeSecond, tally: TargetTally) => void;
  /** Whether the engines are asked after the load what its patterns cost them; they are unless said. */
  readonly explains?: boolean;
}

export interface Loaded extends Replayed {
  readonly folder: string;
  readonly dataset: DatasetOrder;
}

/** Puts a load on each target and saves the run; fresh records are taken where earlier runs left off. */
export async function load(
  plan: LoadPlan,
  dataset: ReadyDataset,
  targets: readonly OpenTarget[],
  signal: AbortSignal,
  terminal: Terminal,
): Promise<Loaded> {
  const { workload, replay, workloadFile, objectives } = plan;
  const apart = apartProblems(replay, dataset.apart);
  if (apart.length > 0) throw new BadInput(apart);
  const startedAt = new Date();
  const id = runId(startedAt.getTime(), workload.name, randomBytes(4));
  const writes = replay.streams.some(({ jobs }) => jobs.some((job) => isWrite(workload, job)));
  const written =
    writes && dataset.stores.length > 0
      ? await reserveOperations(dataset.stores, operationsIn(replay), id, leavesApart(replay))
      : dataset.written;
  const folder = join(plan.out, id);
  const show = plan.quiet ? () => {} : progress(terminal, planned(replay) + replay.warmUpUs / 1e6);
  const order: DatasetOrder = {
    workloadFile: workloadFile,
    randomSeed: dataset.world.randomSeed,
    dau: dataset.world.size.dau,
    days: dataset.world.size.days,
    strictness: writes || dataset.pristine !== true ? 'written' : 'pristine',
    written,
  };
  const { record, failure, loaded } = await replayOn({
    workload,
    replay,
    dataset: order,
    targets: replayTargets(replay, targets, dataset, plan.client),
    frame: frameOf(plan, dataset, startedAt, id, terminal),
    objectives,
    script: plan.script,
    folder,
    onSecond: (target, second, tally, record) => {
      plan.onSecond?.(second, tally);
      show(target, second, tally, record);
    },
    signal,
  });
  terminal.status('');
  const isLookedAt = plan.explains !== false && dataset.stores.length > 0 && record.status === 'complete';
  if (!isLookedAt) return { record, failure, loaded, folder, dataset: order };
  const whole = await lookedAt(record, written + operationsIn(replay), { plan, dataset, targets, signal, terminal });
  await writeRun(folder, whole);
  return { record: whole, failure, loaded, folder, dataset: order };
}

interface AfterLoad {
  readonly plan: LoadPlan;
  readonly dataset: ReadyDataset;
  readonly targets: readonly OpenTarget[];
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** What a finished load is looked at for: its units by the rules, PostgreSQL's work, a migration's month. */
async function lookedAt(record: RunRecord, first: number, after: AfterLoad): Promise<RunRecord> {
  const { plan, dataset, targets, signal, terminal } = after;
  const { workload, replay, quiet } = plan;
  const place = targets.map((target) => target.place).find(({ kind }) => kind === 'postgres');
  if (record.migration !== undefined) {
    return place?.kind === 'postgres' ? await withMigrationMonths(workload, record, targets, dataset, first) : record;
  }
  const say = quiet ? () => {} : (line: string): void => terminal.status(line);
  const ledgered = await ledgeredRun(record, replay, first, { workload, dataset, targets, signal, say });
  terminal.status('');
  return place?.kind === 'postgres'
    ? await withPostgresWork(ledgered, place, dataset.world, workload.patterns, first)
    : ledgered;
}

export function consoleOptions(terminal: Terminal): { readonly width: number; readonly colour: boolean } {
  return { width: process.stdout.columns ?? 120, colour: terminal.interactive && process.stdout.isTTY === true };
}

function isWrite(workload: Workload, job: string): boolean {
  // Nobody can tell what a script's own function runs.
  if (execOf(job) !== null) return workload.patterns.some(({ leaves }) => leaves !== undefined);
  const steps = workload.flows.find(({ id }) => id === job)?.steps.map(({ pattern }) => pattern);
  const patterns = steps ?? workload.patterns.filter(({ id }) => id === job);
  return patterns.some(({ leaves }) => leaves !== undefined);
}

/** One after the other, or in a migration both as one. */
function replayTargets(
  { migration }: Replay,
  targets: readonly OpenTarget[],
  dataset: ReadyDataset,
  client: string,
): ReplayTarget[] {
  const each = targets.map((target) => replayTarget(target, dataset, client));
  return migration === undefined ? each : [migrationTarget(each)];
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
  { workload, replay, scenario, notes }: LoadPlan,
  dataset: ReadyDataset,
  startedAt: Date,
  id: string,
  terminal: Terminal,
): RunFrame {
  // What a script reads from its environment may be secret.
  const { scriptEnv: _, ...rest } = replay;
  return {
    id,
    startedAt: startedAt.toISOString(),
    scenario: {
      ...scenario,
      warmUpSeconds: replay.warmUpUs / 1e6,
      options: { ...rest },
    },
    dataset: datasetRecord(workload, dataset),
    environment: environmentRecord(terminal),
    notes: dataset.pristine === null ? [...notes, unseen] : notes,
  };
}

/** What a saved run says of the dataset that it reads. */
export function datasetRecord({ name, title }: Workload, { world, hash, pristine }: ReadyDataset): DatasetRecord {
  const { randomSeed, size, asOfMs } = world;
  return {
    workload: name,
    title,
    randomSeed,
    dau: size.dau,
    days: size.days,
    asOf: new Date(asOfMs).toISOString(),
    hash,
    ...(pristine === null ? {} : { pristine }),
  };
}

const unseen = 'The dataset was taken as it is asked for; nobody looked whether it is there.';

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
