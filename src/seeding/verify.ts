import { Data } from '../dataset/data.ts';
import { Draw } from '../dataset/draw.ts';
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
  /** What runs wrote, by entity; empty where none did. */
  readonly written: readonly VerifiedWrites[];
}

/** Records that runs may have added, as far as they were found. */
export interface VerifiedWrites {
  readonly entity: string;
  /** Records that one of the operations looked at would have left. */
  readonly possible: number;
  readonly found: number;
  readonly different: number;
  readonly first: string | null;
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
 * runs wrote, tables may hold more, and records may be in a state that the workload's updates bring them to; what they
 * added is compared too, for 1,000 of the `operations` that they had.
 */
export async function verify(world: World, workload: Workload, store: Store, operations: number): Promise<Verified> {
  const pristine = operations === 0;
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
  const written = pristine ? [] : await verifyWrites(world, workload, store, operations);
  const holds = counts.every((count) => count.holds) && [...entities, ...written].every((one) => one.different === 0);
  return { target: store.name, holds, counts, entities, written };
}

/** Each operation had one pattern of many: of the records that any of them would have left, those that are there count. */
async function verifyWrites(
  world: World,
  workload: Workload,
  store: Store,
  operations: number,
): Promise<VerifiedWrites[]> {
  const verified: VerifiedWrites[] = [];
  for (const [entity, of] of Object.entries(workload.entities)) {
    const records = freshRecords(world, workload, of, operations);
    if (records.length === 0) continue;
    const found = await store.readBack(entity, records);
    let [there, different] = [0, 0];
    let first: string | null = null;
    for (const [at, record] of records.entries()) {
      const now = found[at] ?? null;
      if (now === null) continue;
      there++;
      const difference = differenceOf(world, of, record, now, false);
      if (difference === null) continue;
      different++;
      first ??= `${entity} ${record.i} (${store.keyOf(entity, record)}) ${difference}`;
    }
    verified.push({ entity, possible: records.length, found: there, different, first });
  }
  return verified;
}

/** Which records are fresh follows from an operation's place among all that were ever run. */
function freshRecords(world: World, workload: Workload, of: AnyEntity, operations: number): NumberedRecord[] {
  const data = new Data(world);
  const fresh = new Set<number>();
  for (const ordinal of evenlySpaced(operations, most)) {
    for (const { params, leaves } of workload.patterns) {
      const left = leaves?.(params(new Draw(world, ordinal)), data) ?? [];
      for (const one of left) if (one.of === of && one.i >= world.count(of)) fresh.add(one.i);
    }
  }
  return [...fresh].map((i) => world.record(of, i) as NumberedRecord);
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
