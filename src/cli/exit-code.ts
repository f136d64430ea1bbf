/** The exit codes of the command line, in the order in which the earlier wins where several apply. */
export const exitCodes = {
  scriptThrew: 107,
  interrupted: 105,
  badInput: 104,
  environment: 4,
  missed: 99,
  regression: 5,
  unproven: 3,
  bug: 1,
  done: 0,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const rank: readonly ExitCode[] = Object.values(exitCodes);

/** The one exit code of several that apply; `done` where none does. */
export function worst(codes: Iterable<ExitCode>): ExitCode {
  let found: ExitCode = exitCodes.done;
  for (const code of codes) {
    if (rank.indexOf(code) < rank.indexOf(found)) found = code;
  }
  return found;
}
