import { partitionReadUnits, partitionWriteUnits, quotaUnits } from '../capacity/heat/limits.ts';
import { throughputOf } from '../capacity/heat/throughput.ts';
import type { PlanBasis } from './basis.ts';
import { designedParts } from './capacity-modes.ts';
import { atPeak, type Demand } from './demand.ts';
import { heatAt, type KeyHeat } from './key-heat.ts';

/** The number of daily active users at which a limit is reached in the week's busiest hour. */
export interface BreakPoint {
  readonly table: string;
  readonly index: string | null;
  readonly direction: 'read' | 'write';
  /** The hottest key of its group; `null`: all of the table or index. */
  readonly key: string | null;
  readonly group: string | null;
  readonly limit: 'designed maximum' | 'quota' | 'partition key';
  /** Units a second. */
  readonly limitUnits: number;
  readonly dau: number;
  /** Units a second at the peak at the planned DAU that it was computed from. */
  readonly at: { readonly dau: number; readonly unitsPerSecond: number };
}

/** A key that fewer drawn operations touched is none that stands out. */
export const leastTouches = 10;
const mostDau = 1e9;

/**
 * Break points of every table and index (the designed maximum, or on demand the quota) and of the hottest key of each kind
 * (3,000 read and 1,000 write units a second). `demandOf` gives the demand at any DAU, with as much data as belongs to it.
 * The share of a key is held as it is drawn at the run's DAU: with more users a user's key has less of it.
 */
export function breakPoints(
  basis: PlanBasis,
  demand: Demand,
  heats: readonly KeyHeat[],
  demandOf: (dau: number) => Demand,
): readonly BreakPoint[] {
  const known = new Map<number, Demand>();
  const at = (dau: number): Demand => {
    const found = known.get(dau) ?? demandOf(dau);
    known.set(dau, found);
    return found;
  };
  return [...partPoints(basis, demand, at), ...keyPoints(demand, heats, at)].sort((one, other) => one.dau - other.dau);
}

function partPoints({ workload }: PlanBasis, demand: Demand, at: (dau: number) => Demand): BreakPoint[] {
  return designedParts(workload, demand, 'as designed').flatMap(({ table, index, design, demand: part }) =>
    (['read', 'write'] as const).flatMap((direction): BreakPoint[] => {
      const throughput = throughputOf(design, direction);
      const limitUnits =
        throughput.mode === 'on-demand'
          ? quotaUnits
          : throughput.mode === 'provisioned'
            ? throughput.units
            : throughput.policy.max;
      const peak = (of: Demand): number =>
        atPeak(of, of.parts.find((one) => one.table === table && one.index === index)?.[direction] ?? 0);
      const dau = part[direction] === 0 ? null : dauAt(limitUnits, (users) => peak(at(users)));
      if (dau === null) return [];
      const limit = throughput.mode === 'on-demand' ? 'quota' : 'designed maximum';
      const now = { dau: demand.dau, unitsPerSecond: peak(demand) };
      return [{ table, index, direction, key: null, group: null, limit, limitUnits, dau, at: now }];
    }),
  );
}

/** Those of the hottest keys alone. `at` gives the demand at any DAU. */
export function keyPoints(
  demand: Demand,
  heats: readonly KeyHeat[],
  at: (dau: number) => Demand,
): readonly BreakPoint[] {
  return heats.flatMap((heat): BreakPoint[] => {
    if (heat.touched < leastTouches) return [];
    const { table, index, direction, key, group } = heat;
    const limitUnits = direction === 'read' ? partitionReadUnits : partitionWriteUnits;
    const dau = dauAt(limitUnits, (users) => heatAt(heat, at(users)));
    if (dau === null) return [];
    const now = { dau: demand.dau, unitsPerSecond: heatAt(heat, demand) };
    return [{ table, index, direction, key, group, limit: 'partition key', limitUnits, dau, at: now }];
  });
}

/**
 * The smallest whole number of users at which `unitsPerSecond`, which never falls as they grow, reaches the limit; `null`
 * where it does not below a thousand million.
 */
export function dauAt(limitUnits: number, unitsPerSecond: (dau: number) => number): number | null {
  if (unitsPerSecond(mostDau) < limitUnits) return null;
  let [below, reached] = [0, mostDau];
  while (reached - below > 1) {
    const middle =
      below < reached / 4
        ? Math.max(below + 1, Math.floor(Math.sqrt(Math.max(1, below) * reached)))
        : Math.floor((below + reached) / 2);
    if (unitsPerSecond(middle) >= limitUnits) reached = middle;
    else below = middle;
  }
  return reached;
}
