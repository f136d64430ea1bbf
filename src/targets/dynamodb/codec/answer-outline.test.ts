import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OperationName } from '../request.ts';
import { OutlineReader } from './answer-outline.ts';
import { consumedOf, directionOf } from './consumed.ts';

/** A body as the client holds it: its bytes, a character each. */
const body = (value: unknown, space?: string): string =>
  Buffer.from(JSON.stringify(value, null, space)).toString('latin1');

/** Reads a body that lies in a buffer between other bytes, such as would lead a walk on that does not stop at its end. */
function outlineOf(operation: OperationName, json: string, outlines = new OutlineReader()) {
  const bytes = Buffer.from(`{"Count":[${json}"]}, "Count":1}}`, 'latin1');
  return outlines.read(operation, bytes, 10, 10 + json.length);
}

const read = (operation: OperationName, value: unknown) => outlineOf(operation, body(value));

const half = { TableName: 'T', CapacityUnits: 0.5, Table: { CapacityUnits: 0.5 } };
const consumedHalf = [{ table: 'T', index: null, read: 0.5, write: 0 }];
const item = { PK: { S: 'a' } };

describe('the outline of an answer', () => {
  it.each<[string, OperationName, unknown, object]>([
    ['an item', 'GetItem', { ConsumedCapacity: half, Item: item }, { items: 1, evaluated: 1, consumed: consumedHalf }],
    ['no item', 'GetItem', { ConsumedCapacity: half }, { items: 0, evaluated: 0, consumed: consumedHalf }],
    ['nothing at all', 'GetItem', {}, { items: 0, evaluated: 0, consumed: [] }],
    ['null for no item', 'GetItem', { Item: null }, { items: 0 }],
    [
      'a page',
      'Query',
      { Items: [item, item], Count: 2, ScannedCount: 7, LastEvaluatedKey: item },
      { items: 2, evaluated: 7 },
    ],
    ['a count alone', 'Query', { Count: 12, ScannedCount: 30 }, { items: 12, evaluated: 30 }],
    ['a page with no scanned count', 'Scan', { Items: [], Count: 0 }, { items: 0, evaluated: 0 }],
    [
      'a batch of two tables',
      'BatchGetItem',
      { Responses: { T: [item, item], U: [item] }, UnprocessedKeys: {} },
      { items: 3, unprocessed: 0 },
    ],
    [
      'a batch half done',
      'BatchGetItem',
      { Responses: { T: [] }, UnprocessedKeys: { T: { ConsistentRead: true, Keys: [item, item] } } },
      { items: 0, unprocessed: 2 },
    ],
    ['a written batch', 'BatchWriteItem', { UnprocessedItems: {} }, { items: 0, unprocessed: 0 }],
    [
      'a batch half written',
      'BatchWriteItem',
      { UnprocessedItems: { T: [{ PutRequest: { Item: item } }], U: [{}, {}] } },
      { unprocessed: 3 },
    ],
    [
      'a transaction that found two of three',
      'TransactGetItems',
      { Responses: [{ Item: item }, {}, { Item: item }] },
      { items: 2 },
    ],
    ['what was before', 'UpdateItem', { Attributes: item }, { items: 1 }],
    ['a write that gives nothing back', 'PutItem', {}, { items: 0, consumed: [] }],
  ])('%s', (_what, operation, value, expected) => {
    expect(read(operation, value)).toMatchObject(expected);
  });

  it.each<[string, OperationName, unknown]>([
    ['an item that is a list', 'GetItem', { Item: [] }],
    ['an object of another kind', 'GetItem', { hello: 'world' }],
    ['a page without its count', 'Query', { Items: [] }],
    ['a page without anything', 'Scan', {}],
    ['a count that is text', 'Query', { Count: '5' }],
    ['a count below nothing', 'Query', { Count: -1 }],
    ['half a count', 'Query', { Count: 1.5 }],
    ['items that are an object', 'Query', { Items: {}, Count: 1 }],
    ['a batch without its answers', 'BatchGetItem', { UnprocessedKeys: {} }],
    ['a batch that answers no lists', 'BatchGetItem', { Responses: { T: 5 } }],
    ['a batch with keys of no list', 'BatchGetItem', { Responses: {}, UnprocessedKeys: { T: {} } }],
    ['unprocessed items in a list', 'BatchWriteItem', { UnprocessedItems: [] }],
    ['a transaction that answers an object', 'TransactGetItems', { Responses: {} }],
    ['capacity that is a number', 'GetItem', { ConsumedCapacity: 5 }],
    ['capacity of no table', 'GetItem', { ConsumedCapacity: { CapacityUnits: 1 } }],
    ['capacity without units', 'GetItem', { ConsumedCapacity: { TableName: 'T' } }],
  ])('is wrong where there is %s', (_what, operation, value) => {
    expect(read(operation, value)).toBeTypeOf('string');
  });
});

