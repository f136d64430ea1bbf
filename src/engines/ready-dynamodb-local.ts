import type { DynamoDbLocalCopy } from './dynamodb-local-copy.ts';
import { findCopy, type InstallOptions, installCopy } from './dynamodb-local-install.ts';
import { EnvironmentError } from './environment-error.ts';
import { findJava, javaNeeded } from './java.ts';

/** A Java and a copy of DynamoDB Local to run with it, or why there is none, as a clause, and what to do about it. */
export type LocalReady =
  | { readonly ready: true; readonly java: string; readonly copy: DynamoDbLocalCopy; readonly installedNow: boolean }
  | { readonly ready: false; readonly why: string; readonly advice: string };

/**
 * Looks for Java and a copy, and installs one where there is none; with `patient` not so soon after that has failed. Throws
 * `EnvironmentError` where the copy that was pointed to is none.
 */
export async function readyDynamoDbLocal(options: InstallOptions, patient: boolean): Promise<LocalReady> {
  const java = await findJava(options.env);
  if (!java.found) {
    const advice = `Install Java ${javaNeeded} or later, and let JAVA_HOME or the PATH lead to it.`;
    return { ready: false, why: java.why, advice };
  }
  const there = findCopy(options);
  const found = there.found ? there : await installCopy(options, patient);
  if (found.found) return { ready: true, java: java.command, copy: found.copy, installedNow: !there.found };
  const advice =
    'Is there a network? PATTERNBENCH_DYNAMODB_LOCAL can point to a copy, PATTERNBENCH_DYNAMODB_LOCAL_URL to a mirror of the archive.';
  return { ready: false, why: found.why, advice };
}

/** The error for one who wants DynamoDB Local and nothing else. */
export function notReady({ why, advice }: Extract<LocalReady, { readonly ready: false }>): EnvironmentError {
  return new EnvironmentError(`DynamoDB Local cannot be used: ${why}`, `${advice} dynalite needs neither.`);
}
