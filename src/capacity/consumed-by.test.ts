import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Consumed } from '../measure/measurement.ts';
import type { Item } from './attribute-value.ts';
import { consumedBy } from './consumed-by.ts';
import type { Image, Operation, PagedRead, SingleWrite } from './operation.ts';
import { indexOf, order, orderTable, padded, tableOf } from './samples.fixture.ts';

const table = orderTable;
/** No index holds an item without index keys. */
const plain = (bytes: number, key = '1') => padded(order({ SK: key }), bytes);
const indexed = order({ G1: 'x', G2: 'y', G3: 'z', L1: 'l', note: 'n' });

const read = (units: number, index: string | null = null): Consumed => ({ table: 'T', index, read: units, write: 0 });
const write = (units: number, index: string | null = null): Consumed => ({ table: 'T', index, read: 0, write: units });

const get = (item: Image, consistency: 'eventual' | 'strong' = 'eventual'): Operation => ({
  operation: 'GetItem',
  table,
  consistency,
  item,
});
const batchGet = (items: readonly Image[], consistency: 'eventual' | 'strong' = 'eventual'): Operation => ({
  operation: 'BatchGetItem',
  consistency,
  items: items.map((item) => ({ table, item })),
});
const transactGet = (items: readonly Image[]): Operation => ({
  operation: 'TransactGetItems',
  items: items.map((item) => ({ table, item })),
});
const query = (pages: readonly (readonly Item[])[], more: Partial<PagedRead> = {}): Operation => ({
  operation: 'Query',
  table,
  index: null,
  consistency: 'eventual',
  fetch: false,
  pages,
  ...more,
});
const single = (
  operation: SingleWrite['operation'],
  before: Image,
  after: Image,
  conditionFailed = false,
): Operation => ({ operation, table, before, after, conditionFailed });
const batchWrite = (writes: readonly (readonly [Image, Image])[]): Operation => ({
  operation: 'BatchWriteItem',
  writes: writes.map(([before, after]) => ({ table, before, after })),
});
const transactWrite = (writes: readonly (readonly [Image, Image])[], cancelled = false): Operation => ({
  operation: 'TransactWriteItems',
  cancelled,
  writes: writes.map(([before, after]) => ({ table, before, after })),
});
const check = (conditionCheck: Image): Operation => ({
  operation: 'TransactWriteItems',
  cancelled: false,
  writes: [{ table, conditionCheck }],
});

const times = (count: number, bytes: number) => Array.from({ length: count }, (_, at) => plain(bytes, `${at}`));

