import { DynamoDbGauge } from '../coverage/dynamodb-gauge.ts';
import { PostgresGauge } from '../coverage/postgres-gauge.ts';
import type { ExecutorOptions, TargetPlace } from '../targets/target.ts';
import { openExecutor } from '../targets/targets.ts';
import type { Workload } from '../workload/workload.ts';
import type { CheckTarget } from './check.ts';

/** Opens what asks a target, with what looks at what the target does for it. */
export async function openMeasured(
  place: TargetPlace,
  workload: Workload,
  options: ExecutorOptions,
): Promise<Pick<CheckTarget, 'name' | 'executor' | 'gauge'>> {
  switch (place.kind) {
    case 'dynamodb': {
      const gauge = new DynamoDbGauge(workload);
      const executor = await openExecutor(place, { ...options, observe: gauge.observe });
      return { name: place.kind, executor, gauge };
    }
    case 'postgres': {
      const gauge = await PostgresGauge.open(place);
      return { name: place.kind, executor: await openExecutor(place, options), gauge };
    }
  }
}
