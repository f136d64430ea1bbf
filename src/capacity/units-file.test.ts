import { describe, expect, it } from 'vitest';
import { sentence } from '../workload/problem.ts';
import { a, b, get, keyed, problemsIn, query, text } from './reading/refusals.fixture.ts';
import { orders } from './samples.fixture.ts';
import { readUnitsFile, unitsOf } from './units-file.ts';

describe('a file', () => {
  it.each([
    ['that is a list', [], ['$: found [], expected an object with "tables" and "operations"']],
    ['that is null', null, ['$: found null, expected an object with "tables" and "operations"']],
    [
      'without either part',
      {},
      ['tables: found nothing, expected a list of tables', 'operations: found nothing, expected a list of operations'],
    ],
    [
      'with a part that nobody knows',
      { tables: [], operations: [], region: 'x' },
      ['region: found an unknown field, expected one of tables, operations'],
    ],
    [
      'with two operations of one id',
      { tables: [orders], operations: [get(null), get(null)] },
      ['operations[1].id: found "a", expected an id of its own for each operation'],
    ],
    [
      'with an operation that is a word',
      { tables: [], operations: ['GetItem'] },
      ['operations[0]: found "GetItem", expected an operation'],
    ],
    [
      'with a table twice',
      { tables: [orders, orders], operations: [] },
      ['tables[1].TableName: found "T", expected each table once'],
    ],
  ])('%s is refused', (_words, file, problems) => {
    expect(problemsIn(file)).toEqual(problems);
  });

  it('tells every problem at once, wherever it stands', () => {
    const problems = problemsIn({
      tables: [{ ...orders, KeySchema: [] }],
      operations: [get(5), { ...get(null), id: '', table: 'U' }, query({ id: 'c', pages: [], consistency: 'weak' })],
    });
    expect(problems).toEqual([
      'tables[0].KeySchema: found no key, expected one HASH attribute, then at most one RANGE attribute',
      'operations[0].item: found 5, expected attributes by name',
      'operations[1].id: found "", expected an id, a text that no other operation has',
      'operations[1].table: found "U", expected T (one of T)',
      'operations[2].consistency: found "weak", expected one of eventual, strong',
      'operations[2].pages: found 0 pages, expected 1 or more pages',
    ]);
  });

  it('with nothing to count is fine', () => {
    expect(problemsIn({ tables: [], operations: [] })).toEqual([]);
  });
});

it('gives the sizes and the units of all operations in the form of the contract', () => {
  const other = {
    TableName: 'U',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
  };
  const shirt = { 'shirt-color': { S: 'R' }, 'shirt-size': { S: 'M' }, ...a };
  const big = { ...keyed, G2: { S: 'y' }, note: { S: 'n' }, body: text(4096) };
  const moved = { ...big, G2: { S: 'moved' } };
  const read = readUnitsFile({
    tables: [orders, other],
    operations: [
      { id: 'a', operation: 'GetItem', table: 'T', consistency: 'eventual', item: shirt },
      { id: 'a0', operation: 'GetItem', table: 'T', item: null },
      {
        id: 'b',
        operation: 'BatchGetItem',
        consistency: 'strong',
        items: [
          { table: 'T', item: big },
          { table: 'U', item: null },
          { table: 'U', item: { id: { N: '-1.5' } } },
        ],
      },
      { id: 'c', operation: 'TransactGetItems', items: [{ table: 'T', item: a }] },
      {
        id: 'd',
        operation: 'Query',
        table: 'T',
        index: 'keys',
        consistency: 'eventual',
        pages: [[big, { ...moved, SK: { S: '2' } }]],
      },
      { id: 'd1', operation: 'Query', table: 'T', index: 'local', fetch: true, pages: [[big]] },
      { id: 'e', operation: 'Scan', table: 'T', pages: [[], [a, big]] },
      { id: 'f', operation: 'PutItem', table: 'T', before: null, after: big },
      { id: 'g', operation: 'UpdateItem', table: 'T', before: big, after: moved, conditionFailed: false },
      { id: 'g1', operation: 'UpdateItem', table: 'T', before: big, after: moved, conditionFailed: true },
      { id: 'h', operation: 'DeleteItem', table: 'T', before: big },
      {
        id: 'i',
        operation: 'BatchWriteItem',
        writes: [
          { table: 'T', before: null, after: a },
          { table: 'U', before: null, after: null },
        ],
      },
      {
        id: 'j',
        operation: 'TransactWriteItems',
        cancelled: false,
        writes: [
          { table: 'T', before: big, after: moved },
          { table: 'T', conditionCheck: b },
          { table: 'U', conditionCheck: null },
        ],
      },
      { id: 'k', operation: 'TimeToLive', table: 'T', before: big },
    ],
  });
  if (!read.ok) throw new Error(read.problems.map(sentence).join('\n'));
  const row = (table: string, index: string | null, reads: number, writes: number) => ({
    table,
    index,
    read: reads,
    write: writes,
  });
  expect(unitsOf(read.value)).toEqual({
    operations: [
      { id: 'a', itemBytes: [29], consumed: [row('T', null, 0.5, 0)] },
      { id: 'a0', itemBytes: [], consumed: [row('T', null, 0.5, 0)] },
      { id: 'b', itemBytes: [4120, 6], consumed: [row('T', null, 2, 0), row('U', null, 2, 0)] },
      { id: 'c', itemBytes: [6], consumed: [row('T', null, 2, 0)] },
      { id: 'd', itemBytes: [9, 13], consumed: [row('T', 'keys', 0.5, 0)] },
      { id: 'd1', itemBytes: [9], consumed: [row('T', null, 0.5 + 1, 0)] },
      { id: 'e', itemBytes: [6, 4120], consumed: [row('T', null, 0.5 + 1, 0)] },
      {
        id: 'f',
        itemBytes: [4120],
        consumed: [row('T', null, 0, 5 + 1), row('T', 'all', 0, 5), row('T', 'keys', 0, 1)],
      },
      {
        id: 'g',
        itemBytes: [4120, 4124],
        consumed: [row('T', null, 0, 5), row('T', 'all', 0, 5), row('T', 'keys', 0, 2)],
      },
      { id: 'g1', itemBytes: [4120, 4124], consumed: [row('T', null, 0, 5)] },
      {
        id: 'h',
        itemBytes: [4120],
        consumed: [row('T', null, 0, 5 + 1), row('T', 'all', 0, 5), row('T', 'keys', 0, 1)],
      },
      { id: 'i', itemBytes: [6], consumed: [row('T', null, 0, 1), row('U', null, 0, 1)] },
      {
        id: 'j',
        itemBytes: [4120, 4124, 6],
        consumed: [row('T', null, 0, 10 + 2), row('T', 'all', 0, 5), row('T', 'keys', 0, 2), row('U', null, 0, 2)],
      },
      { id: 'k', itemBytes: [4120], consumed: [] },
    ],
  });
});
