import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, NumberValue } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capture } from '../../../../test/servers/capture.ts';
import type { Input, OperationName } from '../request.ts';
import { senders } from '../sdk/commands.ts';
import { encodeRequest } from './encode-request.ts';
import { UnsendableInput } from './unsendable-input.ts';

let server: Awaited<ReturnType<typeof capture>>;
let documents: DynamoDBDocumentClient;

beforeAll(async () => {
  server = await capture();
  const client = new DynamoDBClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
});

afterAll(async () => {
  documents.destroy();
  await server.close();
});

/** What lib-dynamodb sends for an input, parsed. */
async function sentByTheSdk<Name extends OperationName>(operation: Name, input: Input<Name>): Promise<unknown> {
  await senders[operation](documents, input, {});
  return JSON.parse(server.seen.at(-1)?.body.toString('utf8') ?? '');
}

const token = '5f7d0f37-6a0f-4f0c-9f6b-0d5b1f3f2a11';
const values = { ':a': 'x', ':n': 5, ':left out': undefined };
const everything = {
  text: 'π "quoted" \\ \n\t\u0001 한국어 😀 \ud800',
  empty: '',
  long: 'a"b'.repeat(60),
  number: -1.5e-7,
  zero: -0,
  whole: Number.MAX_SAFE_INTEGER,
  large: 123456789012345678901234567890n,
  exact: NumberValue.from('0.1234567890123456789012345678901234567'),
  yes: true,
  no: false,
  nothing: null,
  absent: undefined,
  list: [1, 'a', null, undefined, [], {}, () => 1, [[2]]],
  map: { a: { b: { c: [{ d: 1 }] } }, absent: undefined, method: () => 1 },
  asMap: new Map<string, unknown>([
    ['k', 1],
    ['absent', undefined],
  ]),
  bare: Object.assign(Object.create(null), { x: 1 }),
  numbers: new Set([1, 2.5]),
  bigs: new Set([1n, 2n]),
  texts: new Set(['a', undefined, 'b']),
  bytes: new Uint8Array([0, 1, 254, 255]),
  buffer: Buffer.from('hello'),
  blobs: new Set([new Uint8Array([1]), new Uint8Array([2, 3])]),
  wrapped: [new String('s'), new Number(4), new Boolean(false)],
  'odd "name"': 1,
};

