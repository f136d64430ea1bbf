import type { Item } from './attribute-value.ts';
import { attributeOf } from './attribute-value.ts';
import { attributeBytes, itemBytes } from './item-size.ts';
import type { IndexDefinition } from './table-definition.ts';

/** Whether an item is in an index: it has every attribute of the index key (an index is sparse otherwise). */
export function isIndexed(item: Item, index: IndexDefinition): boolean {
  return (
    index.key.partition.every(({ name }) => Object.hasOwn(item, name)) &&
    index.key.sort.every(({ name }) => Object.hasOwn(item, name))
  );
}

/** What an index keeps of an item: table key, index key and what is projected; `null` where the item is not in it. */
export function indexEntry(item: Item, index: IndexDefinition): Item | null {
  if (!isIndexed(item, index)) return null;
  if (index.attributes === null) return item;
  const held = index.attributes.flatMap((name) => {
    const value = attributeOf(item, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(held);
}

/** Bytes of an item's entry in an index without building it, for units; 0 where the item is not in it. */
export function entryBytes(item: Item, index: IndexDefinition): number {
  if (!isIndexed(item, index)) return 0;
  if (index.attributes === null) return itemBytes(item);
  let bytes = 0;
  for (const name of index.attributes) {
    const value = attributeOf(item, name);
    if (value !== undefined) bytes += attributeBytes(name, value);
  }
  return bytes;
}
