import { EnvironmentError } from '../engines/environment-error.ts';
import { RunAborted } from '../script/run-ended.ts';
import { ProgramThrew } from '../targets/program-threw.ts';
import { BadInput, type Problem } from '../workload/problem.ts';
import { ScriptThrew } from './script-threw.ts';

/** Why a thread ended before its time, as it can be posted. */
export type WorkerFailure =
  | { readonly kind: 'program threw' | 'aborted'; readonly message: string }
  | { readonly kind: 'environment'; readonly message: string; readonly advice: string }
  | { readonly kind: 'bad input'; readonly problems: readonly Problem[] }
  | { readonly kind: 'bug'; readonly message: string };

export function failureOf(error: unknown): WorkerFailure {
  if (error instanceof RunAborted) return { kind: 'aborted', message: error.message };
  if (error instanceof ProgramThrew || error instanceof ScriptThrew) {
    return { kind: 'program threw', message: error.message };
  }
  if (error instanceof EnvironmentError) return { kind: 'environment', message: error.message, advice: error.advice };
  if (error instanceof BadInput) return { kind: 'bad input', problems: error.problems };
  return { kind: 'bug', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** The same on the other side. */
export function errorOf(why: WorkerFailure): Error {
  switch (why.kind) {
    case 'program threw':
      return new ScriptThrew(why.message);
    case 'aborted':
      return new RunAborted(why.message);
    case 'environment':
      return new EnvironmentError(why.message, why.advice);
    case 'bad input':
      return new BadInput(why.problems);
    case 'bug':
      return new Error(why.message);
  }
}