const inputs: { readonly [Name in OperationName]: readonly Input<Name>[] } = {
  GetItem: [
    { TableName: 'T', Key: { PK: 'a', SK: 1 } },
    {
      TableName: 'T',
      Key: { PK: 'a', gone: undefined },
      ConsistentRead: true,
      ProjectionExpression: '#a, b',
      ExpressionAttributeNames: { '#a': 'a' },
      ReturnConsumedCapacity: 'TOTAL',
    },
    { TableName: 'T', Key: { PK: 'a' }, AttributesToGet: ['a', 'b'] },
  ],
  BatchGetItem: [
    {
      RequestItems: {
        T: { Keys: [{ PK: 'a' }, { PK: new Uint8Array([1]) }], ConsistentRead: true, ProjectionExpression: 'a' },
        U: { Keys: [{ id: 7 }], ExpressionAttributeNames: { '#a': 'a' }, AttributesToGet: ['x'] },
      },
    },
  ],
  Query: [
    {
      TableName: 'T',
      IndexName: 'GSI1',
      KeyConditionExpression: 'PK = :a',
      FilterExpression: 'n > :n',
      ExpressionAttributeValues: values,
      Limit: 20,
      ScanIndexForward: false,
      Select: 'COUNT',
      ExclusiveStartKey: { PK: 'a', SK: 5 },
    },
    {
      TableName: 'T',
      KeyConditions: { PK: { ComparisonOperator: 'EQ', AttributeValueList: ['a'] } },
      QueryFilter: { x: { ComparisonOperator: 'BETWEEN', AttributeValueList: [1, 2] } },
      ConditionalOperator: 'OR',
    },
  ],
  Scan: [
    { TableName: 'T' },
    {
      TableName: 'T',
      Segment: 1,
      TotalSegments: 4,
      ScanFilter: {
        x: { ComparisonOperator: 'NULL' },
        y: { ComparisonOperator: 'IN', AttributeValueList: [null, 'a'] },
      },
      ExclusiveStartKey: { PK: 'a' },
      ExpressionAttributeValues: values,
    },
  ],
  PutItem: [
    { TableName: 'T', Item: everything },
    {
      TableName: 'T',
      Item: { PK: 'a' },
      ConditionExpression: 'attribute_not_exists(PK)',
      ExpressionAttributeNames: { '#a': 'a' },
      ExpressionAttributeValues: { ':map': { a: [1] }, ':set': new Set(['x']) },
      ReturnValues: 'ALL_OLD',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      ReturnItemCollectionMetrics: 'SIZE',
    },
    {
      TableName: 'T',
      Item: { PK: 'a' },
      Expected: { a: { Value: 1, Exists: true }, b: { ComparisonOperator: 'IN', AttributeValueList: [1, 2] } },
      ConditionalOperator: 'AND',
    },
  ],
  UpdateItem: [
    {
      TableName: 'T',
      Key: { PK: 'a' },
      UpdateExpression: 'SET a = :a',
      ExpressionAttributeValues: values,
      ReturnValues: 'ALL_NEW',
    },
    {
      TableName: 'T',
      Key: { PK: 'a' },
      AttributeUpdates: { a: { Action: 'PUT', Value: [1] }, b: { Action: 'DELETE' } },
    },
  ],
  DeleteItem: [
    { TableName: 'T', Key: { PK: 'a' }, ConditionExpression: 'a = :a', ExpressionAttributeValues: values },
    { TableName: 'T', Key: { PK: 'a' }, Expected: { a: { Exists: false } } },
  ],
  BatchWriteItem: [
    {
      RequestItems: {
        T: [{ PutRequest: { Item: everything } }, { DeleteRequest: { Key: { PK: 'a' } } }],
        U: [{ PutRequest: { Item: { id: 1 } } }],
      },
      ReturnItemCollectionMetrics: 'SIZE',
    },
  ],
  TransactGetItems: [
    {
      TransactItems: [
        {
          Get: {
            TableName: 'T',
            Key: { PK: 'a' },
            ProjectionExpression: '#a',
            ExpressionAttributeNames: { '#a': 'a' },
          },
        },
        { Get: { TableName: 'U', Key: { id: 1 } } },
      ],
    },
  ],
  TransactWriteItems: [
    {
      ClientRequestToken: token,
      TransactItems: [
        { Put: { TableName: 'T', Item: everything, ConditionExpression: 'a = :a', ExpressionAttributeValues: values } },
        {
          Update: {
            TableName: 'T',
            Key: { PK: 'a' },
            UpdateExpression: 'SET a = :a',
            ExpressionAttributeValues: values,
          },
        },
        { Delete: { TableName: 'T', Key: { PK: 'a' }, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
        { ConditionCheck: { TableName: 'T', Key: { PK: 'a' }, ConditionExpression: 'attribute_exists(PK)' } },
      ],
    },
  ],
};

const cases = Object.entries(inputs).flatMap(([operation, given]) =>
  given.map((input, n) => ({ operation: operation as OperationName, n, input })),
);

describe('a request is what lib-dynamodb sends', () => {
  it.each(cases)('$operation $n', async ({ operation, input }) => {
    const sent = await sentByTheSdk(operation, input as Input<OperationName>);
    const ours: unknown = JSON.parse(encodeRequest(operation, input as Input<OperationName>));
    expect(ours).toEqual({ ReturnConsumedCapacity: 'INDEXES', ...(sent as object) });
  });

  it('with any attributes', async () => {
    // lib-dynamodb takes an object with a member named constructor for a class instance and refuses it.
    const name = fc
      .string({ minLength: 1, unit: 'binary' })
      .filter((text) => text !== '__proto__' && text !== 'constructor');
    const scalar = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noDefaultInfinity: true, noNaN: true, max: 2 ** 53 - 1, min: 1 - 2 ** 53 }),
      fc.bigInt(),
      fc.boolean(),
      fc.constantFrom(null, undefined),
      fc.uint8Array(),
      fc.uniqueArray(fc.string(), { minLength: 1 }).map((members) => new Set(members)),
      fc.uniqueArray(fc.integer(), { minLength: 1 }).map((members) => new Set(members)),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('value')), fc.dictionary(name, tie('value'))),
    }));
    const anyItem = fc.dictionary(name, value);
    await fc.assert(
      fc.asyncProperty(anyItem, async (Item) => {
        const sent = await sentByTheSdk('PutItem', { TableName: 'T', Item });
        expect(JSON.parse(encodeRequest('PutItem', { TableName: 'T', Item }))).toEqual({
          ReturnConsumedCapacity: 'INDEXES',
          ...(sent as object),
        });
      }),
      { numRuns: 150 },
    );
  });
});

it('leaves out members that the operation does not have, as the SDK does', async () => {
  const input = { TableName: 'T', Key: { PK: 'a' }, ProjectionExpresion: 'a', constructor: 'b' };
  expect(JSON.parse(encodeRequest('GetItem', input))).toEqual({
    ReturnConsumedCapacity: 'INDEXES',
    ...((await sentByTheSdk('GetItem', input)) as object),
  });
});

it('gives a transaction a token of its own where it has none', () => {
  const input = { TransactItems: [{ Delete: { TableName: 'T', Key: { PK: 'a' } } }] };
  const tokens = [1, 2].map(() => JSON.parse(encodeRequest('TransactWriteItems', input)).ClientRequestToken);
  expect(tokens[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(tokens[1]).not.toBe(tokens[0]);
});

describe('what lib-dynamodb refuses is refused', () => {
  it.each<[string, unknown, RegExp]>([
    ['a number that is none', Number.NaN, /NaN cannot be sent/],
    ['an endless number', Number.POSITIVE_INFINITY, /Infinity cannot be sent/],
    ['a number beyond the safe ones', 2 ** 53, /9007199254740992 cannot be sent exactly: use a bigint/],
    ['an empty set', new Set(), /an empty set/],
    ['a set of several kinds', new Set([1, 'a']), /of one kind/],
    ['a set of objects', new Set([{}]), /of one kind/],
    ['a date', new Date(0), /class Date is no attribute value/],
    ['a symbol', Symbol('s'), /symbol is no attribute value/],
  ])('%s', async (_what, value, message) => {
    const input = { TableName: 'T', Item: { PK: 'a', deep: [{ value }] } };
    expect(() => encodeRequest('PutItem', input)).toThrow(UnsendableInput);
    expect(() => encodeRequest('PutItem', input)).toThrow(message);
  });

  it.each<[string, unknown]>([
    ['a key that is a list', { TableName: 'T', Key: ['a'] }],
    ['a key that is text', { TableName: 'T', Key: 'a' }],
  ])('%s', (_what, input) => {
    expect(() => encodeRequest('GetItem', input as Input<'GetItem'>)).toThrow(UnsendableInput);
  });
});
