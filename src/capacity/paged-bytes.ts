import type { Item } from './attribute-value.ts';
import { entryBytes } from './index-entry.ts';
import { itemBytes } from './item-size.ts';
import type { IndexDefinition } from './table-definition.ts';

/** Bytes of an item as a Query or a Scan reads it: whole from the table, its entry from an index. */
export function readBytes(item: Item, index: IndexDefinition | null): number {
  return index === null ? itemBytes(item) : entryBytes(item, index);
}

/** Bytes that one page read, before they are rounded. */
export function pagedBytes(page: readonly Item[], index: IndexDefinition | null): number {
  let bytes = 0;
  for (const item of page) bytes += readBytes(item, index);
  return bytes;
}
