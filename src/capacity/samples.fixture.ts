import { BadInput } from '../workload/problem.ts';
import type { Item } from './attribute-value.ts';
import { itemBytes } from './item-size.ts';
import type { IndexDefinition, TableDefinition } from './table-definition.ts';
import { readTableDefinition } from './units-file.ts';

// Tables and items that the tests of this room share.

/** A table from CreateTable's parameters, which must be sound. */
export function tableOf(parameters: object): TableDefinition {
  const read = readTableDefinition(parameters);
  if (!read.ok) throw new BadInput(read.problems);
  return read.value;
}

/** The parameters of a table `T` with the keys `PK` and `SK`, one index per projection, and attributes of type S. */
export const orders = {
  TableName: 'T',
  KeySchema: [
    { AttributeName: 'PK', KeyType: 'HASH' },
    { AttributeName: 'SK', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: ['PK', 'SK', 'G1', 'G2', 'G3', 'L1'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  GlobalSecondaryIndexes: [
    { IndexName: 'all', KeySchema: [{ AttributeName: 'G1', KeyType: 'HASH' }], Projection: { ProjectionType: 'ALL' } },
    {
      IndexName: 'keys',
      KeySchema: [{ AttributeName: 'G2', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
    {
      IndexName: 'some',
      KeySchema: [{ AttributeName: 'G3', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'local',
      KeySchema: [
        { AttributeName: 'PK', KeyType: 'HASH' },
        { AttributeName: 'L1', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

export const orderTable = tableOf(orders);

export function indexOf(table: TableDefinition, name: string): IndexDefinition {
  const index = table.indexes.find((one) => one.name === name);
  if (index === undefined) throw new Error(`${table.name} has no index ${name}`);
  return index;
}

/** An item of `T`, its key `a`/`1` (6 bytes) unless said; attributes of type S. */
export function order(texts: Readonly<Record<string, string>> = {}): Item {
  const all = { PK: 'a', SK: '1', ...texts };
  return Object.fromEntries(Object.entries(all).map(([name, S]) => [name, { S }]));
}

/** The item with an attribute `pad` that brings it to exactly so many bytes. */
export function padded(item: Item, bytes: number): Item {
  return { ...item, pad: { S: 'x'.repeat(bytes - itemBytes(item) - 'pad'.length) } };
}
