import type { PostgresPlace, Target } from '../target.ts';
import { PostgresExecutor } from './executor.ts';
import { PostgresStore } from './store.ts';

export const postgresTarget: Target<PostgresPlace> = {
  openExecutor: async (place, options) => new PostgresExecutor(place, options),
  openStore: (place, workload) => PostgresStore.open(place, workload),
};