it('gives the same units again where the same text comes again, and other units for a write', () => {
  const outlines = new OutlineReader();
  const text = body({ ConsumedCapacity: half });
  const first = outlineOf('GetItem', text, outlines);
  expect(outlineOf('GetItem', text, outlines)).toEqual(first);
  expect(outlineOf('PutItem', text, outlines)).toMatchObject({
    consumed: [{ table: 'T', index: null, read: 0, write: 0.5 }],
  });
  expect(outlineOf('GetItem', text, outlines)).toMatchObject({ consumed: consumedHalf });
});

/** Texts that look like what is searched for. */
const bait = fc.constantFrom(
  '"ConsumedCapacity":{"TableName":"X","CapacityUnits":99}',
  'Count',
  'ConsumedCapacity',
  '\\',
  '\\"',
  '"',
  '}',
  ']',
  '{"Item":',
  '","Count":7,"a":"',
  '한국어',
  '\u0000',
  '\u2028',
  '/',
  'x'.repeat(30),
  `${'y'.repeat(23)}\\`,
  `${'z'.repeat(24)}"`,
);
const text = fc.oneof(
  bait,
  fc.string({ unit: 'binary' }),
  fc.array(bait).map((parts) => parts.join('')),
);
const name = fc.oneof(fc.constantFrom('ConsumedCapacity', 'Count', 'ScannedCount', 'Item', 'Items', 'a"b\\'), text);
const { attribute } = fc.letrec((tie) => ({
  attribute: fc.oneof(
    { maxDepth: 5 },
    text.map((S) => ({ S })),
    fc.integer().map((N) => ({ N: `${N}` })),
    fc.boolean().map((BOOL) => ({ BOOL })),
    fc.constant({ NULL: true }),
    fc.dictionary(name, tie('attribute'), { maxKeys: 4 }).map((M) => ({ M })),
    fc.array(tie('attribute'), { maxLength: 4 }).map((L) => ({ L })),
    fc.array(text).map((SS) => ({ SS })),
  ),
}));
const anyItem = fc.dictionary(name, attribute, { maxKeys: 5 });
const units = fc.constantFrom(0, 0.5, 1, 2.5, 40);
const capacity = fc.record(
  {
    TableName: fc.constantFrom('T', 'Other-table'),
    CapacityUnits: units,
    Table: units.map((CapacityUnits) => ({ CapacityUnits })),
    GlobalSecondaryIndexes: fc.dictionary(
      fc.constantFrom('G1', 'G2'),
      units.map((CapacityUnits) => ({ CapacityUnits })),
    ),
    LocalSecondaryIndexes: fc.dictionary(
      fc.constantFrom('L1'),
      units.map((CapacityUnits) => ({ CapacityUnits })),
    ),
  },
  { requiredKeys: ['TableName', 'CapacityUnits'] },
);

/** The members in any order, written with any space between them. */
const written = (members: fc.Arbitrary<object>) =>
  fc.tuple(members, fc.constantFrom('', ' ', '\t'), fc.infiniteStream(fc.nat())).map(([value, space, order]) => {
    const entries = Object.entries(value).map((entry): [number, [string, unknown]] => [order.next().value, entry]);
    const shuffled = entries.sort(([a], [b]) => a - b).map(([, entry]) => entry);
    return body(Object.fromEntries(shuffled), space);
  });

const parsed = (json: string): Record<string, unknown> => JSON.parse(Buffer.from(json, 'latin1').toString('utf8'));

