import { writesPerIteration } from './call.ts';
import type { Replay } from './order.ts';
import { execOf } from './script-job-name.ts';
import { arrivals } from './stream-schedule.ts';

/** Operation numbers that a load may use up: of open loops those of its schedule, of closed ones a bound of 100,000 a user and minute. */
export function operationsIn(replay: Replay): number {
  const timeoutsMs = replay.script?.timeoutsMs;
  const hasStage = (timeoutsMs?.setup ?? null) !== null || (timeoutsMs?.teardown ?? null) !== null;
  const isOwn = replay.streams.some(({ jobs }) => jobs.some((job) => execOf(job) !== null));
  return loadOperations(replay) * (isOwn ? writesPerIteration : 1) + (hasStage ? 2 * stageOperations : 0);
}

/** How many `setup` may use up, after those of the load; `teardown` as many after it. */
export const stageOperations = 1000;

/** The operation numbers of the load itself. */
export function loadOperations({ streams, warmUpUs }: Replay): number {
  const most = streams.map(({ load, startUs }) => {
    if (load.kind !== 'virtual users') return arrivals(load, startUs, warmUpUs).count;
    const { iterations, endUs, steps } = load.plan;
    const vus = Math.max(...steps.map((step) => step.vus));
    if (iterations.kind === 'shared') return iterations.count;
    return iterations.kind === 'each' ? iterations.count * vus : Math.ceil((vus * (warmUpUs + endUs)) / 600);
  });
  return Math.max(0, ...most) * streams.length;
}
