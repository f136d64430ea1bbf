import type { ArgumentsCamelCase } from 'yargs';
import { SeededWorld } from '../dataset/world.ts';
import { seed } from '../seeding/seed.ts';
import { verify } from '../seeding/verify.ts';
import type { Store } from '../targets/target.ts';
import { openStore } from '../targets/targets.ts';
import { BadInput } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import type { Command } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { Reader, whole } from './quantity.ts';
import { showProgress } from './seed-progress.ts';
import { asJson, asText, type Told } from './seed-report.ts';
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

interface SeedCommandOptions extends TargetOptions {
  readonly dau: string;
  readonly days: string;
  readonly 'random-seed': string;
  readonly verify: boolean;
  readonly reset: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `patternbench seed` */
export const seedCommand: Command<SeedCommandOptions> = {
  usage: 'seed',
  describe: 'Creates the tables and loads the dataset; goes on where it was interrupted',
  options: (argv) =>
    targetOptions(argv)
      .option('dau', { type: 'string', default: '1000', describe: 'daily active users' })
      .option('days', { type: 'string', default: '3', describe: 'days of history' })
      .option('random-seed', { type: 'string', default: '1', describe: 'the same seed gives the same dataset' })
      .option('verify', { type: 'boolean', default: false, describe: 'count, read back and compare' })
      .option('reset', { type: 'boolean', default: false, describe: 'drop what patternbench loaded before' })
      .option('json', { type: 'boolean', default: false, describe: 'the result as JSON' })
      .option('quiet', { type: 'boolean', default: false, describe: 'no progress' })
      .example('$0 seed --dau 100 --verify', 'a small dataset on both embedded engines')
      .example('$0 seed --reset', 'a pristine dataset again, after runs that wrote'),
  run,
};

interface Choice extends TargetChoice {
  readonly dau: number;
  readonly days: number;
  readonly randomSeed: number;
}

async function run(options: ArgumentsCamelCase<SeedCommandOptions>, terminal: Terminal): Promise<ExitCode> {
  const choice = read(options);
  const workload = await chosenWorkload(choice);
  try {
    const open = await openTargets(choice, workload, terminal, { keep: true, quiet: options.quiet });
    try {
      return await seedAndTell(
        choice,
        workload,
        open.targets,
        AbortSignal.any([terminal.stop, open.died]),
        options,
        terminal,
      );
    } catch (error) {
      throw open.died.aborted ? open.died.reason : error;
    } finally {
      await open.stop();
    }
  } catch (error) {
    if (!terminal.stop.aborted) throw error;
    terminal.say('Interrupted. What was loaded is kept; the same command goes on from there.');
    return exitCodes.interrupted;
  }
}

function read(options: ArgumentsCamelCase<SeedCommandOptions>): Choice {
  const reader = new Reader();
  const choice = {
    ...readTargetOptions(options, reader),
    dau: reader.take(whole('--dau', options.dau, 1, 10_000_000), 1),
    days: reader.take(whole('--days', options.days, 1, 3_650), 1),
    randomSeed: reader.take(whole('--random-seed', options['random-seed'], 0, 4_294_967_295), 0),
  };
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  return choice;
}

async function seedAndTell(
  { randomSeed, dau, days }: Choice,
  workload: Workload,
  targets: readonly OpenTarget[],
  signal: AbortSignal,
  options: SeedCommandOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const world = new SeededWorld(randomSeed, { dau, days }, workload.asOfMs);
  const clock = (): number => performance.now();
  const stores: Store[] = [];
  try {
    for (const { place } of targets) stores.push(await openStore(place, workload));
    const onProgress = options.quiet ? () => {} : showProgress(terminal, clock);
    const seeded = await seed(world, workload, stores, { reset: options.reset, onProgress, signal, clock });
    terminal.status('');
    const told: Told[] = [];
    for (const [at, target] of targets.entries()) {
      const [of, store] = [seeded[at], stores[at]];
      if (of === undefined || store === undefined) continue;
      const wanted = options.verify && of.state !== 'interrupted';
      const verified = wanted ? await verify(world, workload, store, of.manifest.written) : null;
      told.push({ seeded: of, verified, target });
    }
    terminal.print(options.json ? asJson(told) : asText(workload, told));
    if (seeded.some(({ state }) => state === 'interrupted')) throw signal.reason;
    return told.every(({ verified }) => verified?.holds !== false) ? exitCodes.done : exitCodes.missed;
  } finally {
    await Promise.all(stores.map((store) => store.close()));
  }
}
