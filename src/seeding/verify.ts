import type { AnyEntity, World } from '../dataset/entity.ts';
import { evenlySpaced } from '../dataset/hash.ts';
import { canonical, firstDifference } from '../judge/canonical.ts';
import { inWords } from '../judge/difference-words.ts';
import type { NumberedRecord, Store, TableCount, TargetName } from '../targets/target.ts';
import type { Workload } from '../workload/workload.ts';

/** How one engine's data compare with the dataset. */
export interface Verified {
  readonly target: TargetName;
  readonly holds: boolean;
  readonly counts: readonly (TableCount & { readonly expected: number; readonly holds: boolean })[];
  readonly entities: readonly VerifiedEntity[];
}

export interface VerifiedEntity {
  readonly entity: string;
  /** Records read back, of how many there are. */
  readonly compared: number;
  readonly of: number;
  readonly different: number;
  /** The first difference: which record, by its key, which field, both values. */
  readonly first: string | null;
}

/** Entities of so few records are compared whole; of others this many, spaced evenly. */
const most = 1_000;

/**
 * Counts every table and compares records read back with the dataset: all of small entities, 1,000 of the others. Where
 * runs wrote, tables may hold more, and records may be in a state that the workload's updates bring them to.
 */
export async function verify(world: World, workload: Workload, store: Store, pristine: boolean): Promise<Verified> {
  const expectedOf = (entities: readonly string[]): number =>
    entities.reduce((sum, name) => sum + countOf(world, workload.entities[name]), 0);
  const right = (count: number, entities: readonly string[]): boolean =>
    pristine ? count === expectedOf(entities) : count >= expectedOf(entities);
  const counts = (await store.counts(right)).map((count) => ({
    ...count,
    expected: expectedOf(count.entities),
    holds: right(count.count, count.entities),
  }));
  const entities: VerifiedEntity[] = [];
  for (const [name, of] of Object.entries(workload.entities)) {
    entities.push(await verifyEntity(world, store, name, of, pristine));
  }
  const holds = counts.every((count) => count.holds) && entities.every(({ different }) => different === 0);
  return { target: store.name, holds, counts, entities };
}

async function verifyEntity(
  world: World,
  store: Store,
  entity: string,
  of: AnyEntity,
  pristine: boolean,
): Promise<VerifiedEntity> {
  const count = world.count(of);
  const records = evenlySpaced(count, most).map((i) => world.record(of, i) as NumberedRecord);
  const found = await store.readBack(entity, records);
  let different = 0;
  let first: string | null = null;
  records.forEach((record, at) => {
    const difference = differenceOf(world, of, record, found[at] ?? null, pristine);
    if (difference === null) return;
    different++;
    first ??= `${entity} ${record.i} (${store.keyOf(entity, record)}) ${difference}`;
  });
  return { entity, compared: records.length, of: count, different, first };
}

function differenceOf(
  world: World,
  of: AnyEntity,
  record: NumberedRecord,
  found: Readonly<Record<string, unknown>> | null,
  pristine: boolean,
): string | null {
  if (found === null) return 'is not there';
  const { i, ...fields } = record;
  const difference = firstDifference(canonical(fields), canonical(found));
  if (difference === null) return null;
  const state = pristine ? null : (of.stateOf?.(world, i, found) ?? null);
  if (state === null) return inWords(difference);
  const { i: _, ...changed } = state as NumberedRecord;
  const left = firstDifference(canonical(changed), canonical(found));
  return left === null ? null : inWords(left);
}

function countOf(world: World, of: AnyEntity | undefined): number {
  return of === undefined ? 0 : world.count(of);
}