const reads: readonly (readonly [string, Operation, readonly Consumed[]])[] = [
  ['GetItem of 5 KB, eventual', get(plain(5120)), [read(1)]],
  ['GetItem of 5 KB, strong', get(plain(5120), 'strong'), [read(2)]],
  ['GetItem of a missing item, eventual', get(null), [read(0.5)]],
  ['GetItem of a missing item, strong', get(null, 'strong'), [read(1)]],
  ['BatchGetItem of 1.5 KB and 6.5 KB: each rounded alone', batchGet([plain(1536), plain(6656)], 'strong'), [read(3)]],
  ['BatchGetItem of missing items: the minimum each', batchGet([null, null, null]), [read(1.5)]],
  ['BatchGetItem of 100 items of 100 bytes', batchGet(times(100, 100)), [read(50)]],
  ['a Query of the same 100 items', query([times(100, 100)]), [read(1.5)]],
  ['TransactGetItems: twice each item', transactGet([plain(100), plain(5120), null]), [read(2 + 4 + 2)]],
  ['a Query of 1,500 items of 64 bytes: 96 KB', query([times(1500, 64)], { consistency: 'strong' }), [read(24)]],
  ['a Query of 10 items, 40.8 KB: 44 KB', query([times(10, 4178)], { consistency: 'strong' }), [read(11)]],
  ['a Query that found nothing, eventual', query([[]]), [read(0.5)]],
  ['a Query that found nothing, strong', query([[]], { consistency: 'strong' }), [read(1)]],
  ['each page rounds on its own', query([[plain(5000)], [plain(5000)], []], { consistency: 'strong' }), [read(5)]],
  ['the same on one page', query([[plain(5000), plain(5000)]], { consistency: 'strong' }), [read(3)]],
  ['a Scan like a Query', query([[], [plain(5000)]], { operation: 'Scan' }), [read(0.5 + 1)]],
  [
    'a Query of a global index: its entries, from its own capacity',
    query([[padded(indexed, 9000), padded(indexed, 9000)]], { index: indexOf(table, 'keys') }),
    [read(0.5, 'keys')],
  ],
  [
    'a Query of a global index that holds everything',
    query([[padded(indexed, 9000), padded(indexed, 9000)]], { index: indexOf(table, 'all') }),
    [read(2.5, 'all')],
  ],
  ['an empty Query of a global index', query([[]], { index: indexOf(table, 'all') }), [read(0.5, 'all')]],
  [
    'a Query of a local index: its entries, from the table',
    query([[padded(indexed, 9000)]], { index: indexOf(table, 'local'), consistency: 'strong' }),
    [read(1)],
  ],
  [
    'a local index that fetches: its entries, and each whole item rounded alone',
    query([[padded(indexed, 5000), padded(indexed, 300)]], { index: indexOf(table, 'local'), fetch: true }),
    [read(0.5 + 1 + 0.5)],
  ],
  [
    'the same, strong',
    query([[padded(indexed, 5000), padded(indexed, 300)]], {
      index: indexOf(table, 'local'),
      fetch: true,
      consistency: 'strong',
    }),
    [read(1 + 2 + 1)],
  ],
];

describe('reads', () => {
  it.each(reads)('%s', (_words, operation, rows) => {
    expect(consumedBy(operation)).toEqual(rows);
  });
});

const writes: readonly (readonly [string, Operation, readonly Consumed[]])[] = [
  ['PutItem of a new item', single('PutItem', null, plain(1500)), [write(2)]],
  ['PutItem over a larger item', single('PutItem', plain(5000), plain(100)), [write(5)]],
  ['UpdateItem: the whole item, however little changed', single('UpdateItem', plain(5000), plain(5001)), [write(5)]],
  ['UpdateItem that grows an item', single('UpdateItem', plain(100), plain(5000)), [write(5)]],
  ['UpdateItem to the same value still pays', single('UpdateItem', plain(5000), plain(5000)), [write(5)]],
  ['DeleteItem by what was there', single('DeleteItem', plain(2049), null), [write(3)]],
  ['DeleteItem of a missing item', single('DeleteItem', null, null), [write(1)]],
  ['a failed condition, by the existing item', single('PutItem', plain(307_200), plain(317_440), true), [write(300)]],
  ['a failed condition on no item', single('UpdateItem', null, plain(5000), true), [write(1)]],
  ['a failed condition writes no index', single('DeleteItem', indexed, null, true), [write(1)]],
  [
    'a new item in every index; the local one is paid by the table',
    single('PutItem', null, indexed),
    [write(2), write(1, 'all'), write(1, 'keys'), write(1, 'some')],
  ],
  ['an identical put: the table alone', single('PutItem', indexed, indexed), [write(1)]],
  [
    'an index key that moves: twice in its index, once where it is projected',
    single('UpdateItem', indexed, { ...indexed, ...order({ G2: 'moved' }) }),
    [write(1), write(1, 'all'), write(2, 'keys')],
  ],
  [
    'a local index key that moves: twice, on the table',
    single('UpdateItem', indexed, { ...indexed, ...order({ L1: 'moved' }) }),
    [write(1 + 2), write(1, 'all')],
  ],
  [
    'BatchWriteItem: 500 bytes and 3.5 KB rounded alone',
    batchWrite([
      [null, plain(500)],
      [null, plain(3584)],
    ]),
    [write(5)],
  ],
  ['BatchWriteItem deletes a missing item', batchWrite([[null, null]]), [write(1)]],
  [
    'BatchWriteItem has no discount: 25 small puts',
    batchWrite(times(25, 50).map((item) => [null, item] as const)),
    [write(25)],
  ],
  [
    'TransactWriteItems: twice each item',
    transactWrite([
      [null, plain(1500)],
      [plain(2500), null],
    ]),
    [write(4 + 6)],
  ],
  [
    'TransactWriteItems, cancelled: in full',
    transactWrite(
      [
        [null, plain(1500)],
        [plain(2500), null],
      ],
      true,
    ),
    [write(10)],
  ],
  ['TransactWriteItems deletes a missing item', transactWrite([[null, null]]), [write(2)]],
  ['ConditionCheck by the checked item', check(plain(2500)), [write(6)]],
  ['ConditionCheck of a missing item', check(null), [write(2)]],
  [
    'a transaction doubles the item, not its indexes',
    transactWrite([[null, indexed]]),
    [write(2 + 1), write(1, 'all'), write(1, 'keys'), write(1, 'some')],
  ],
  [
    'a cancelled transaction costs what it would have, its indexes too',
    transactWrite([[null, indexed]], true),
    [write(2 + 1), write(1, 'all'), write(1, 'keys'), write(1, 'some')],
  ],
  ['a deletion by TTL costs nothing, also in the indexes', { operation: 'TimeToLive', table, before: indexed }, []],
];

