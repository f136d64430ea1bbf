import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ArgumentsCamelCase } from 'yargs';
import { consoleReport } from '../../reports/console.ts';
import { EnvironmentError } from '../engines/environment-error.ts';
import { type Objective, parseObjective } from '../judge/thresholds-objective.ts';
import { ScriptThrew } from '../replay/script-threw.ts';
import { RunAborted } from '../script/run-ended.ts';
import { bundledWorkloadFile } from '../workload/bundled-workload.ts';
import { BadInput, quoted } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import type { Command } from './command.ts';
import { type DatasetChoice, type DatasetOptions, datasetOptions, readDatasetOptions } from './dataset-options.ts';
import { type ExitCode, exitCodes, worst } from './exit-code.ts';
import { consoleOptions, type Loaded, type LoadPlan, load } from './load.ts';
import { Reader } from './quantity.ts';
import { type LoadOptions, loadOptions, readAdHoc } from './run-options.ts';
import { readScenario, scenarioNames } from './scenario-options.ts';
import { type ScriptSummary, scriptSummary } from './script-summary.ts';
import { readyDataset, unseenDataset, usualDau } from './session.ts';
import {
  chosenWorkload,
  openTargets,
  readTargetOptions,
  type TargetChoice,
  type TargetOptions,
  targetOptions,
} from './target-options.ts';
import type { Terminal } from './terminal.ts';
import { exitOf } from './verdict-exit.ts';

