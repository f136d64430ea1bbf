import { perAverageDay } from '../plan/traffic-week.ts';
import type { Workload } from '../workload/workload.ts';

/** The workload's traffic as one stream: how often each pattern comes in a round. */
export interface TrafficMix {
  readonly patterns: readonly string[];
  /** Beside `patterns`; each at least 1. */
  readonly weights: readonly number[];
  /** Patterns that come less often than every 20,000th operation, or never. */
  readonly tooRare: readonly string[];
}

/** A pattern that comes less than half as often as once in a round is not in it. */
const round = 10_000;

/** The patterns by their shares of an average day at a number of daily active users; `without`: those left out. */
export function trafficMix(workload: Workload, dau: number, without: readonly string[]): TrafficMix {
  const asked = workload.patterns
    .filter(({ id }) => !without.includes(id))
    .map(({ id }) => ({ id, perDay: perAverageDay(workload.traffic, id, dau) }));
  const total = asked.reduce((sum, { perDay }) => sum + perDay, 0);
  const weighed = asked.map(({ id, perDay }) => ({
    id,
    weight: total === 0 ? 0 : Math.round((perDay / total) * round),
  }));
  const taken = weighed.filter(({ weight }) => weight > 0);
  return {
    patterns: taken.map(({ id }) => id),
    weights: taken.map(({ weight }) => weight),
    tooRare: weighed.filter(({ weight }) => weight === 0).map(({ id }) => id),
  };
}
