import { entryBytes, isIndexed } from '../capacity/index-entry.ts';
import { itemBytes } from '../capacity/item-size.ts';
import { storageOverheadBytes } from '../capacity/storage.ts';
import { heldAttributes, type IndexDefinition, type TableDefinition } from '../capacity/table-definition.ts';
import type { World } from '../dataset/entity.ts';
import { evenlySpaced } from '../dataset/hash.ts';
import { itemImage, tableDefinitions } from '../targets/dynamodb/item-image.ts';
import type { Workload } from '../workload/workload.ts';

/** Records of an entity that are sized, evenly spaced, the first and the last among them. */
const sampled = 400;

/** What a record of an entity takes in DynamoDB, on average over a sample. */
export interface RecordSize {
  readonly entity: string;
  readonly table: string;
  readonly sampled: number;
  /** Bytes of the item as units count them, without what storage adds. */
  readonly itemBytes: number;
  /** The table itself (`index: null`), and each index that at least one of the sample is in. */
  readonly parts: readonly PartSize[];
}

export interface PartSize {
  readonly index: string | null;
  /** The share of records that are in it: an index is sparse. */
  readonly share: number;
  /** Bytes of an entry as units count them. */
  readonly bytes: number;
  /** Bytes of the same entry if the index held its keys only, and 1 KB writes of it then and now. */
  readonly keysOnlyBytes: number;
  readonly keysOnlyWrites: number;
  readonly writes: number;
}

/** Sizes of every entity's records, from the dataset's own through the layout. */
export function recordSizes(workload: Workload, world: World): readonly RecordSize[] {
  const tables = tableDefinitions(workload);
  return Object.entries(workload.entities).flatMap(([name, entity]) => {
    const layout = workload.dynamodb.entities[name];
    const table = layout === undefined ? undefined : tables.get(layout.table);
    if (layout === undefined || table === undefined) return [];
    const items = evenlySpaced(world.count(entity), sampled).map((i) =>
      itemImage(layout.toItem(world.record(entity, i))),
    );
    return [recordSize(name, table, items)];
  });
}

type Items = readonly ReturnType<typeof itemImage>[];

function recordSize(entity: string, table: TableDefinition, items: Items): RecordSize {
  const bytes = items.map(itemBytes);
  const own: PartSize = {
    index: null,
    share: 1,
    bytes: mean(bytes),
    keysOnlyBytes: mean(bytes),
    keysOnlyWrites: mean(bytes.map(writesOf)),
    writes: mean(bytes.map(writesOf)),
  };
  const indexes = table.indexes.flatMap((index) => partSize(table, index, items) ?? []);
  return { entity, table: table.name, sampled: items.length, itemBytes: own.bytes, parts: [own, ...indexes] };
}

function partSize(table: TableDefinition, index: IndexDefinition, items: Items): PartSize | null {
  const held = items.filter((item) => isIndexed(item, index));
  if (held.length === 0) return null;
  const keysOnly = { ...index, attributes: heldAttributes(table.key, index.key, { type: 'KEYS_ONLY' }) };
  const now = held.map((item) => entryBytes(item, index));
  const then = held.map((item) => entryBytes(item, keysOnly));
  return {
    index: index.name,
    share: held.length / items.length,
    bytes: mean(now),
    keysOnlyBytes: mean(then),
    keysOnlyWrites: mean(then.map(writesOf)),
    writes: mean(now.map(writesOf)),
  };
}

/** Bytes of a part that are stored for one record, overhead included. */
export function storedBytes({ share, bytes }: Pick<PartSize, 'share' | 'bytes'>): number {
  return share * (bytes + storageOverheadBytes);
}

function writesOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
