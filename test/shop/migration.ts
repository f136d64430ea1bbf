import type { Options } from 'k6/options';
import { pattern } from 'patternbench/scenario';

const all = { executor: 'constant-arrival-rate', duration: '5s', preAllocatedVUs: 50 } as const;

/** A migration of the shop, a second a phase: 30 lookups and lists, and 10 orders in each. */
export const options: Options = {
  scenarios: {
    customers: { ...all, exec: 'customer', rate: 20 },
    lists: { ...all, exec: 'orders', rate: 10 },
    buyers: { ...all, exec: 'buy', rate: 10 },
  },
  ext: {
    patternbench: {
      migration: [
        { phase: 'dual write', reads: { postgres: 100 }, writes: ['postgres', 'dynamodb'] },
        { phase: 'shadow', startTime: '1s', reads: { postgres: 100 }, shadow: 100, writes: ['postgres', 'dynamodb'] },
        {
          phase: 'half of the reads',
          startTime: '2s',
          reads: { postgres: 50, dynamodb: 50 },
          shadow: 100,
          writes: ['postgres', 'dynamodb'],
          secondWrite: 'asynchronous',
        },
        { phase: 'all reads', startTime: '3s', reads: { dynamodb: 100 }, writes: ['postgres', 'dynamodb'] },
        { phase: 'after', startTime: '4s', reads: { dynamodb: 100 }, writes: ['dynamodb'] },
      ],
    },
  },
};

export const customer = pattern('customer');
export const orders = pattern('orders');
export const buy = pattern('place-order');
