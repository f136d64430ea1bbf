import { describe, expect, it } from 'vitest';
import type { TableDefinition } from '../capacity/table-definition.ts';
import type { Observed } from '../targets/dynamodb/observer.ts';
import { measuredRequests } from './measured-requests.ts';

const key = (...names: string[]) => names.map((name) => ({ name, type: 'S' as const }));
const tables = new Map<string, TableDefinition>([
  [
    'T',
    {
      name: 'T',
      class: 'standard',
      key: { partition: key('PK'), sort: key('SK') },
      indexes: [
        {
          name: 'ByName',
          kind: 'global',
          key: { partition: key('N'), sort: [] },
          projection: { type: 'ALL' },
          attributes: null,
        },
      ],
    },
  ],
]);
const answered = (read: () => object, items: number, evaluated = items) => ({
  state: 'answered',
  attempts: 1,
  poolWaitUs: 0,
  bytes: 90,
  items,
  evaluated,
  unprocessed: 0,
  consumed: [
    { table: 'T', index: null, read: 1, write: 0 },
    { table: 'U', index: null, read: 2, write: 0 },
  ],
  read,
});
const observed = (operation: string, input: object, exchange: object) =>
  ({ operation, input, exchange }) as unknown as Observed;
const measure = (operation: string, input: object, exchange: object = answered(() => ({}), 0)) =>
  measuredRequests(observed(operation, input, exchange), tables, 2);

describe('a request, measured', () => {
  it.each<[string, string, object, object]>([
    [
      'a key',
      'GetItem',
      { TableName: 'T', Key: { PK: 'a', SK: 'b' }, ConsistentRead: true },
      { access: 'key', key: 'a', consistency: 'strong' },
    ],
    [
      'an index, with its names',
      'Query',
      {
        TableName: 'T',
        IndexName: 'ByName',
        KeyConditionExpression: '#n = :n',
        FilterExpression: '#s > :s',
        ExpressionAttributeNames: { '#n': 'N', '#s': 'Size' },
        ExpressionAttributeValues: { ':n': 'x' },
        Limit: 5,
        Select: 'COUNT',
      },
      {
        access: 'index',
        index: 'ByName',
        key: 'x',
        keyCondition: 'N = :n',
        filter: 'Size > :s',
        limit: 5,
        countsOnly: true,
        consistency: 'eventual',
      },
    ],
    [
      'a range of the key',
      'Query',
      { TableName: 'T', KeyConditionExpression: 'PK = :p', ExpressionAttributeValues: { ':p': 'q' } },
      { access: 'key', index: null, key: 'q' },
    ],
    ['a scan', 'Scan', { TableName: 'T' }, { access: 'scan', key: null }],
    [
      'a put',
      'PutItem',
      { TableName: 'T', Item: { PK: 'w', SK: 'v' } },
      { access: 'write', key: 'w', consistency: null },
    ],
  ])('%s', (_, operation, input, expected) => {
    expect(measure(operation, input)).toMatchObject([{ operation, table: 'T', ...expected }]);
  });

  it('has the counters of its answer, and the first items', () => {
    const items = [{ PK: '1' }, { PK: '2' }, { PK: '3' }];
    const [one] = measure(
      'Scan',
      { TableName: 'T' },
      answered(() => ({ Items: items }), 3, 40),
    );
    expect(one).toMatchObject({
      evaluated: 40,
      returned: 3,
      bytes: 90,
      items: items.slice(0, 2),
      refused: null,
      input: { TableName: 'T' },
    });
  });

  it('is told apart by table where it is of several', () => {
    const input = { RequestItems: { T: { Keys: [{}], ConsistentRead: true }, U: { Keys: [{}] } } };
    const answer = answered(() => ({ Responses: { T: [{ PK: '1' }, { PK: '2' }], U: [{ PK: '3' }] } }), 3);
    expect(measure('BatchGetItem', input, answer)).toMatchObject([
      { table: 'T', returned: 2, bytes: 90, consistency: 'strong', consumed: [{ table: 'T', read: 1 }] },
      { table: 'U', returned: 1, bytes: 0, consistency: 'eventual', consumed: [{ table: 'U', read: 2 }] },
    ]);
  });

  it('of a transaction is each of its tables', () => {
    const input = {
      TransactItems: [{ Put: { TableName: 'T' } }, { Update: { TableName: 'U' } }, { Put: { TableName: 'T' } }],
    };
    expect(measure('TransactWriteItems', input).map(({ table, consistency }) => [table, consistency])).toEqual([
      ['T', 'transactional'],
      ['U', 'transactional'],
    ]);
  });

  it('that was refused says why', () => {
    const exchange = { state: 'failed', code: 'ConditionalCheckFailedException', kind: 'server' };
    expect(measure('PutItem', { TableName: 'T', Item: { PK: 'a' } }, exchange)).toMatchObject([
      { refused: 'ConditionalCheckFailedException', evaluated: 0, consumed: [] },
    ]);
  });
});
