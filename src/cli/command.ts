import type { ArgumentsCamelCase, Argv } from 'yargs';
import type { ExitCode } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/**
 * One command of the command line: a file each, named after it. `run` throws `BadInput` and `EnvironmentError`,
 * which the entry point turns into a message and an exit code; anything else that it throws is a bug.
 */
export interface Command<Options> {
  /** As yargs writes it: `report <run>`. */
  readonly usage: string;
  readonly describe: string;
  options(argv: Argv): Argv<Options>;
  run(options: ArgumentsCamelCase<Options>, terminal: Terminal): Promise<ExitCode>;
}
