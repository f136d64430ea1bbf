import type { ArgumentsCamelCase } from 'yargs';
import type { Store } from '../targets/target.ts';
import { openStore } from '../targets/targets.ts';
import { BadInput } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import type { Command } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { Reader } from './quantity.ts';
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

interface CleanOptions extends TargetOptions {
  readonly yes: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `patternbench clean` */
export const clean: Command<CleanOptions> = {
  usage: 'clean',
  describe: 'Drops what seed created, and only that',
  options: (argv) =>
    targetOptions(argv)
      .option('yes', { type: 'boolean', default: false, describe: 'drop it behind a URL too, without asking' })
      .option('json', { type: 'boolean', default: false, describe: 'the result as JSON' })
      .option('quiet', { type: 'boolean', default: false, describe: 'no progress' })
      .example('$0 clean', "the bundled workload's data on the embedded engines")
      .example(
        '$0 clean --target postgres --postgres postgresql://me@host/db --yes',
        'the schema in a database of yours',
      ),
  run,
};

async function run(options: ArgumentsCamelCase<CleanOptions>, terminal: Terminal): Promise<ExitCode> {
  const choice = read(options);
  const workload = await chosenWorkload(choice);
  try {
    const open = await openTargets(choice, workload, terminal, { keep: true, quiet: options.quiet });
    try {
      const cleaned: Cleaned[] = [];
      for (const target of open.targets) cleaned.push(await drop(target, workload));
      terminal.print(options.json ? JSON.stringify({ targets: cleaned }, null, 2) : cleaned.map(inWords).join('\n'));
      return exitCodes.done;
    } finally {
      await open.stop();
    }
  } catch (error) {
    if (!terminal.stop.aborted) throw error;
    terminal.say('Interrupted; the same command goes on.');
    return exitCodes.interrupted;
  }
}

/** What lies behind a URL is somebody's own server: there a person says that they mean it. */
function read(options: ArgumentsCamelCase<CleanOptions>): TargetChoice {
  const reader = new Reader();
  const choice = readTargetOptions(options, reader);
  const theirs = [
    ...(choice.names.includes('dynamodb') && choice.dynamodb.engine === 'url' ? ['--dynamodb URL'] : []),
    ...(choice.names.includes('postgres') && choice.postgres.engine === 'url' ? ['--postgres URL'] : []),
  ];
  if (theirs.length > 0 && !options.yes) {
    const found = `nothing, beside ${theirs.join(' and ')}`;
    const expected = '--yes, to drop what `seed` created there and nothing else';
    reader.problems.push({ place: '--yes', found, expected });
  }
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  return choice;
}

interface Cleaned {
  readonly target: Store['name'];
  readonly provenance: string;
  readonly state: 'dropped' | 'nothing there' | 'not ours';
  /** What was left alone. */
  readonly foreign: readonly string[];
}

async function drop({ place, engine }: OpenTarget, workload: Workload): Promise<Cleaned> {
  const store = await openStore(place, workload);
  try {
    const found = await store.find();
    if (found.state === 'ours') await store.drop();
    const state = ({ empty: 'nothing there', foreign: 'not ours', ours: 'dropped' } as const)[found.state];
    const foreign = found.state === 'foreign' ? found.what : [];
    return { target: store.name, provenance: engine.provenance, state, foreign };
  } finally {
    await store.close();
  }
}

function inWords({ target, provenance, state, foreign }: Cleaned): string {
  const left = foreign.length === 0 ? '' : `: ${foreign.join(', ')} was not created by patternbench and is left alone`;
  return `${target} (${provenance}): ${state}${left}`;
}
