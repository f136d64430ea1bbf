import { setTimeout as sleep } from 'node:timers/promises';
import { EnvironmentError } from './environment-error.ts';

/** How long to wait for an engine that was just started, and when to stop waiting at once. */
export interface AnswerWait {
  readonly deadlineMs: number;
  /** Throws where the engine is dead. */
  readonly throwIfDead: () => void;
  readonly signal: AbortSignal | undefined;
  readonly logFile: string;
}

/** Asks again and again until the engine answers. */
export async function untilAnswer<Answer>(
  what: string,
  ask: () => Promise<Answer>,
  { deadlineMs, throwIfDead, signal, logFile }: AnswerWait,
): Promise<Answer> {
  let last: unknown;
  for (const end = performance.now() + deadlineMs; performance.now() < end; ) {
    signal?.throwIfAborted();
    throwIfDead();
    try {
      return await ask();
    } catch (error) {
      last = error;
    }
    await sleep(25);
  }
  const why = last instanceof Error ? last.message : String(last);
  throw new EnvironmentError(
    `${what} was started but did not answer within ${deadlineMs / 1_000} s: ${why}`,
    `Its log is ${logFile}.`,
  );
}
