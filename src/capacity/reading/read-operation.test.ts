import { describe, expect, it } from 'vitest';
import {
  a,
  attribute,
  b,
  get,
  keyed,
  many,
  nested,
  numbered,
  problemsOf,
  put,
  query,
  text,
} from './refusals.fixture.ts';

describe('an operation is refused', () => {
  it.each([
    [
      'that DynamoDB does not have',
      { id: 'a', operation: 'Get' },
      /^operations\[0\]\.operation: found "Get", expected/,
    ],
    ['that is misspelt, with what was meant', { id: 'a', operation: 'PutItm' }, /expected PutItem \(one of GetItem/],
    ['without an id', { operation: 'GetItem', table: 'T', item: null }, /^operations\[0\]\.id: found nothing/],
    ['with a number as id', { ...get(null), id: 1 }, /id: found 1, expected an id/],
    ['on a table that is not there', { ...get(null), table: 'U' }, /^operations\[0\]\.table: found "U", expected/],
    ['without a table', { id: 'a', operation: 'GetItem', item: null }, /table: found nothing, expected one of T/],
    [
      'with a field that nobody knows',
      { ...get(null), consitency: 'strong' },
      /consitency: found an unknown field, expected consistency/,
    ],
    ['GetItem with an index', { ...get(null), index: 'all' }, /index: found an unknown field/],
    [
      'GetItem without an item',
      { id: 'a', operation: 'GetItem', table: 'T' },
      /item: found nothing, expected an item, or null/,
    ],
    ['GetItem of a list', get([a]), /item: found \[.*expected attributes by name/],
    [
      'a Query on an index that is not there',
      query({ index: 'al' }),
      /index: found "al", expected all \(one of all, keys, some, local\)/,
    ],
    [
      'a strong Query of a global index',
      query({ index: 'all', consistency: 'strong' }),
      /consistency: found "strong", expected eventual: all is a global index/,
    ],
    [
      'a strong Scan of a global index',
      { ...query({ index: 'all', consistency: 'strong' }), operation: 'Scan' },
      /expected eventual/,
    ],
    ['a fetch without an index', query({ fetch: true }), /fetch: found true, expected true only on a local index/],
    [
      'a fetch on a global index',
      query({ index: 'keys', fetch: true }),
      /fetch: found true, expected true only on a local index/,
    ],
    ['a fetch that is a word', query({ index: 'local', fetch: 'yes' }), /fetch: found "yes", expected true or false/],
    [
      'a Query without pages',
      { id: 'a', operation: 'Query', table: 'T' },
      /pages: found nothing, expected a list of pages/,
    ],
    ['a Query with no page', query({ pages: [] }), /pages: found 0 pages, expected 1 or more/],
    ['a Query with items that are no pages', query({ pages: [a] }), /pages\[0\]: found .* expected a list of items/],
    ['a page with null', query({ pages: [[null]] }), /pages\[0\]\[0\]: found null, expected attributes by name/],
    [
      'a page of more than 1 MB',
      query({ pages: [many(4, (at) => ({ ...numbered(at), x: text(400_000) }))] }),
      /pages\[0\]: found 16000\d\d bytes on one page/,
    ],
    [
      'an item on an index page that the index does not hold',
      query({ index: 'all', pages: [[a]] }),
      /pages\[0\]\[0\]\.G1: found nothing, expected a key attribute of the index all/,
    ],
    [
      'BatchGetItem with no item',
      { id: 'a', operation: 'BatchGetItem', items: [] },
      /items: found 0 items, expected 1 to 100 items/,
    ],
    [
      'BatchGetItem with 101 items',
      { id: 'a', operation: 'BatchGetItem', items: many(101, (at) => ({ table: 'T', item: numbered(at) })) },
      /items: found 101 items, expected 1 to 100 items/,
    ],
    [
      'BatchGetItem with an item twice',
      {
        id: 'a',
        operation: 'BatchGetItem',
        items: [
          { table: 'T', item: a },
          { table: 'T', item: keyed },
        ],
      },
      /items\[1\]\.item: found an item of T that is here already/,
    ],
    [
      'BatchGetItem of more than 16 MB',
      {
        id: 'a',
        operation: 'BatchGetItem',
        items: many(42, (at) => ({ table: 'T', item: { ...numbered(at), x: text(409_000) } })),
      },
      /items: found 17\d+ bytes of items, expected at most 16777216/,
    ],
    [
      'BatchGetItem with a consistency for one item',
      { id: 'a', operation: 'BatchGetItem', items: [{ table: 'T', item: a, consistency: 'strong' }] },
      /items\[0\]\.consistency: found an unknown field/,
    ],
    [
      'TransactGetItems with 101 items',
      { id: 'a', operation: 'TransactGetItems', items: many(101, (at) => ({ table: 'T', item: numbered(at) })) },
      /found 101 items/,
    ],
    [
      'TransactGetItems of more than 4 MB',
      {
        id: 'a',
        operation: 'TransactGetItems',
        items: many(11, (at) => ({ table: 'T', item: { ...numbered(at), x: text(390_000) } })),
      },
      /items: found 42\d+ bytes of items, expected at most 4194304/,
    ],
    [
      'TransactGetItems with a consistency',
      { id: 'a', operation: 'TransactGetItems', consistency: 'strong', items: [{ table: 'T', item: a }] },
      /consistency: found an unknown field/,
    ],
    ['PutItem that leaves nothing', put(null), /after: found null, expected the item that the PutItem left/],
    [
      'UpdateItem without what it left',
      { id: 'a', operation: 'UpdateItem', table: 'T', before: a },
      /after: found nothing, expected the item that the UpdateItem left/,
    ],
    [
      'UpdateItem that changes the key',
      { id: 'a', operation: 'UpdateItem', table: 'T', before: a, after: b },
      /after: found another item than "before", expected the same PK and SK/,
    ],
    [
      'a failed condition without what was there',
      { id: 'a', operation: 'PutItem', table: 'T', after: a, conditionFailed: true },
      /before: found nothing, expected an item, or null/,
    ],
    [
      'a failed condition that is a word',
      { ...put(a), conditionFailed: 'no' },
      /conditionFailed: found "no", expected true or false/,
    ],
    ['DeleteItem without what was there', { id: 'a', operation: 'DeleteItem', table: 'T' }, /before: found nothing/],
    [
      'DeleteItem that leaves an item',
      { id: 'a', operation: 'DeleteItem', table: 'T', before: a, after: a },
      /after: found .*expected nothing/,
    ],
    [
      'BatchWriteItem with 26 writes',
      {
        id: 'a',
        operation: 'BatchWriteItem',
        writes: many(26, (at) => ({ table: 'T', before: null, after: numbered(at) })),
      },
      /writes: found 26 writes, expected 1 to 25 writes/,
    ],
    ['BatchWriteItem with none', { id: 'a', operation: 'BatchWriteItem', writes: [] }, /writes: found 0 writes/],
    [
      'BatchWriteItem with an item twice',
      {
        id: 'a',
        operation: 'BatchWriteItem',
        writes: [
          { table: 'T', before: a },
          { table: 'T', after: a },
        ],
      },
      /writes\[1\]: found an item of T that is here already/,
    ],
    [
      'BatchWriteItem with a condition',
      { id: 'a', operation: 'BatchWriteItem', writes: [{ table: 'T', before: a, conditionCheck: a }] },
      /writes\[0\]\.conditionCheck: found an unknown field/,
    ],
    [
      'a write of nothing',
      { id: 'a', operation: 'BatchWriteItem', writes: [{ table: 'T' }] },
      /writes\[0\]: found .*expected "before" or "after"/,
    ],
    [
      'TransactWriteItems with 101 writes',
      { id: 'a', operation: 'TransactWriteItems', writes: many(101, (at) => ({ table: 'T', after: numbered(at) })) },
      /found 101 writes, expected 1 to 100 writes/,
    ],
    [
      'TransactWriteItems that checks what it writes',
      {
        id: 'a',
        operation: 'TransactWriteItems',
        writes: [
          { table: 'T', after: a },
          { table: 'T', conditionCheck: a },
        ],
      },
      /writes\[1\]: found an item of T that is here already/,
    ],
    [
      'TransactWriteItems of more than 4 MB',
      {
        id: 'a',
        operation: 'TransactWriteItems',
        writes: many(11, (at) => ({ table: 'T', after: { ...numbered(at), x: text(390_000) } })),
      },
      /writes: found 42\d+ bytes of items, expected at most 4194304 bytes in a transaction/,
    ],
    [
      'a check that also writes',
      { id: 'a', operation: 'TransactWriteItems', writes: [{ table: 'T', conditionCheck: a, after: a }] },
      /writes\[0\]\.after: found an unknown field/,
    ],
    [
      'TTL of nothing',
      { id: 'a', operation: 'TimeToLive', table: 'T', before: null },
      /before: found null, expected attributes by name/,
    ],
  ])('%s', (_words, operation, problem) => {
    expect(problemsOf(operation)).toEqual([expect.stringMatching(problem)]);
  });
});

describe('an operation is fine', () => {
  it.each([
    ['an item of exactly 409,600 bytes', put({ ...a, x: text(409_593) })],
    ['32 levels', attribute(nested(31))],
    ['keys of 2,048 and 1,024 bytes', get({ PK: text(2048), SK: text(1024) })],
    ['38 digits, and zeros beside them', attribute({ N: `0.000${'1'.repeat(38)}` })],
    ['the largest number', attribute({ N: `9.${'9'.repeat(37)}E125` })],
    ['empty text, binary, list and map', attribute({ L: [{ S: '' }, { B: '' }, { L: [] }, { M: {} }] })],
    ['an empty text in a set', attribute({ SS: ['', 'v'] })],
    [
      '100 gets',
      { id: 'a', operation: 'BatchGetItem', items: many(100, (at) => ({ table: 'T', item: numbered(at) })) },
    ],
    [
      'many missing items in a batch',
      { id: 'a', operation: 'BatchGetItem', items: many(3, () => ({ table: 'T', item: null })) },
    ],
    [
      '25 writes',
      { id: 'a', operation: 'BatchWriteItem', writes: many(25, (at) => ({ table: 'T', after: numbered(at) })) },
    ],
    [
      'a strong Query of a local index',
      query({ index: 'local', consistency: 'strong', fetch: true, pages: [[keyed]] }),
    ],
    ['an index that is null, which is the table', query({ index: null })],
    ['a new item without "before"', { id: 'a', operation: 'PutItem', table: 'T', after: a }],
    [
      'a failed condition with "before" alone',
      { id: 'a', operation: 'UpdateItem', table: 'T', before: a, conditionFailed: true },
    ],
    ['a DeleteItem with "after": null', { id: 'a', operation: 'DeleteItem', table: 'T', before: null, after: null }],
    ['a page just above 1 MB', query({ pages: [many(3, (at) => ({ ...numbered(at), x: text(400_000) }))] })],
  ])('%s', (_words, operation) => {
    expect(problemsOf(operation)).toEqual([]);
  });
});
