import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { ArgumentsCamelCase } from 'yargs';
import { findmaxTable, windowLine } from '../../reports/findmax-table.ts';
import { EnvironmentError } from '../engines/environment-error.ts';
import { targetAnswer } from '../findmax/answer.ts';
import { demandsOf } from '../findmax/demands.ts';
import { expectedSeconds } from '../findmax/expected-time.ts';
import type { LoadShape } from '../findmax/load-shape.ts';
import type { SearchPlan } from '../findmax/search-plan.ts';
import { searchTarget, type TargetSearch } from '../findmax/target-search.ts';
import type { Objective } from '../judge/thresholds-objective.ts';
import { ScriptThrew } from '../replay/script-threw.ts';
import { type FindmaxRecord, type FindmaxTarget, findmaxSchema } from '../runs/findmax-record.ts';
import { runId } from '../runs/run-id.ts';
import { BadInput } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import type { Command } from './command.ts';
import { type DatasetChoice, type DatasetOptions, datasetOptions, readDatasetOptions } from './dataset-options.ts';
import { environmentRecord } from './environment.ts';
import { type ExitCode, exitCodes, worst } from './exit-code.ts';
import { measureWindow, readSearchedLoad, type SearchedLoad } from './findmax-load.ts';
import { readSearch, type SearchOptions, searchOptions } from './findmax-options.ts';
import { consoleOptions, datasetRecord } from './load.ts';
import { Reader, word } from './quantity.ts';
import { freeCores, readObjectives } from './run.ts';
import { type ReadyDataset, readyDataset, unseenDataset, usualDau } from './session.ts';
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

interface FindmaxOptions extends TargetOptions, DatasetOptions, SearchOptions {
  readonly scenario: string | undefined;
  readonly objective: string | readonly string[] | undefined;
  readonly client: string;
  readonly out: string;
  readonly skipSeed: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `patternbench findmax [SCENARIO]` */
export const findmax: Command<FindmaxOptions> = {
  usage: 'findmax [scenario]',
  describe: 'The highest rate, and so DAU, at which each target still meets the objectives',
  options: (argv) => {
    const given = searchOptions(datasetOptions(targetOptions(argv)))
      .positional('scenario', { type: 'string', describe: 'a scenario script, whose arrival rates are scaled' })
      .option('objective', {
        type: 'string',
        describe: 'asked of every pattern beside its own: "p(95) < 20ms", "failed < 0.1%"; may be repeated',
      })
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
      .option('out', { type: 'string', default: 'runs', describe: 'the folder that holds runs' })
      .option('json', { type: 'boolean', default: false, describe: 'the search as JSON' })
      .option('quiet', { type: 'boolean', default: false, describe: 'no progress' })
      .example('$0 findmax', 'all patterns by their traffic, on both engines')
      .example('$0 findmax --patterns 02,07 --target postgres --objective "p(99) < 20ms"', 'two patterns in turn');
    return given as unknown as import('yargs').Argv<FindmaxOptions>;
  },
  run,
};

interface Plan {
  readonly choice: TargetChoice;
  readonly dataset: DatasetChoice;
  readonly workload: Workload;
  readonly load: SearchedLoad;
  readonly search: Omit<SearchPlan, 'arrivalsToDecide'>;
  readonly objectives: readonly Objective[];
  readonly client: 'wire' | 'sdk';
}

async function run(options: ArgumentsCamelCase<FindmaxOptions>, terminal: Terminal): Promise<ExitCode> {
  const plan = await readPlan(options);
  const { choice, workload, client } = plan;
  const open = await openTargets(choice, workload, terminal, {
    keep: true,
    quiet: options.quiet,
    client,
    ask: !options.skipSeed,
  });
  const signal = AbortSignal.any([terminal.stop, open.died]);
  try {
    const dataset = options.skipSeed
      ? unseenDataset(workload, plan.dataset)
      : await readyDataset(workload, plan.dataset, open.targets, terminal, signal, options.quiet);
    try {
      const found = await searchAll(plan, options, dataset, open.targets, signal, terminal);
      if (open.died.aborted) throw open.died.reason;
      if (found.failure !== null) terminal.say(`patternbench: ${found.failure.message}`);
      if (options.json) terminal.print(JSON.stringify(found.record, null, 1));
      else terminal.print(`${findmaxTable(found.record, consoleOptions(terminal))}\nsaved in ${found.folder}`);
      return exitOf(found.record, found.failure, terminal.stop.aborted);
    } finally {
      await Promise.all(dataset.stores.map((store) => store.close()));
    }
  } catch (error) {
    if (open.died.aborted) throw open.died.reason;
    if (!terminal.stop.aborted) throw error;
    terminal.say('Interrupted before the search began: nothing was measured.');
    return exitCodes.interrupted;
  } finally {
    await open.stop();
  }
}

interface Found {
  readonly record: FindmaxRecord;
  readonly folder: string;
  readonly failure: Error | null;
}

/** Searches on one target after the other; after each window all that is known is saved. */
async function searchAll(
  plan: Plan,
  options: FindmaxOptions,
  dataset: ReadyDataset,
  targets: readonly OpenTarget[],
  signal: AbortSignal,
  terminal: Terminal,
): Promise<Found> {
  const { workload, load, objectives } = plan;
  const { shape, notes } = load.shape(dataset.world.size.dau);
  const demands = demandsOf(shape, workload, objectives);
  const search: SearchPlan = { ...plan.search, arrivalsToDecide: demands.arrivalsToDecide };
  const startedAt = new Date();
  const id = runId(startedAt.getTime(), workload.name, randomBytes(4));
  const folder = join(options.out, id);
  const done: FindmaxTarget[] = [];
  const recordOf = (status: FindmaxRecord['status']): FindmaxRecord => ({
    schema: findmaxSchema,
    id,
    status,
    startedAt: startedAt.toISOString(),
    scenario: load.scenario,
    dataset: datasetRecord(workload, dataset),
    environment: environmentRecord(terminal),
    plan: planRecord(search, load, objectives),
    targets: [...done],
    notes: [...load.notes, ...notes],
  });
  const say = options.quiet ? () => {} : terminal.say;
  say(expectation(search, targets.length, load));
  for (const target of targets) {
    const { place, engine } = target;
    const latencyIs = place.kind === 'dynamodb' ? 'emulator' : 'measured';
    const facts = { name: place.kind, provenance: engine.provenance, latencyIs } as const;
    const context = {
      traffic: workload.traffic,
      usersBy: load.usersBy,
      relative: (path: string) => relative(folder, path),
    };
    const at = done.length;
    const note = (soFar: Pick<TargetSearch, 'search' | 'windows'>): void => {
      done[at] = targetAnswer(facts, soFar, context);
    };
    const windowPlan = windowPlanOf(plan, options, terminal, shape, join(folder, place.kind));
    const result = await searchTarget({
      plan: search,
      measure: (order) => measureWindow(order, windowPlan, demands, dataset, target, signal, terminal),
      onWindow: async (_, soFar) => {
        note(soFar);
        const last = done[at]?.windows.at(-1);
        if (last !== undefined) say(windowLine(facts, last));
        await save(folder, recordOf('interrupted'));
      },
      maxInFlight: load.house.maxInFlight * shape.parts.length,
      connections: load.base.connections,
      signal,
    });
    note(result);
    if (result.failure !== null || signal.aborted) {
      const record = recordOf('interrupted');
      await save(folder, record);
      return { record, folder, failure: result.failure };
    }
  }
  const record = recordOf('complete');
  await save(folder, record);
  return { record, folder, failure: null };
}

function windowPlanOf(plan: Plan, options: FindmaxOptions, terminal: Terminal, shape: LoadShape, out: string) {
  const { workload, choice, objectives, client, load } = plan;
  return {
    workload,
    workloadFile: choice.workloadFile ?? null,
    objectives,
    client,
    scenario: load.scenario,
    notes: [],
    out,
    // Where a line can be rewritten a window shows its seconds; elsewhere its outcome is all that is said.
    quiet: options.quiet || !terminal.interactive,
    base: load.base,
    shape,
  };
}

function planRecord(
  { from, to, step, precision, windowSeconds, settleSeconds }: SearchPlan,
  { base: { connections, workers }, house: { maxInFlight } }: SearchedLoad,
  objectives: readonly Objective[],
): FindmaxRecord['plan'] {
  const texts = objectives.map(({ text }) => text);
  return {
    from,
    to,
    step,
    precision,
    windowSeconds,
    settleSeconds,
    maxInFlight,
    connections,
    workers,
    objectives: texts,
  };
}

function expectation(search: SearchPlan, targets: number, { scenario }: SearchedLoad): string {
  const minutes = (seconds: number): string => (seconds / 60).toFixed(1);
  const each = expectedSeconds(search);
  const all = targets === 1 ? '' : `, ${minutes(each * targets)} min in all`;
  return `findmax: ${scenario.load ?? scenario.name}, from ${search.from}/s, each rate ${search.step} times the one before; about ${minutes(each)} min a target${all}`;
}

/** The file is whole at any moment. */
async function save(folder: string, record: FindmaxRecord): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'findmax.json');
  await writeFile(`${file}.part`, `${JSON.stringify(record, null, 1)}\n`);
  await rename(`${file}.part`, file);
}

