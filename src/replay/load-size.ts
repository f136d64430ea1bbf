import type { Load, Replay, Stream } from './order.ts';

/** The load's own length in seconds, warm-up apart. */
export function planned({ streams }: Pick<Replay, 'streams'>): number {
  return Math.max(0, ...streams.map(({ load, startUs }) => startUs + lengthUs(load))) / 1e6;
}

/** How long something of a load may start. */
export function lengthUs(load: Load): number {
  switch (load.kind) {
    case 'constant rate':
      return load.durationUs;
    case 'ramping rate':
      return load.stages.reduce((sum, { durationUs }) => sum + durationUs, 0);
    case 'virtual users':
      return load.plan.endUs;
  }
}

/** Whether the load ends when its iterations are done, which may be long before its time is over. */
export function endsByItself({ streams }: Pick<Replay, 'streams'>): boolean {
  return streams.some(({ load }) => load.kind === 'virtual users' && load.plan.iterations.kind !== 'unlimited');
}

/** How much of a stream may run at once. */
export function mostAtOnce({ load, maxInFlight }: Stream): number {
  return load.kind === 'virtual users' ? Math.max(...load.plan.steps.map(({ vus }) => vus)) : maxInFlight;
}