describe('the outline is what the whole parse says', () => {
  it('of a page, whatever its items hold', () => {
    const page = fc.record(
      {
        Items: fc.array(anyItem),
        Count: fc.nat(),
        ScannedCount: fc.nat(),
        LastEvaluatedKey: anyItem,
        ConsumedCapacity: capacity,
        Else: attribute,
      },
      { requiredKeys: ['Items', 'Count'] },
    );
    fc.assert(
      fc.property(written(page), (json) => {
        const { Count, ScannedCount, ConsumedCapacity } = parsed(json);
        expect(outlineOf('Query', json)).toEqual({
          items: Count,
          evaluated: ScannedCount ?? Count,
          unprocessed: 0,
          consumed: ConsumedCapacity === undefined ? [] : consumedOf(ConsumedCapacity, directionOf('Query')),
        });
      }),
      { numRuns: 500 },
    );
  });

  it('of a batch, whatever its items hold', () => {
    const keys = fc.record({ Keys: fc.array(anyItem), ConsistentRead: fc.boolean() }, { requiredKeys: ['Keys'] });
    const batch = fc.record({
      Responses: fc.dictionary(name, fc.array(anyItem)),
      UnprocessedKeys: fc.dictionary(name, keys),
      ConsumedCapacity: fc.array(capacity),
    });
    fc.assert(
      fc.property(written(batch), (json) => {
        const value = parsed(json) as {
          Responses: Record<string, unknown[]>;
          UnprocessedKeys: Record<string, { Keys: unknown[] }>;
        };
        expect(outlineOf('BatchGetItem', json)).toMatchObject({
          items: Object.values(value.Responses).flat().length,
          unprocessed: Object.values(value.UnprocessedKeys).flatMap(({ Keys }) => Keys).length,
        });
      }),
    );
  });

  it('of any JSON: an object that is no answer, or no object, is told apart from one that is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (json) => {
        const outline = outlineOf('PutItem', Buffer.from(json).toString('latin1'));
        const value: unknown = JSON.parse(json);
        const empty =
          typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
        expect(typeof outline).toBe(empty ? 'object' : 'string');
      }),
    );
  });

  it('of a body cut anywhere: it is found out', () => {
    fc.assert(
      fc.property(
        written(fc.record({ Item: anyItem, ConsumedCapacity: capacity })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (json, part) => {
          const cut = json.trimEnd().slice(0, Math.floor(part * (json.length - 1)));
          expect(outlineOf('GetItem', cut)).toBe('it is not a JSON object');
        },
      ),
      { numRuns: 300 },
    );
  });

  it('of a body with one structural character changed: never other than what the whole parse allows', () => {
    fc.assert(
      fc.property(
        written(fc.record({ Item: anyItem, ConsumedCapacity: capacity })),
        fc.nat(),
        fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '0', 't', ' '),
        (json, at, character) => {
          const changed = json.slice(0, at % json.length) + character + json.slice((at % json.length) + 1);
          const outline = outlineOf('GetItem', changed);
          if (typeof outline === 'string') return;
          // What is let through is right, or wrong only within a string: without the strings' insides it parses.
          const hollow = changed.replace(/"(?:[^"\\]|\\[\s\S])*"/g, '""');
          expect(() => JSON.parse(hollow)).not.toThrow();
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

it.each([
  '',
  ' ',
  '{',
  '}',
  '{"a"}',
  '{"a":}',
  '{"a":1,}',
  '{,}',
  '{"a":01}',
  '{"a":1.}',
  '{"a":.5}',
  '{"a":1e}',
  '{"a":tru}',
  '{"a":nul',
  '{"a":"b}',
  '{"a":[1,]}',
  '{"a":[1 2]}',
  '{a:1}',
  "{'a':1}",
  '{}{}',
  '{} x',
  '[{}]',
  'null',
  '<html></html>',
  '{"a":\u00a01}',
])('refuses %j as an object', (json) => {
  expect(() => JSON.parse(json.startsWith('[') || json === 'null' ? '' : json)).toThrow();
  expect(outlineOf('GetItem', json)).toBeTypeOf('string');
});

it('refuses nesting that no item has, instead of running out of stack', () => {
  expect(outlineOf('GetItem', '{"Item":'.repeat(100_000))).toBe('it is not a JSON object');
});
