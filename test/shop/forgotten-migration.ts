import type { Options } from 'k6/options';
import { type MigrationPhase, pattern } from 'patternbench/scenario';

/** Somebody forgot the second write: what is ordered before the reads are compared lies in PostgreSQL alone. */
const phases = [
  { phase: 'forgotten', reads: { postgres: 100 }, writes: ['postgres'] },
  { phase: 'shadow', startTime: '3s', reads: { postgres: 100 }, shadow: 100, writes: ['postgres', 'dynamodb'] },
] satisfies MigrationPhase[];

const arrivals = { executor: 'constant-arrival-rate', duration: '1s', preAllocatedVUs: 50 } as const;

export const options: Options = {
  scenarios: {
    buyers: { ...arrivals, exec: 'buy', rate: 20 },
    customers: { ...arrivals, exec: 'customer', rate: 20, startTime: '3s' },
    lists: { ...arrivals, exec: 'orders', rate: 40, startTime: '3s' },
  },
  ext: { patternbench: { migration: phases } },
};

export const customer = pattern('customer');
export const orders = pattern('orders');
export const buy = pattern('place-order');
