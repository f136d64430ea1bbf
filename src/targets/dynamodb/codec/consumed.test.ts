import { expect, it } from 'vitest';
import { addConsumed, consumedOf } from './consumed.ts';

const units = (CapacityUnits: number) => ({ CapacityUnits });

it.each<[string, unknown, 'read' | 'write', unknown]>([
  [
    'a table and its indexes',
    { TableName: 'T', CapacityUnits: 4, Table: units(1), GlobalSecondaryIndexes: { G1: units(2), G2: units(1) } },
    'write',
    [
      { table: 'T', index: null, read: 0, write: 1 },
      { table: 'T', index: 'G1', read: 0, write: 2 },
      { table: 'T', index: 'G2', read: 0, write: 1 },
    ],
  ],
  [
    'a local index, which the table pays',
    { TableName: 'T', CapacityUnits: 3.5, Table: units(1), LocalSecondaryIndexes: { L1: units(2.5) } },
    'read',
    [{ table: 'T', index: null, read: 3.5, write: 0 }],
  ],
  [
    'a query of an index',
    { TableName: 'T', CapacityUnits: 5, Table: units(0), GlobalSecondaryIndexes: { G1: units(5) } },
    'read',
    [
      { table: 'T', index: null, read: 0, write: 0 },
      { table: 'T', index: 'G1', read: 5, write: 0 },
    ],
  ],
  [
    'a total and no parts',
    { TableName: 'T', CapacityUnits: 2 },
    'write',
    [{ table: 'T', index: null, read: 0, write: 2 }],
  ],
  [
    'several tables',
    [
      { TableName: 'T', CapacityUnits: 1, Table: units(1) },
      { TableName: 'U', CapacityUnits: 2 },
    ],
    'read',
    [
      { table: 'T', index: null, read: 1, write: 0 },
      { table: 'U', index: null, read: 2, write: 0 },
    ],
  ],
  [
    'a transaction that tells reads from writes',
    [{ TableName: 'T', CapacityUnits: 4, ReadCapacityUnits: 4, Table: { ReadCapacityUnits: 4, CapacityUnits: 4 } }],
    'write',
    [{ table: 'T', index: null, read: 4, write: 0 }],
  ],
  ['none', [], 'read', []],
])('the units of %s', (_what, capacity, direction, expected) => {
  expect(consumedOf(capacity, direction)).toEqual(expected);
});

it.each<[string, unknown]>([
  ['a number', 5],
  ['an index without units', { TableName: 'T', Table: units(1), GlobalSecondaryIndexes: { G1: {} } }],
  ['indexes in a list', { TableName: 'T', Table: units(1), GlobalSecondaryIndexes: [1] }],
  ['units that are text', { TableName: 'T', CapacityUnits: '1' }],
])('%s are no units', (_what, capacity) => {
  expect(consumedOf(capacity, 'read')).toBeNull();
});

it('adds up by table and index and leaves what it was given as it was', () => {
  const table = { table: 'T', index: null, read: 0.5, write: 0 };
  const index = { table: 'T', index: 'G1', read: 0, write: 2 };
  const sum = [table];
  addConsumed(sum, [index, table]);
  addConsumed(sum, [{ ...index, table: 'U' }, index]);
  expect(sum).toEqual([
    { table: 'T', index: null, read: 1, write: 0 },
    { table: 'T', index: 'G1', read: 0, write: 4 },
    { table: 'U', index: 'G1', read: 0, write: 2 },
  ]);
  expect(table.read).toBe(0.5);
});
