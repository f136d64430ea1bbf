import { type Checked, type CheckTarget, check as checkAll } from '../check/check.ts';
import { openMeasured } from '../check/open-measured.ts';
import { slowestMs } from '../coverage/too-slow.ts';
import { reserveOperations } from '../seeding/dataset.ts';
import type { Workload } from '../workload/workload.ts';
import type { ReadyDataset } from './session.ts';
import type { OpenTarget } from './target-options.ts';

export interface CheckOn {
  readonly workload: Workload;
  readonly dataset: ReadyDataset;
  readonly targets: readonly OpenTarget[];
  readonly drawn: number;
  readonly budgetMs: number;
  readonly askedAtLeast: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** What an edge may use up of fresh records, beside one a drawn parameter. */
const edgesAtMost = 50;

/** Checks the targets of a command, with operation numbers of its own for what it writes. */
export async function checkOn({
  workload,
  dataset,
  targets,
  drawn,
  budgetMs,
  askedAtLeast,
  signal,
  say,
}: CheckOn): Promise<Checked> {
  const writes = workload.patterns.filter(({ leaves }) => leaves !== undefined).length;
  const numbers = (drawn + edgesAtMost) * workload.patterns.length;
  const firstFresh = writes === 0 ? 0 : await reserveOperations(dataset.stores, numbers, `check-${Date.now()}`);
  const ready: CheckTarget[] = [];
  try {
    for (const [at, { place }] of targets.entries()) {
      const store = dataset.stores[at];
      if (store === undefined) continue;
      const clock = (): number => performance.now() * 1000;
      const options = { timeoutMs: slowestMs, connections: 2, clock, retries: null };
      ready.push({ ...(await openMeasured(place, workload, options)), store });
    }
    return await checkAll({
      workload,
      world: dataset.world,
      targets: ready,
      strictness: dataset.pristine === true ? 'pristine' : 'written',
      drawn,
      budgetMs,
      askedAtLeast,
      clock: () => performance.now(),
      firstFresh,
      onPattern: ({ id, name }) => say(`checking ${id} ${name}`),
      signal,
    });
  } finally {
    await Promise.all(ready.flatMap(({ executor, gauge }) => [executor.close(), gauge.close()]));
  }
}
