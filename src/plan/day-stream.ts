import type { HeatOperation } from '../capacity/heat/heat-day.ts';
import { Random, stream } from '../dataset/random.ts';
import type { OperationKind } from './operation-kinds.ts';

const hourMs = 3_600_000;

/** A day's traffic: each pattern's operations of an average day, and what share of a day falls into each hour. */
export interface DayShape {
  /** 24 of them, from 00:00 UTC. */
  readonly hours: readonly number[];
  /** A stretch in which traffic is so many times the average day's mean, whatever the hour's own is. */
  readonly spike?: { readonly fromMs: number; readonly untilMs: number; readonly factor: number };
}

/**
 * The operations of a day in order: arrivals at random (a Poisson process at each hour's rate), each a random one of its
 * pattern's drawn operations. The same random seed gives the same day.
 */
export function* dayStream(
  kinds: readonly OperationKind[],
  shape: DayShape,
  randomSeed: number,
): Generator<HeatOperation> {
  const drawable = kinds.filter(({ drawn, perDay }) => drawn.length > 0 && perDay > 0);
  const sums: number[] = [];
  for (const { perDay } of drawable) sums.push((sums.at(-1) ?? 0) + perDay);
  const perDay = sums.at(-1) ?? 0;
  const random = new Random(randomSeed, stream('day of operations'), 0);
  for (const { fromMs, untilMs, share } of stretches(shape)) {
    const perMs = perDay * share;
    if (perMs === 0) continue;
    let atMs = fromMs;
    for (;;) {
      atMs += -Math.log(1 - random.fraction()) / perMs;
      if (atMs >= untilMs) break;
      const kind = drawable[placeOf(sums, random.fraction() * perDay)];
      const drawn = kind?.drawn[random.below(kind.drawn.length)];
      if (drawn === undefined) continue;
      yield drawn.pages === null ? { atMs, uses: drawn.uses } : { atMs, uses: drawn.uses, pages: drawn.pages };
    }
  }
}

interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Of an average day's operations, in each millisecond. */
  readonly share: number;
}

function stretches({ hours, spike }: DayShape): readonly Stretch[] {
  const edges = new Set(hours.map((_, hour) => hour * hourMs));
  if (spike !== undefined) for (const edge of [spike.fromMs, spike.untilMs]) edges.add(edge);
  const sorted = [...edges, hours.length * hourMs].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((fromMs, at) => {
    const isSpike = spike !== undefined && fromMs >= spike.fromMs && fromMs < spike.untilMs;
    const share = isSpike ? spike.factor / 24 : (hours[Math.floor(fromMs / hourMs)] ?? 0);
    return { fromMs, untilMs: sorted[at + 1] ?? fromMs, share: share / hourMs };
  });
}

/** The first sum above a value. */
function placeOf(sums: readonly number[], value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