/** Found and decided is 0; that not even the lowest rate was held is a miss; all else is unproven. */
function exitOf({ targets }: FindmaxRecord, failure: Error | null, interrupted: boolean): ExitCode {
  const codes: ExitCode[] = targets.map(({ answer: { state, above, undecided } }) => {
    if (state === 'below' && above?.limit !== 'generator') return exitCodes.missed;
    return state === 'found' && undecided.length === 0 ? exitCodes.done : exitCodes.unproven;
  });
  if (failure instanceof ScriptThrew) codes.push(exitCodes.scriptThrew);
  else if (failure instanceof BadInput) codes.push(exitCodes.badInput);
  else if (failure instanceof EnvironmentError) codes.push(exitCodes.environment);
  else if (failure !== null) throw failure;
  else if (interrupted) codes.push(exitCodes.interrupted);
  return worst(codes);
}

/** Reads all options before anything is started; every problem is told. */
async function readPlan(options: ArgumentsCamelCase<FindmaxOptions>): Promise<Plan> {
  const reader = new Reader();
  const choice = readTargetOptions(options, reader);
  const dataset = readDatasetOptions(options, reader);
  const search = readSearch(options, reader);
  const objectives = readObjectives(options.objective, reader);
  const client = reader.take<'wire' | 'sdk'>(word('--client', options.client, ['wire', 'sdk']), 'wire');
  const told = (error: unknown): never => {
    throw error instanceof BadInput ? new BadInput([...reader.problems, ...error.problems]) : error;
  };
  const workload = await chosenWorkload(choice).catch(told);
  const load = await readSearchedLoad(options, workload, freeCores(choice), dataset.dau ?? usualDau).catch(told);
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  return { choice, dataset, workload, load, search, objectives, client };
}