describe('writes', () => {
  it.each(writes)('%s', (_words, operation, rows) => {
    expect(consumedBy(operation)).toEqual(rows);
  });
});

it('has a row for each table, in the order in which they are first charged', () => {
  const other = tableOf({
    TableName: 'U',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
  });
  const rows = consumedBy({
    operation: 'BatchWriteItem',
    writes: [
      { table: other, before: null, after: { id: { N: '1' } } },
      { table, before: null, after: order({ SK: '2', G3: 'z' }) },
      { table: other, before: null, after: { id: { N: '2' } } },
      { table, before: null, after: indexed },
    ],
  });
  expect(rows).toEqual([
    { table: 'U', index: null, read: 0, write: 2 },
    { table: 'T', index: null, read: 0, write: 1 + 2 },
    { table: 'T', index: 'all', read: 0, write: 1 },
    { table: 'T', index: 'keys', read: 0, write: 1 },
    { table: 'T', index: 'some', read: 0, write: 2 },
  ]);
});

const images = fc
  .record({
    indexes: fc.subarray(['G1', 'G2', 'G3', 'L1']),
    bytes: fc.option(fc.integer({ min: 100, max: 9000 }), { nil: null }),
  })
  .map(({ indexes, bytes }): Image => {
    if (bytes === null) return null;
    return padded(order(Object.fromEntries(indexes.map((name) => [name, 'v']))), bytes);
  });

function total(operations: readonly Operation[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { index, read: reads, write: writes } of operations.flatMap(consumedBy)) {
    sums[`${index}`] = (sums[`${index}`] ?? 0) + reads + writes;
  }
  return sums;
}

it('a batch of reads costs what its parts cost', () => {
  fc.assert(
    fc.property(fc.array(images, { minLength: 1 }), fc.constantFrom('eventual', 'strong' as const), (items, mode) => {
      expect(total([batchGet(items, mode)])).toEqual(total(items.map((item) => get(item, mode))));
    }),
  );
});

it('a batch of writes costs what its parts cost, in each index', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(images, images), { minLength: 1 }), (pairs) => {
      const parts = pairs.map(([before, after]) =>
        after === null ? single('DeleteItem', before, null) : single('PutItem', before, after),
      );
      expect(total([batchWrite(pairs)])).toEqual(total(parts));
    }),
  );
});

it('pages cost what Queries of one page each cost', () => {
  const pages = fc.array(fc.array(images.map((image) => image ?? plain(100))), { minLength: 1 });
  fc.assert(
    fc.property(pages, (many) => {
      expect(total([query(many)])).toEqual(total(many.map((page) => query([page]))));
    }),
  );
});
