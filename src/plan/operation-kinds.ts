import type { HeatKey, HeatUse } from '../capacity/heat/heat-day.ts';
import type { Consumed } from '../measure/measurement.ts';
import type { PlanBasis } from './basis.ts';
import type { Demand } from './demand.ts';
import { type Touch, unknownKey } from './trace/touch.ts';
import type { PatternUnits } from './units-per-operation.ts';

/** Eventually consistent units of a page of 1 MB. */
const pageUnits = 128;

/** One drawn operation of a pattern as the simulation takes it. */
export interface DrawnUses {
  readonly uses: readonly HeatUse[];
  readonly pages: { readonly count: number; readonly uses: readonly HeatUse[] } | null;
}

/** A pattern's drawn operations with their keys and units. */
export interface OperationKind {
  readonly pattern: string;
  readonly perDay: number;
  readonly drawn: readonly DrawnUses[];
}

export interface OperationKinds {
  readonly kinds: readonly OperationKind[];
  readonly keys: readonly HeatKey[];
}

interface Use {
  readonly resource: number;
  readonly key: number;
  read: number;
  write: number;
}

/**
 * The operations that the simulation draws from: for each pattern those that were followed, with the pattern's mean units of
 * each table and index divided among the keys that it touches there. Units of parts that could not be followed have no
 * key. Reads of more than a page are cut into pages.
 */
export function operationKinds(basis: PlanBasis, demand: Demand, units: readonly PatternUnits[]): OperationKinds {
  const resources = new Map(demand.parts.map(({ table, index }, at) => [JSON.stringify([table, index]), at]));
  const keys: HeatKey[] = [];
  const numbers = new Map<string, number>();
  const keyNumber = (resource: number, key: string): number => {
    const place = `${resource} ${key}`;
    const known = numbers.get(place);
    if (known !== undefined) return known;
    numbers.set(place, keys.length);
    keys.push({ resource, key });
    return keys.length - 1;
  };
  const kinds = demand.operations.flatMap(({ pattern, perDay }) => {
    const own = units.find((one) => one.pattern === pattern);
    const trace = basis.traces.patterns.find((one) => one.pattern === pattern);
    if (own === undefined || trace === undefined) return [];
    const means = meanTouches(trace.operations);
    const drawn = trace.operations.map((touches) => inPages(usesOf(touches, means, own.units, resources, keyNumber)));
    return [{ pattern, perDay, drawn }];
  });
  return { kinds, keys };
}

/** How often an operation touches each table and index on average, by direction. */
function meanTouches(operations: readonly (readonly Touch[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { table, index, kind } of operations.flat()) {
    const place = JSON.stringify([table, index, kind]);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return new Map([...counts].map(([place, count]) => [place, count / operations.length]));
}

function usesOf(
  touches: readonly Touch[],
  means: ReadonlyMap<string, number>,
  units: readonly Consumed[],
  resources: ReadonlyMap<string, number>,
  keyNumber: (resource: number, key: string) => number,
): readonly Use[] {
  const uses = new Map<string, Use>();
  const add = (resource: number, key: number, read: number, write: number): void => {
    const place = `${resource} ${key}`;
    const use = uses.get(place) ?? { resource, key, read: 0, write: 0 };
    uses.set(place, { resource, key, read: use.read + read, write: use.write + write });
  };
  for (const part of units) {
    const resource = resources.get(JSON.stringify([part.table, part.index]));
    if (resource === undefined) continue;
    for (const kind of ['read', 'write'] as const) {
      if (part[kind] === 0) continue;
      const mean = means.get(JSON.stringify([part.table, part.index, kind])) ?? 0;
      const own = touches.filter(
        (touch) => touch.table === part.table && touch.index === part.index && touch.kind === kind,
      );
      const each = mean === 0 ? part[kind] : part[kind] / mean;
      const [read, write] = kind === 'read' ? [each, 0] : [0, each];
      if (mean === 0) add(resource, -1, read, write);
      for (const { key } of own) {
        add(resource, key === null || key === unknownKey ? -1 : keyNumber(resource, key), read, write);
      }
    }
  }
  return [...uses.values()];
}

/** As many requests as the largest read has pages; all other uses are the first one's. */
function inPages(uses: readonly Use[]): DrawnUses {
  const largest = uses.reduce<Use | null>((most, use) => (use.read > (most?.read ?? 0) ? use : most), null);
  const count = Math.ceil((largest?.read ?? 0) / pageUnits);
  if (largest === null || count <= 1) return { uses, pages: null };
  const page = { ...largest, read: largest.read / count, write: 0 };
  const first = uses.map((use) => (use === largest ? { ...largest, read: page.read } : use));
  return { uses: first, pages: { count: count - 1, uses: [page] } };
}
