import type { Item } from './attribute-value.ts';
import type { ConditionCheck, Image, Operation, PagedRead, SingleWrite, Write } from './operation.ts';
import { indexOf, orders, padded, tableOf } from './samples.fixture.ts';

// Operations whose units are compared with an engine's, for the test that does so.

/** Units by `table` and `table/index`; local indexes on their table, and nothing where nothing was charged. */
export type Charged = Readonly<Record<string, number>>;

export const ordersParameters = { ...orders, TableName: 'orders' };
export const ordersTable = tableOf(ordersParameters);
export const valuesParameters = {
  TableName: 'values',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'rank', AttributeType: 'N' },
    { AttributeName: 'digest', AttributeType: 'B' },
    { AttributeName: 'b', AttributeType: 'S' },
    { AttributeName: 'c', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'ranks',
      KeySchema: [
        { AttributeName: 'rank', KeyType: 'HASH' },
        { AttributeName: 'digest', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
    {
      IndexName: 'several',
      KeySchema: [
        { AttributeName: 'b', KeyType: 'HASH' },
        { AttributeName: 'c', KeyType: 'HASH' },
        { AttributeName: 'rank', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
    },
  ],
};
export const valuesTable = tableOf(valuesParameters);

let partitions = 0;

/** An item of `orders` in a partition of this case's own; texts as in `samples`. */
export type Make = (texts?: Readonly<Record<string, string>>) => Item;

export function maker(): Make {
  const PK = `case-${String(partitions++).padStart(6, '0')}`;
  return (texts = {}) => {
    const all = { PK, SK: '1', ...texts };
    return Object.fromEntries(Object.entries(all).map(([name, S]) => [name, { S: name === 'PK' ? PK : S }]));
  };
}

const table = ordersTable;
const get = (item: Image, consistency: 'eventual' | 'strong' = 'eventual'): Operation => ({
  operation: 'GetItem',
  table,
  consistency,
  item,
});
export const query = (pages: readonly (readonly Item[])[], more: Partial<PagedRead> = {}): Operation => ({
  operation: 'Query',
  table,
  index: null,
  consistency: 'eventual',
  fetch: false,
  pages,
  ...more,
});
export const single = (operation: SingleWrite['operation'], before: Image, after: Image): Operation => ({
  operation,
  table,
  before,
  after,
  conditionFailed: false,
});
const transact = (writes: readonly (Write | ConditionCheck)[]): Operation => ({
  operation: 'TransactWriteItems',
  cancelled: false,
  writes,
});
const index = (name: string) => indexOf(ordersTable, name);
const keyed = (make: Make, texts: Readonly<Record<string, string>> = {}): Item => {
  const own = (make().PK as { readonly S: string }).S;
  return make({ G1: own, G2: own, G3: own, L1: 'l', note: 'n', other: 'o', ...texts });
};
const numbered = (make: Make, count: number, bytes: number, texts: Readonly<Record<string, string>> = {}): Item[] =>
  Array.from({ length: count }, (_, at) => padded(make({ SK: String(at).padStart(4, '0'), ...texts }), bytes));

export const cases: readonly (readonly [string, (make: Make) => Operation])[] = [
  ['GetItem at exactly 4 KB', (make) => get(padded(make(), 4096), 'strong')],
  ['GetItem a byte above 4 KB', (make) => get(padded(make(), 4097), 'strong')],
  ['GetItem, eventual', (make) => get(padded(make(), 9000))],
  ['GetItem of a missing item', () => get(null)],
  ['GetItem of a missing item, strong', () => get(null, 'strong')],
  [
    'BatchGetItem, each rounded alone',
    (make) => ({
      operation: 'BatchGetItem',
      consistency: 'strong',
      items: numbered(make, 7, 4500).map((item) => ({ table, item })),
    }),
  ],
  [
    'TransactGetItems, one of them missing',
    (make) => ({
      operation: 'TransactGetItems',
      items: [...numbered(make, 3, 4500), null].map((item) => ({ table, item })),
    }),
  ],
  ['Query of 100 small items', (make) => query([numbered(make, 100, 100)])],
  ['Query, strong', (make) => query([numbered(make, 10, 4178)], { consistency: 'strong' })],
  ['Query of three pages', (make) => query([numbered(make, 3, 3000), ...pagesAfter(make)])],
  ['Query of a global index of everything', (make) => query([indexedItems(make, 5, 3000)], { index: index('all') })],
  ['Query of a global index of keys', (make) => query([indexedItems(make, 5, 3000)], { index: index('keys') })],
  ['Query of a global index of some', (make) => query([indexedItems(make, 5, 3000)], { index: index('some') })],
  ['Query of a local index', (make) => query([localItems(make, 5, 3000)], { index: index('local') })],
  [
    'Query of a local index, strong',
    (make) => query([localItems(make, 5, 3000)], { index: index('local'), consistency: 'strong' }),
  ],
  [
    'Query of a local index that fetches',
    (make) => query([localItems(make, 5, 5000)], { index: index('local'), fetch: true }),
  ],
  ['PutItem of a new item in all indexes', (make) => single('PutItem', null, padded(keyed(make), 2500))],
  ['PutItem of a new item in none', (make) => single('PutItem', null, padded(make(), 1025))],
  ['PutItem of the identical item', (make) => single('PutItem', padded(keyed(make), 2500), padded(keyed(make), 2500))],
  ['PutItem over a larger item', (make) => single('PutItem', padded(keyed(make), 4500), padded(keyed(make), 1500))],
  ['PutItem over a smaller item', (make) => single('PutItem', padded(keyed(make), 1500), padded(keyed(make), 4500))],
  ['PutItem that leaves the indexes', (make) => single('PutItem', padded(keyed(make), 2500), padded(make(), 1500))],
  ['PutItem that enters the indexes', (make) => single('PutItem', padded(make(), 1500), padded(keyed(make), 2500))],
  ['UpdateItem of what only ALL holds', (make) => single('UpdateItem', keyed(make), keyed(make, { other: 'p' }))],
  ['UpdateItem of an included attribute', (make) => single('UpdateItem', keyed(make), keyed(make, { note: 'm' }))],
  ['UpdateItem that moves a global key', (make) => single('UpdateItem', keyed(make), keyed(make, { G2: 'moved' }))],
  [
    'UpdateItem that moves a key, with another size',
    (make) => single('UpdateItem', padded(keyed(make), 4500), padded(keyed(make, { G1: 'moved' }), 1500)),
  ],
  ['UpdateItem that moves a local key', (make) => single('UpdateItem', keyed(make), keyed(make, { L1: 'm' }))],
  [
    'UpdateItem that changes nothing',
    (make) => single('UpdateItem', padded(keyed(make), 3000), padded(keyed(make), 3000)),
  ],
  ['UpdateItem of no item', (make) => single('UpdateItem', null, padded(keyed(make), 1800))],
  ['DeleteItem from all indexes', (make) => single('DeleteItem', padded(keyed(make), 2500), null)],
  ['DeleteItem of a missing item', () => single('DeleteItem', null, null)],
  [
    'BatchWriteItem of puts and deletes',
    (make) => ({
      operation: 'BatchWriteItem',
      writes: [
        { table, before: null, after: padded(keyed(make), 1500) },
        { table, before: padded(keyed(make, { SK: '2' }), 2500), after: null },
        { table, before: null, after: padded(make({ SK: '3' }), 500) },
        { table: valuesTable, before: null, after: { id: { S: 'b' }, rank: { N: '1' }, digest: { B: 'QQ==' } } },
      ],
    }),
  ],
  [
    'TransactWriteItems of different sizes, without indexes',
    (make) =>
      transact([
        { table, before: null, after: padded(make(), 1500) },
        { table, before: padded(make({ SK: '2' }), 2500), after: null },
        { table, before: make({ SK: '3' }), after: padded(make({ SK: '3' }), 700) },
        { table, before: padded(make({ SK: '4' }), 3500), after: padded(make({ SK: '4' }), 700) },
      ]),
  ],
];

/** Where DynamoDB Local 3.3.1 is wrong, with its figures and ours. AWS itself was measured by others to be as we are. */
export const faults: readonly (readonly [string, (make: Make) => Operation, Charged, Charged])[] = [
  ['except for a Query that finds nothing', () => query([[]]), {}, { orders: 0.5 }],
  ['except for an empty global index', () => query([[]], { index: index('all') }), {}, { 'orders/all': 0.5 }],
  [
    'except for missing items of a BatchGetItem',
    () => ({ operation: 'BatchGetItem', consistency: 'eventual', items: [{ table, item: null }] }),
    {},
    { orders: 0.5 },
  ],
  [
    'except for a missing item that a BatchWriteItem deletes',
    () => ({ operation: 'BatchWriteItem', writes: [{ table, before: null, after: null }] }),
    { orders: 2 },
    { orders: 1 },
  ],
  [
    'except for a missing item that a transaction deletes',
    () => transact([{ table, before: null, after: null }]),
    { orders: 1 },
    { orders: 2 },
  ],
  [
    'except for indexes in a transaction, doubled there',
    (make) => transact([{ table, before: null, after: padded(make({ G1: 'x' }), 2500) }]),
    { orders: 6, 'orders/all': 6 },
    { orders: 6, 'orders/all': 3 },
  ],
  [
    'except for a condition check, rounded to 4 KB there like a read',
    (make) => transact([{ table, conditionCheck: padded(make(), 9000) }]),
    { orders: 6 },
    { orders: 18 },
  ],
  [
    'except for actions of equal units in one transaction, counted once there',
    (make) => transact(numbered(make, 5, 1500).map((after) => ({ table, before: null, after }))),
    { orders: 4 },
    { orders: 20 },
  ],
];

/** Two further pages of the partition, the last of one item. */
function pagesAfter(make: Make): Item[][] {
  const later = (from: number, count: number) =>
    numbered(make, from + count, 3000)
      .slice(from)
      .map((item) => item);
  return [later(3, 3), later(6, 1)];
}

function indexedItems(make: Make, count: number, bytes: number): Item[] {
  return Array.from({ length: count }, (_, at) => padded(keyed(make, { SK: `${at}` }), bytes));
}

/** In the order of the local index, too. */
function localItems(make: Make, count: number, bytes: number): Item[] {
  return Array.from({ length: count }, (_, at) => padded(make({ SK: `${at}`, L1: `l${at}` }), bytes));
}
