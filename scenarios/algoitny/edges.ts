import type { Data, Entity, Grouping } from 'patternbench';

/** i of the record that is asked for most, and of the one that is asked for least. */
export function mostPopular(data: Data, of: Entity): number {
  return data.world.atRank(of, 0);
}

export function leastPopular(data: Data, of: Entity): number {
  return data.world.atRank(of, data.count(of) - 1);
}

/** The first record whose keys are like this; `null` where this dataset has none. */
export function firstLike<Keys extends object>(
  data: Data,
  of: Entity<Keys>,
  like: (keys: Keys) => boolean,
): (Keys & { readonly i: number }) | null {
  for (let i = 0; i < data.count(of); i++) {
    const keys = data.keys(of, i);
    if (like(keys)) return keys;
  }
  return null;
}

/** The value with the fewest records of at least `atLeast`; `null` where there is none. */
export function groupWithAtLeast(data: Data, grouping: Grouping, atLeast: number): string | number | null {
  let best: [string | number, number] | null = null;
  for (const [value, size] of data.groupSizes(grouping)) {
    if (size >= atLeast && (best === null || size < best[1])) best = [value, size];
  }
  return best === null ? null : best[0];
}

/** The value with the most records. */
export function largestGroup(data: Data, grouping: Grouping): string | number | null {
  let best: [string | number, number] | null = null;
  for (const [value, size] of data.groupSizes(grouping)) {
    if (best === null || size > best[1]) best = [value, size];
  }
  return best === null ? null : best[0];
}

/** Edges by name, without those that this dataset does not have. */
export function present<Params>(edges: Readonly<Record<string, Params | null>>): Readonly<Record<string, Params>> {
  return Object.fromEntries(Object.entries(edges).filter((edge): edge is [string, Params] => edge[1] !== null));
}

export const hasNonAscii = (text: string): boolean => Buffer.byteLength(text) > text.length;
