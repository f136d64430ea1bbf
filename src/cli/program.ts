import yargs, { type ArgumentsCamelCase, type Argv } from 'yargs';
import { EnvironmentError } from '../engines/environment-error.ts';
import { nearest } from '../workload/findings.ts';
import { BadInput, type Problem, quoted, sentence } from '../workload/problem.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

/** Runs one command line and gives its exit code. Whatever goes wrong ends as a message on standard error. */
export async function main(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done;
  let isAnswered = false;
  const parser = commandLine(words, async (command, options) => {
    isAnswered = true;
    code = await outcome(() => command.run(options, terminal), terminal);
  });
  try {
    await parser.parseAsync([...words], {}, (error, _argv, output) => {
      if (error instanceof BadInput) throw error;
      if (output === '') return;
      isAnswered = true;
      terminal.print(output);
    });
    // yargs lets a command pass that it does not know.
    if (!isAnswered) throw new BadInput([misuse(undefined, words)]);
    return code;
  } catch (error) {
    return outcome(() => Promise.reject(error), terminal);
  }
}

type RunCommand = (command: Command<object>, options: ArgumentsCamelCase<object>) => Promise<void>;

function commandLine(words: readonly string[], run: RunCommand): Argv {
  const parser = yargs()
    .scriptName('patternbench')
    .usage(
      '$0 <command> [options]\n\nDoes this database design hold? Replays access patterns against DynamoDB and PostgreSQL.',
    )
    .parserConfiguration({ 'boolean-negation': false, 'parse-numbers': false, 'parse-positional-numbers': false })
    .version(version)
    .help()
    .wrap(Math.min(110, process.stdout.columns ?? 100))
    .demandCommand(1)
    .epilogue(
      'Every command has --help with an example. Exit codes: 0 held, 3 unproven, 4 environment, 99 missed, 104 bad input.',
    )
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message, error) => {
      const isYargsOwn = error === undefined || error === null || error.name === 'YError';
      throw isYargsOwn ? new BadInput([misuse(message ?? error?.message, words)]) : error;
    });
  for (const command of commands) {
    parser.command(
      command.usage,
      command.describe,
      (argv) => command.options(argv),
      async (options) => {
        refuseUnknown(words, options, parser);
        await run(command, options as ArgumentsCamelCase<object>);
      },
    );
  }
  return parser;
}

/** yargs knows only the options of the command that it is running, which is what makes them known here. */
function refuseUnknown(words: readonly string[], options: ArgumentsCamelCase<unknown>, parser: Argv): void {
  const known = knownOptions(parser);
  const problems: Problem[] = [];
  for (const word of words) {
    if (word === '--') break;
    const flag = /^--?([A-Za-z][^=]*)/.exec(word)?.[1];
    if (flag !== undefined && !known.includes(flag)) {
      const meant = nearest(flag, known)?.split(' ')[0];
      problems.push({
        place: word.split('=')[0] ?? word,
        found: 'an unknown option',
        expected: meant ? `--${meant}` : 'an option that --help lists',
      });
    }
  }
  for (const extra of options._.slice(1)) {
    problems.push({ place: 'arguments', found: quoted(extra), expected: 'nothing more' });
  }
  if (problems.length > 0) throw new BadInput(problems);
}

function knownOptions(parser: Argv): string[] {
  const { key, alias } = (
    parser as Argv & { getOptions(): { key: Record<string, unknown>; alias: Record<string, string[]> } }
  ).getOptions();
  return [...Object.keys(key), ...Object.keys(alias), ...Object.values(alias).flat()];
}

function misuse(message: string | undefined, words: readonly string[]): Problem {
  const names = commands.map(({ usage }) => usage.split(' ')[0] ?? '');
  const lacking = /^Not enough arguments following: (.+)$/.exec(message ?? '')?.[1];
  if (lacking !== undefined) return { place: `--${lacking}`, found: 'nothing', expected: 'a value after it' };
  const first = words.find((word) => !word.startsWith('-'));
  if (first === undefined)
    return { place: 'patternbench', found: 'no command', expected: `one of ${names.join(', ')}` };
  if (names.includes(first))
    return {
      place: `patternbench ${first}`,
      found: message ?? 'a misuse',
      expected: `what patternbench ${first} --help shows`,
    };
  return {
    place: 'patternbench',
    found: quoted(first),
    expected: nearest(first, names) ?? `one of ${names.join(', ')}`,
  };
}

/** The one place where a failure becomes words for a person. A stack trace is shown only where the environment asks for it. */
async function outcome(work: () => Promise<ExitCode>, terminal: Terminal): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BadInput) {
      for (const problem of error.problems) terminal.say(`patternbench: ${sentence(problem)}`);
      return exitCodes.badInput;
    }
    if (error instanceof EnvironmentError) {
      terminal.say(`patternbench: ${error.message}`);
      terminal.say(error.advice);
      return exitCodes.environment;
    }
    const shown = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    terminal.say(
      `patternbench: this is a bug of patternbench ${version}, please report it with the command line: ${shown}`,
    );
    if (terminal.env.PATTERNBENCH_DEBUG && error instanceof Error) terminal.say(error.stack ?? '');
    return exitCodes.bug;
  }
}
