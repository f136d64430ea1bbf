import type { Item } from './attribute-value.ts';
import { entryBytes, isIndexed } from './index-entry.ts';
import { itemBytes } from './item-size.ts';
import type { TableDefinition } from './table-definition.ts';

/** What storage adds to every item and to every entry of an index; units and the 400 KB do not count it. */
export const storageOverheadBytes = 100;
/** What an item of a global table adds on top, in each Region. */
export const replicaOverheadBytes = 48;

/** Bytes that are stored, and billed, for one table or one of its indexes. */
export interface Stored {
  readonly table: string;
  /** `null`: the table itself. A local index has its own row here; its table pays for it. */
  readonly index: string | null;
  readonly bytes: number;
}

/** What one item takes: a row for its table and one for each index that it is in. */
export function storedBy(item: Item, table: TableDefinition, replicated = false): Stored[] {
  const base = itemBytes(item) + storageOverheadBytes + (replicated ? replicaOverheadBytes : 0);
  const entries = table.indexes
    .filter((index) => isIndexed(item, index))
    .map((index) => ({
      table: table.name,
      index: index.name,
      bytes: entryBytes(item, index) + storageOverheadBytes,
    }));
  return [{ table: table.name, index: null, bytes: base }, ...entries];
}
