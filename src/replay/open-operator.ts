import { setTimeout as after } from 'node:timers/promises';
import { Data } from '../dataset/data.ts';
import type { World } from '../dataset/entity.ts';
import type { Executor, ExecutorOptions, TargetPlace } from '../targets/target.ts';
import { openExecutor } from '../targets/targets.ts';
import { MigrationExecutor } from './migration-executor.ts';
import { MigrationMeter } from './migration-meter.ts';
import type { Operator } from './operator.ts';
import type { Replay, ReplayPlace } from './order.ts';
import { ShadowJudge } from './shadow-judge.ts';

/** What runs a worker's operations, and what it has to tell beside them. */
export interface OpenOperator {
  readonly operator: Operator;
  /** `null` where the load is no migration's. */
  readonly meter: MigrationMeter | null;
  /** Kept when nothing of it is under way that nobody waits for. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface OperatorOptions {
  readonly place: ReplayPlace;
  readonly replay: Replay;
  readonly world: World;
  readonly executorOptions: (place: TargetPlace) => ExecutorOptions;
  /** Nothing is waited for any more. */
  readonly stop: AbortSignal;
}

/** How long after a difference, and after the next, both engines are asked again. */
const againAfterMs = [50, 450];
/** So many differences at once are followed up; the others wait, so that asking again is no load of its own. */
const againAtOnce = 8;

export async function openOperator(options: OperatorOptions): Promise<OpenOperator> {
  const { place, replay, world, executorOptions, stop } = options;
  const open = (at: TargetPlace): Promise<Executor> => openExecutor(at, executorOptions(at));
  if (place.kind !== 'migration') {
    const executor = await open(place);
    return { operator: executor, meter: null, settled: async () => {}, close: () => executor.close() };
  }
  const meter = new MigrationMeter();
  const migration = new MigrationExecutor({
    engines: { postgres: await open(place.postgres), dynamodb: await open(place.dynamodb) },
    phases: replay.migration ?? [],
    randomSeed: world.randomSeed,
    judge: new ShadowJudge(new Data(world)),
    meter,
    clock: executorOptions(place.postgres).clock,
    againAfterMs,
    againAtOnce,
    sleep: (ms) => after(ms, undefined, { signal: stop }).catch(() => undefined),
  });
  return { operator: migration, meter, settled: () => migration.settled(), close: () => migration.close() };
}
