import { EnvironmentError } from '../engines/environment-error.ts';
import { ScriptThrew } from '../replay/script-threw.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { RunAborted } from '../script/run-ended.ts';
import { BadInput } from '../workload/problem.ts';
import { type ExitCode, exitCodes, worst } from './exit-code.ts';

/** The exit code that a run's verdicts come to. A run in which nothing was judged is unproven. */
export function exitOf({ verdicts, status, endedBy }: RunRecord, failure: Error | null): ExitCode {
  const codes: ExitCode[] = [];
  if (failure instanceof ScriptThrew || failure instanceof RunAborted) codes.push(exitCodes.scriptThrew);
  else if (failure instanceof BadInput) codes.push(exitCodes.badInput);
  else if (failure instanceof EnvironmentError) codes.push(exitCodes.environment);
  else if (failure !== null) throw failure;
  else if (status === 'interrupted' && endedBy?.what !== 'threshold') codes.push(exitCodes.interrupted);
  if (verdicts.some(({ verdict }) => verdict === 'missed')) codes.push(exitCodes.missed);
  if (verdicts.length === 0 || verdicts.some(({ verdict }) => verdict === 'unproven')) codes.push(exitCodes.unproven);
  return worst(codes);
}