export interface RunOptions extends TargetOptions, DatasetOptions, LoadOptions {
  readonly scenario: string | undefined;
  readonly out: string;
  readonly skipSeed: boolean;
  readonly client: string;
  readonly objective: string | readonly string[] | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `patternbench run` */
export const run: Command<RunOptions> = {
  usage: 'run [scenario]',
  describe: 'Replays a load on each target, compares answers with the dataset while it runs, and judges it',
  options: (argv) => {
    const given = loadOptions(datasetOptions(targetOptions(argv)))
      .positional('scenario', {
        type: 'string',
        describe: `a scenario script, or the name of one of the workload’s own; the bundled one has ${bundledScenarios()}`,
      })
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
      .option('objective', {
        type: 'string',
        describe: 'asked of every pattern beside its own: "failed < 0.1%", "service p(95) < 5ms"; may be repeated',
      })
      .option('json', { type: 'boolean', default: false, describe: 'the saved run as JSON' })
      .option('quiet', { type: 'boolean', default: false, describe: 'no progress' })
      .example('$0 run --patterns 02,07 --rate 100/s --duration 30s', 'two patterns in turn, on both engines')
      .example('$0 run smoke', 'a scenario script of the workload');
    return given as unknown as import('yargs').Argv<RunOptions>;
  },
  run: runCommand,
};

function bundledScenarios(): string {
  return scenarioNames(fileURLToPath(new URL('.', bundledWorkloadFile()))).join(', ');
}

interface Plan extends LoadPlan {
  readonly choice: TargetChoice;
  readonly dataset: DatasetChoice;
  /** What the load was read for. */
  readonly dau: number;
}

async function runCommand(options: ArgumentsCamelCase<RunOptions>, terminal: Terminal): Promise<ExitCode> {
  const ran = await runOnce(options, terminal);
  if (ran === null) {
    terminal.say('Interrupted before the load began: nothing was measured.');
    return exitCodes.interrupted;
  }
  const { record, failure, folder, summary, threw } = ran;
  if (failure !== null) terminal.say(`patternbench: ${failure.message}`);
  if (threw !== null) terminal.say(`patternbench: ${threw.message}`);
  if (options.json) {
    // Standard output is the run alone.
    if (summary !== null && summary.stdout !== '') terminal.say(summary.stdout);
    terminal.print(JSON.stringify(record, null, 1));
  } else {
    const shown = summary === null ? consoleReport(record, consoleOptions(terminal)) : summary.stdout;
    terminal.print(`${shown}\nsaved in ${folder}`);
  }
  return worst([exitOf(record, failure), ...(threw === null ? [] : [exitOf(record, threw)])]);
}

/** A run that is over, with what its script made of it. */
export interface Ran extends Loaded {
  readonly summary: ScriptSummary | null;
  /** Why there is no summary, where the script has one. */
  readonly threw: Error | null;
}

/**
 * A run from its options to its saved record; `null` where it was interrupted before its load began.
 * @throws {BadInput | EnvironmentError} before anything is measured.
 */
export async function runOnce(options: RunOptions, terminal: Terminal): Promise<Ran | null> {
  const plan = await readPlan(options);
  const open = await openTargets(plan.choice, plan.workload, terminal, {
    keep: true,
    quiet: options.quiet,
    client: plan.client,
    ask: !options.skipSeed,
  });
  const signal = AbortSignal.any([terminal.stop, open.died]);
  try {
    const dataset = options.skipSeed
      ? unseenDataset(plan.workload, plan.dataset)
      : await readyDataset(plan.workload, plan.dataset, open.targets, terminal, signal, options.quiet);
    try {
      const { dau } = dataset.world.size;
      const shaped =
        dau === plan.dau ? plan : { ...plan, ...(await readLoad(options, plan.workload, plan.choice, dau)) };
      const loaded = await load(shaped, dataset, open.targets, signal, terminal);
      return { ...loaded, ...(await summaryOf(shaped, loaded, terminal)) };
    } finally {
      await Promise.all(dataset.stores.map((store) => store.close()));
    }
  } catch (error) {
    if (open.died.aborted) throw open.died.reason;
    if (!terminal.stop.aborted) throw error;
    return null;
  } finally {
    await open.stop();
  }
}

/** A summary that fails costs nothing but itself: what was measured is saved and shown. */
async function summaryOf(
  plan: LoadPlan,
  loaded: Loaded,
  terminal: Terminal,
): Promise<{ readonly summary: ScriptSummary | null; readonly threw: Error | null }> {
  try {
    return { summary: await scriptSummary(plan, loaded, terminal), threw: null };
  } catch (error) {
    if (!(error instanceof ScriptThrew || error instanceof EnvironmentError || error instanceof RunAborted))
      throw error;
    return { summary: null, threw: error };
  }
}

/** Reads all options before anything is started; every problem is told. */
async function readPlan(options: RunOptions): Promise<Plan> {
  const reader = new Reader();
  const choice = readTargetOptions(options, reader);
  const dataset = readDatasetOptions(options, reader);
  const objectives = readObjectives(options.objective, reader);
  const client = options.client;
  if (client !== 'wire' && client !== 'sdk') {
    reader.problems.push({ place: '--client', found: JSON.stringify(client), expected: 'wire or sdk' });
  }
  const workload = await chosenWorkload(choice).catch((error: unknown) => {
    if (error instanceof BadInput) throw new BadInput([...reader.problems, ...error.problems]);
    throw error;
  });
  const dau = dataset.dau ?? usualDau;
  const load = await readLoad(options, workload, choice, dau).catch((error: unknown) => {
    if (!(error instanceof BadInput)) throw error;
    reader.problems.push(...error.problems);
    return null;
  });
  if (load?.replay.migration !== undefined && choice.names.length < 2) {
    const expected = 'both: this scenario moves from one engine to the other';
    reader.problems.push({ place: '--target', found: choice.names.join(), expected });
  }
  if (reader.problems.length > 0 || load === null) throw new BadInput(reader.problems);
  return {
    choice,
    dataset,
    dau,
    workload,
    workloadFile: choice.workloadFile ?? null,
    ...load,
    objectives,
    client: client === 'sdk' ? 'sdk' : 'wire',
    out: options.out,
    quiet: options.quiet,
  };
}

export function readObjectives(given: RunOptions['objective'], reader: Reader): Objective[] {
  const texts = given === undefined ? [] : [given].flat();
  return texts.flatMap((text) => {
    const { objective, problems } = parseObjective(text, '--objective');
    reader.problems.push(...problems);
    return objective === null ? [] : [objective];
  });
}

type ReadLoad = Pick<LoadPlan, 'replay' | 'scenario' | 'notes' | 'script'>;

/** A script shapes its load by the DAU: where nobody said it, it is read again when the dataset is known. */
async function readLoad(options: RunOptions, workload: Workload, choice: TargetChoice, dau: number): Promise<ReadLoad> {
  const { scenario } = options;
  if (scenario !== undefined) return readScenario(scenario, options, workload, freeCores(choice), dau);
  if (options.env !== undefined) {
    const problem = { place: '-e', found: quoted(options.env[0]), expected: 'nothing without a scenario script' };
    throw new BadInput([problem]);
  }
  const load = options.rate ?? `${options.vus} VUs`;
  const replay = readAdHoc(options, workload, freeCores(choice));
  return { replay, scenario: { name: 'ad hoc', kind: 'ad hoc', load }, notes: [] };
}

/** One worker for each core that the embedded engines leave over. */
export function freeCores({ dynamodb, postgres, names }: TargetChoice): number {
  const isEmbedded =
    (names.includes('dynamodb') && dynamodb.engine !== 'url' && dynamodb.engine !== 'aws') ||
    (names.includes('postgres') && postgres.engine === 'embedded');
  return Math.max(1, availableParallelism() - (isEmbedded ? 1 : 0));
}
