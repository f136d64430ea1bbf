import type { EmbeddedProduct } from './running-engine.ts';
import type { StopStep } from './supervisor-order.ts';

/**
 * How a server is stopped. PostgreSQL: the fast shutdown, with a checkpoint, then the immediate one, after which it recovers at
 * the next start; where its data go anyway there is nothing to write first. The others are stopped by SIGTERM.
 */
export function stopSteps(product: EmbeddedProduct, keep: boolean): readonly StopStep[] {
  if (product !== 'postgresql') return [{ signal: 'SIGTERM', patienceMs: 10_000 }];
  const immediate: StopStep = { signal: 'SIGQUIT', patienceMs: 5_000 };
  return keep ? [{ signal: 'SIGINT', patienceMs: 60_000 }, immediate] : [immediate];
}
