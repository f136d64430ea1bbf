import type { Options } from 'k6/options';
import { pattern } from 'patternbench/scenario';

export const options: Options = {
  scenarios: {
    visitors: { executor: 'constant-arrival-rate', exec: 'visitor', rate: 10, duration: '4s', preAllocatedVUs: 10 },
    buyers: { executor: 'constant-arrival-rate', exec: 'buy', rate: 5, duration: '4s', preAllocatedVUs: 10 },
    staff: { executor: 'shared-iterations', exec: 'look', vus: 2, iterations: 12, maxDuration: '4s' },
  },
};

export const visitor = pattern('visit');
export const buy = pattern('place-order');

export async function look(): Promise<void> {
  const read = await pattern('by-status');
  if (read !== null) await pattern('customer');
}
