import { datasetHash } from '../dataset/hash.ts';
import { SeededWorld } from '../dataset/world.ts';
import { findDataset } from '../seeding/dataset.ts';
import { seed } from '../seeding/seed.ts';
import type { Store } from '../targets/target.ts';
import { openStore } from '../targets/targets.ts';
import type { Workload } from '../workload/workload.ts';
import type { DatasetChoice } from './dataset-options.ts';
import { showProgress } from './seed-progress.ts';
import type { OpenTarget } from './target-options.ts';
import type { Terminal } from './terminal.ts';

/** The dataset that a command works on, and where it lies. */
export interface ReadyDataset {
  readonly world: SeededWorld;
  readonly hash: string;
  /** `null` where nobody looked. */
  readonly pristine: boolean | null;
  readonly written: number;
  /** The run since which the engines are not equal any more; `null` where they are, or nobody looked. */
  readonly apart: string | null;
  /** Empty where nobody looked. */
  readonly stores: readonly Store[];
}

/** Daily active users where nobody says how many, and no dataset is there. */
export const usualDau = 1000;

/** The dataset as it is asked for, without a look at what is there. */
export function unseenDataset(workload: Workload, { dau, days, randomSeed }: DatasetChoice): ReadyDataset {
  const world = new SeededWorld(randomSeed ?? 1, { dau: dau ?? usualDau, days: days ?? 3 }, workload.asOfMs);
  return { world, hash: datasetHash(world, workload), pristine: null, written: 0, apart: null, stores: [] };
}

/**
 * The dataset, loaded where it is not there yet: the one asked for; where nothing is asked for the one that is there, and
 * where none is there 1,000 DAU with three days of history.
 * @throws {BadInput} where another one is there than the one asked for.
 */
export async function readyDataset(
  workload: Workload,
  choice: DatasetChoice,
  targets: readonly OpenTarget[],
  terminal: Terminal,
  signal: AbortSignal,
  quiet: boolean,
  otherwiseDau = 1000,
): Promise<ReadyDataset> {
  const stores: Store[] = [];
  try {
    for (const { place } of targets) stores.push(await openStore(place, workload));
    if (await isAllEmpty(stores)) {
      const { world } = unseenDataset(workload, { ...choice, dau: choice.dau ?? otherwiseDau });
      const clock = (): number => performance.now();
      const onProgress = quiet ? () => {} : showProgress(terminal, clock);
      await seed(world, workload, stores, { reset: false, onProgress, signal, clock });
      terminal.status('');
      if (signal.aborted) throw signal.reason;
    }
    const wanted = Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
    const { world, hash, pristine, written, apart } = await findDataset(workload, stores, wanted);
    return { world, hash, pristine, written, apart, stores };
  } catch (error) {
    await Promise.all(stores.map((store) => store.close()));
    throw error;
  }
}

async function isAllEmpty(stores: readonly Store[]): Promise<boolean> {
  const found = await Promise.all(stores.map((store) => store.find()));
  return found.every(({ state }) => state === 'empty');
}
