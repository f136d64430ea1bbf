const firstMs = 50;
const mostMs = 5_000;

/**
 * How long to wait before the next try, `attempt` counting from 0: exponential back-off with full jitter (Marc Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
 * @param random 0 to 1.
 */
export function backoffMs(attempt: number, random: number): number {
  return random * Math.min(mostMs, firstMs * 2 ** attempt);
}
