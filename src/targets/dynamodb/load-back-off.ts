import { backOffMs, type RetryPolicy } from './retry.ts';

/** Exponential with full jitter (Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015). */
const policy: RetryPolicy = {
  attempts: Number.POSITIVE_INFINITY,
  baseMs: 100,
  capMs: 5_000,
  jitter: 'full',
  attemptTimeoutMs: null,
};

/** How long a load waits after its n-th try in a row of which nothing came, from 1 on. `random`: from 0 up to 1. */
export function loadBackOffMs(attempt: number, random: () => number): number {
  return backOffMs(policy, attempt, random);
}
