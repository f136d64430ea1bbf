import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from './attribute-value.ts';
import { entryBytes, indexEntry } from './index-entry.ts';
import { itemBytes } from './item-size.ts';
import { indexOf, order, orders, orderTable, tableOf } from './samples.fixture.ts';

const item = order({ G1: 'x', G2: 'y', G3: 'z', L1: 'l', note: 'n', other: 'o' });

describe('an entry of an index', () => {
  it('projecting everything is the item', () => {
    expect(indexEntry(item, indexOf(orderTable, 'all'))).toEqual(item);
  });

  it('projecting keys has the table key and its own', () => {
    expect(indexEntry(item, indexOf(orderTable, 'keys'))).toEqual(order({ G2: 'y' }));
    expect(entryBytes(item, indexOf(orderTable, 'keys'))).toBe(3 + 3 + 3);
  });

  it('including attributes has them beside the keys, and no other', () => {
    expect(indexEntry(item, indexOf(orderTable, 'some'))).toEqual(order({ G3: 'z', note: 'n' }));
    expect(entryBytes(item, indexOf(orderTable, 'some'))).toBe(3 + 3 + 3 + 5);
  });

  it('is one of a local index by its sort key', () => {
    expect(indexEntry(item, indexOf(orderTable, 'local'))).toEqual(order({ L1: 'l' }));
  });

  it('is none where the item lacks the key (sparse)', () => {
    expect(indexEntry(order({ note: 'n' }), indexOf(orderTable, 'some'))).toBeNull();
    expect(entryBytes(order({ note: 'n' }), indexOf(orderTable, 'some'))).toBe(0);
  });

  it('counts an included attribute only where the item has it', () => {
    expect(entryBytes(order({ G3: 'z' }), indexOf(orderTable, 'some'))).toBe(9);
  });
});

describe('a key of four and four attributes', () => {
  const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const table = tableOf({
    TableName: 'M',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: ['id', ...letters].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'many',
        KeySchema: letters.map((AttributeName, at) => ({ AttributeName, KeyType: at < 4 ? 'HASH' : 'RANGE' })),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
  const full: Item = Object.fromEntries([...letters, 'id', 'rest'].map((name) => [name, { S: 'v' }]));

  it('is counted whole beside the table key', () => {
    expect(entryBytes(full, indexOf(table, 'many'))).toBe(8 * 2 + 3);
  });

  it('leaves an item out that lacks a single one of them', () => {
    const { h: _left, ...without } = full;
    expect(indexEntry(without, indexOf(table, 'many'))).toBeNull();
  });
});

it('lists an attribute once that is a key of the table, of the index and included', () => {
  const table = tableOf({
    ...orders,
    AttributeDefinitions: ['PK', 'SK'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    LocalSecondaryIndexes: [],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'turned',
        KeySchema: [
          { AttributeName: 'SK', KeyType: 'HASH' },
          { AttributeName: 'PK', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['PK'] },
      },
    ],
  });
  expect(entryBytes(order({ note: 'n' }), indexOf(table, 'turned'))).toBe(6);
});

const texts = fc.record(
  { G1: fc.string(), G2: fc.string(), G3: fc.string(), L1: fc.string(), note: fc.string(), constructor: fc.string() },
  { requiredKeys: [] },
);

it('is never larger than the item, and as large where everything is projected', () => {
  fc.assert(
    fc.property(texts, (some) => {
      const any = order(some as Record<string, string>);
      for (const index of orderTable.indexes) {
        const entry = indexEntry(any, index);
        expect(entryBytes(any, index)).toBe(entry === null ? 0 : itemBytes(entry));
        expect(entryBytes(any, index)).toBeLessThanOrEqual(itemBytes(any));
      }
      expect(entryBytes(any, indexOf(orderTable, 'all'))).toBe('G1' in any ? itemBytes(any) : 0);
    }),
  );
});
