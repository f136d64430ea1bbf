import type { EmbeddedProduct } from './running-engine.ts';
import type { StopStep } from './supervisor-order.ts';

/** How each server is stopped. PostgreSQL: fast shutdown (with a checkpoint), then immediate (recovers at the next start). */
export const stopSteps: Readonly<Record<EmbeddedProduct, readonly StopStep[]>> = {
  postgresql: [
    { signal: 'SIGINT', patienceMs: 60_000 },
    { signal: 'SIGQUIT', patienceMs: 5_000 },
  ],
  'dynamodb-local': [{ signal: 'SIGTERM', patienceMs: 10_000 }],
  dynalite: [{ signal: 'SIGTERM', patienceMs: 10_000 }],
};
