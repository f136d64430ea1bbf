import { quoted } from '../../workload/problem.ts';
import type { AttributeValue, Item } from '../attribute-value.ts';
import { attributeOf } from '../attribute-value.ts';
import { entryBytes } from '../index-entry.ts';
import { itemBytes, maxItemBytes, valueBytes } from '../item-size.ts';
import type { IndexDefinition, Key, KeyAttribute, TableDefinition } from '../table-definition.ts';
import { keyAttributes } from '../table-definition.ts';

const maxPartitionKeyBytes = 2048;
const maxSortKeyBytes = 1024;

/** Why DynamoDB would not have an item. */
export interface ItemFault {
  /** The attribute that is to blame; `null` for the item as a whole. */
  readonly attribute: string | null;
  readonly found: string;
  readonly expected: string;
}

/** Why a table cannot hold an item whose values are sound: its keys, those of its indexes, its size. */
export function itemFaults(item: Item, table: TableDefinition): readonly ItemFault[] {
  const keys = [table.key, ...table.indexes.map(({ key }) => key)];
  return [
    ...missingFrom(item, table.key, `the table ${table.name}`),
    ...keys.flatMap((key) => wrongKey(item, key)),
    ...tooLarge(item, table),
  ];
}

/** Why an item cannot have been read from an index: it is not in it. */
export function entryFaults(item: Item, index: IndexDefinition): readonly ItemFault[] {
  return missingFrom(item, index.key, `the index ${index.name}`);
}

function missingFrom(item: Item, key: Key, owner: string): readonly ItemFault[] {
  return keyAttributes(key)
    .filter(({ name }) => !Object.hasOwn(item, name))
    .map(({ name, type }) => ({
      attribute: name,
      found: 'nothing',
      expected: `a key attribute of ${owner}, {"${type}": …}`,
    }));
}

/** As far as the item has the key's attributes: their types, whether they are empty, how long they are. */
function wrongKey(item: Item, key: Key): readonly ItemFault[] {
  return [
    ...keyAttributes(key).flatMap((attribute) => wrongKeyValue(item, attribute)),
    ...tooLong(item, key.partition, maxPartitionKeyBytes, 'partition'),
    ...tooLong(item, key.sort, maxSortKeyBytes, 'sort'),
  ];
}

function wrongKeyValue(item: Item, { name, type }: KeyAttribute): readonly ItemFault[] {
  const value = attributeOf(item, name);
  if (value === undefined) return [];
  if (!Object.hasOwn(value, type)) {
    return [{ attribute: name, found: quoted(value), expected: `a key attribute, {"${type}": …}` }];
  }
  if (!isEmpty(value)) return [];
  return [{ attribute: name, found: 'an empty value', expected: 'a key attribute of at least one byte' }];
}

function isEmpty(value: AttributeValue): boolean {
  return ('S' in value && value.S === '') || ('B' in value && value.B === '');
}

function tooLong(item: Item, attributes: readonly KeyAttribute[], most: number, part: string): readonly ItemFault[] {
  const values = attributes.flatMap(({ name }) => attributeOf(item, name) ?? []);
  const bytes = values.reduce((sum, value) => sum + valueBytes(value), 0);
  if (bytes <= most) return [];
  const blamed = attributes.length === 1 ? (attributes[0]?.name ?? null) : null;
  return [{ attribute: blamed, found: `a ${part} key of ${bytes} bytes`, expected: `at most ${most} bytes` }];
}

function tooLarge(item: Item, table: TableDefinition): readonly ItemFault[] {
  const bytes = itemBytes(item);
  const local = table.indexes.filter(({ kind }) => kind === 'local');
  const entries = local.reduce((sum, index) => sum + entryBytes(item, index), 0);
  if (bytes + entries <= maxItemBytes) return [];
  const found = entries === 0 ? `${bytes} bytes` : `${bytes} bytes, and ${entries} in local indexes`;
  return [{ attribute: null, found, expected: `an item of at most ${maxItemBytes} bytes with its local indexes` }];
}
