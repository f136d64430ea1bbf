import { bill } from './bill.ts';
import { clean } from './clean.ts';
import type { Command } from './command.ts';
import { engines } from './engines.ts';
import { run } from './run.ts';
import { seedCommand } from './seed.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command<object>[] = [seedCommand, run, bill, engines, clean];
