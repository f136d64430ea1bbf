import { bill } from './bill.ts';
import { check } from './check.ts';
import { clean } from './clean.ts';
import type { Command } from './command.ts';
import { demo } from './demo.ts';
import { engines } from './engines.ts';
import { explain } from './explain.ts';
import { findmax } from './findmax.ts';
import { plan } from './plan.ts';
import { report } from './report.ts';
import { run } from './run.ts';
import { seedCommand } from './seed.ts';
import { units } from './units.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command<object>[] = [
  demo,
  seedCommand,
  check,
  explain,
  run,
  report,
  plan,
  findmax,
  units,
  bill,
  engines,
  clean,
];
