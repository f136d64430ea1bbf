import type { Item } from './attribute-value.ts';
import { attributeOf } from './attribute-value.ts';
import { identityOf } from './value-identity.ts';

export type KeyType = 'S' | 'N' | 'B';

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

/** Which attributes place an item: one of each on a table and a local index, up to four of each on a global one. */
export interface Key {
  readonly partition: readonly KeyAttribute[];
  readonly sort: readonly KeyAttribute[];
}

export type Projection =
  | { readonly type: 'ALL' }
  | { readonly type: 'KEYS_ONLY' }
  | { readonly type: 'INCLUDE'; readonly attributes: readonly string[] };

export interface IndexDefinition {
  readonly name: string;
  /** A global index has its own capacity; a local one is paid by its table and shares the table's partition key. */
  readonly kind: 'global' | 'local';
  readonly key: Key;
  readonly projection: Projection;
  /** What an entry holds at most: table key, index key and projected attributes, each once; `null` is everything. */
  readonly attributes: readonly string[] | null;
}

export interface TableDefinition {
  readonly name: string;
  readonly class: 'standard' | 'standard-ia';
  readonly key: Key;
  readonly indexes: readonly IndexDefinition[];
}

export function keyAttributes(key: Key): readonly KeyAttribute[] {
  return [...key.partition, ...key.sort];
}

/** One text per primary key value of an item that has it whole: the same text is the same item. */
export function keyIdentity(item: Item, key: Key): string {
  return keyAttributes(key)
    .map(({ name }) => {
      const value = attributeOf(item, name);
      return value === undefined ? '' : identityOf(value);
    })
    .join();
}

/** What an entry of an index holds at most, from the keys of its table and its own. */
export function heldAttributes(tableKey: Key, indexKey: Key, projection: Projection): readonly string[] | null {
  if (projection.type === 'ALL') return null;
  const keys = [...keyAttributes(tableKey), ...keyAttributes(indexKey)].map(({ name }) => name);
  return [...new Set(projection.type === 'INCLUDE' ? [...keys, ...projection.attributes] : keys)];
}
