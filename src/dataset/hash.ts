import { createHash } from 'node:crypto';
import type { AnyEntity, World } from './entity.ts';

/** What of a workload decides its dataset. */
export interface HashedWorkload {
  readonly name: string;
  readonly entities: Readonly<Record<string, AnyEntity>>;
}

/** Records of each entity that are looked at. */
const most = 1_000;

/**
 * SHA-256 over the workload's name, the random seed, the size, the present, and for each entity its count and up to
 * 1,000 records spaced evenly, the first and the last among them: 64 hexadecimal digits, the same on every machine.
 */
export function datasetHash(world: World, { name, entities }: HashedWorkload): string {
  const { randomSeed, size, asOfMs } = world;
  const hash = createHash('sha256');
  hash.update(canonicalJson({ name, randomSeed, dau: size.dau, days: size.days, asOfMs }));
  for (const [entity, of] of Object.entries(entities).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const count = world.count(of);
    hash.update(canonicalJson({ entity, count }));
    for (const i of evenlySpaced(count, most)) hash.update(canonicalJson(world.record(of, i)));
  }
  return hash.digest('hex');
}

/** The digits by which a dataset is called. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}

/** Up to `most` of the numbers from 0 to `count` − 1, the first and the last among them. */
export function evenlySpaced(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: most }, (_, place) => Math.floor((place * (count - 1)) / (most - 1)));
}

/** JSON with the members of every object in the order of their names (by UTF-16 units), and none that is `undefined`. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => {
    if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
    return Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
