import type { Workload } from '../workload/workload.ts';
import { dynamoDbTarget } from './dynamodb/target.ts';
import { postgresTarget } from './postgres/target.ts';
import type { Executor, ExecutorOptions, Store, TargetPlace } from './target.ts';

/** Opens what runs operations at a place: one for each worker. */
export function openExecutor(place: TargetPlace, options: ExecutorOptions): Promise<Executor> {
  switch (place.kind) {
    case 'dynamodb':
      return dynamoDbTarget.openExecutor(place, options);
    case 'postgres':
      return postgresTarget.openExecutor(place, options);
  }
}

/** Opens the data side of a place. */
export function openStore(place: TargetPlace, workload: Workload): Promise<Store> {
  switch (place.kind) {
    case 'dynamodb':
      return dynamoDbTarget.openStore(place, workload);
    case 'postgres':
      return postgresTarget.openStore(place, workload);
  }
}
