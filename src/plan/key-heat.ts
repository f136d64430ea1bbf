import type { PlanBasis } from './basis.ts';
import { atPeak, type Demand } from './demand.ts';
import { groupWords, keyGroup } from './key-group.ts';
import { unknownKey } from './trace/touch.ts';
import { perAverageDay } from './traffic-week.ts';

/** The hottest partition key of its kind in a table or index. */
export interface KeyHeat {
  readonly table: string;
  readonly index: string | null;
  /** `USER#…` */
  readonly group: string;
  readonly key: string;
  readonly direction: 'read' | 'write';
  /** Of each pattern's units of this part and direction, the share that this key gets. */
  readonly shares: ReadonlyMap<string, number>;
  /** Units a second in the week's busiest hour. */
  readonly unitsPerSecond: number;
  /** Drawn operations that touched it, of all that touched the part in that direction. */
  readonly touched: number;
  readonly of: number;
}

/** The keys that drawn operations touch. */
type Traced = Pick<PlanBasis, 'traces'>;

interface Sum {
  readonly shares: Map<string, number>;
  units: number;
  touched: number;
}

/**
 * Units by partition key: a pattern's units of a table or index are divided evenly among the keys that its drawn operations
 * touch there. Scans have no key, and what an update does to an index that cannot be told stands under no key either.
 */
export function keyHeats(basis: Traced, demand: Demand): readonly KeyHeat[] {
  return demand.parts.flatMap(({ table, index, byPattern }) =>
    (['read', 'write'] as const).flatMap((direction) => {
      const sums = new Map<string, Sum>();
      let of = 0;
      for (const { pattern, [direction]: units } of byPattern) {
        const touches = touchesOf(basis, pattern, table, index, direction);
        of += touches.length;
        for (const key of touches)
          if (key !== null && key !== unknownKey) add(sums, key, pattern, units, touches.length);
      }
      return hottest(sums).map(([key, { shares, units, touched }]) => ({
        table,
        index,
        group: groupWords(keyGroup(key)),
        key,
        direction,
        shares,
        unitsPerSecond: atPeak(demand, units),
        touched,
        of,
      }));
    }),
  );
}

function add(sums: Map<string, Sum>, key: string, pattern: string, units: number, touches: number): void {
  const sum = sums.get(key) ?? { shares: new Map<string, number>(), units: 0, touched: 0 };
  sum.units += units / touches;
  sum.touched += 1;
  sum.shares.set(pattern, (sum.shares.get(pattern) ?? 0) + 1 / touches);
  sums.set(key, sum);
}

/** Units a second of a key in the busiest hour of another demand. */
export function heatAt({ table, index, direction, shares }: KeyHeat, demand: Demand): number {
  const part = demand.parts.find((one) => one.table === table && one.index === index);
  const units = (part?.byPattern ?? []).reduce(
    (sum, share) => sum + share[direction] * (shares.get(share.pattern) ?? 0),
    0,
  );
  return atPeak(demand, units);
}

/** The keys that all drawn operations of a pattern touch in a table or index, one after the other. */
function touchesOf(
  { traces }: Traced,
  pattern: string,
  table: string,
  index: string | null,
  direction: 'read' | 'write',
): readonly (string | null)[] {
  const trace = traces.patterns.find((one) => one.pattern === pattern);
  return (trace?.operations ?? []).flatMap((touches) =>
    touches
      .filter((touch) => touch.table === table && touch.index === index && touch.kind === direction)
      .map(({ key }) => key),
  );
}

/** The first of each group. */
function hottest(keys: ReadonlyMap<string, Sum>): readonly (readonly [string, Sum])[] {
  const best = new Map<string, readonly [string, Sum]>();
  for (const [key, sum] of keys) {
    const other = best.get(keyGroup(key));
    if (sum.units > 0 && (other === undefined || sum.units > other[1].units)) best.set(keyGroup(key), [key, sum]);
  }
  return [...best.values()];
}

/** Patterns with units in a table or index that no drawn operation of theirs touches: they could not be followed that far. */
export function notFollowed({ traces, measured, workload }: PlanBasis): readonly string[] {
  return measured.patterns.flatMap(({ pattern, units }) => {
    if (perAverageDay(workload.traffic, pattern, 1) === 0) return [];
    const touches = traces.patterns.find((one) => one.pattern === pattern)?.operations.flat() ?? [];
    const missing = units.filter(
      ({ table, index, read, write }) =>
        read + write > 0 && !touches.some((touch) => touch.table === table && touch.index === index),
    );
    return missing.map(({ table, index }) => `${pattern} in ${table}${index === null ? '' : ` ${index}`}`);
  });
}
