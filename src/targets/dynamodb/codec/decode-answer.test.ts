import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerJson } from '../../../../test/servers/canned-answer.ts';
import { type KnownServer, serveRequests } from '../../../../test/servers/known-server.ts';
import type { Input, OperationName } from '../request.ts';
import { senders } from '../sdk/commands.ts';
import { decodeAnswer } from './decode-answer.ts';
import { marshal } from './marshal.ts';
import { UnreadableAnswer } from './unreadable-answer.ts';

let server: KnownServer;
let documents: DynamoDBDocumentClient;
let answer = '{}';

beforeAll(async () => {
  server = await serveRequests((_request, response) => answerJson(response, 200, answer));
  const client = new DynamoDBClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  documents = DynamoDBDocumentClient.from(client);
});

afterAll(async () => {
  documents.destroy();
  await server.close();
});

const decoded = (operation: OperationName, body: string) =>
  decodeAnswer(operation, Buffer.from(body).toString('latin1'));

/** What lib-dynamodb makes of an answer. */
async function givenByTheSdk<Name extends OperationName>(operation: Name, body: string): Promise<unknown> {
  answer = body;
  const input = { TableName: 'T', Key: { PK: 'a' }, Item: {}, RequestItems: {}, TransactItems: [] };
  const output = await senders[operation](documents, input as unknown as Input<Name>, {});
  const { $metadata, ...rest } = output as Record<string, unknown>;
  return rest;
}

const item = {
  s: { S: 'text "한국어" \u2028 😀' },
  n: { N: '1.50' },
  exact: { N: '9007199254740991' },
  large: { N: '9007199254740993' },
  negative: { N: '-123456789012345678901234567890' },
  small: { N: '1E-130' },
  yes: { BOOL: true },
  no: { BOOL: false },
  nothing: { NULL: true },
  list: { L: [{ S: 'a' }, { L: [] }, { M: {} }, { NULL: true }] },
  map: { M: { a: { M: { b: { N: '1' } } }, 'odd "name"': { S: '' } } },
  texts: { SS: ['a', 'b'] },
  numbers: { NS: ['1', '2.5', '9007199254740993'] },
  bytes: { B: 'AAH+/w==' },
  none: { B: '' },
  blobs: { BS: ['AQ==', 'AgM='] },
};
const consumed = { TableName: 'T', CapacityUnits: 0.5, Table: { CapacityUnits: 0.5 } };
const collection = { ItemCollectionKey: { PK: { S: 'a' } }, SizeEstimateRangeGB: [0, 1] };

describe('an answer is read as lib-dynamodb reads it', () => {
  it.each<[OperationName, object]>([
    ['GetItem', { Item: item, ConsumedCapacity: consumed }],
    ['GetItem', {}],
    [
      'BatchGetItem',
      {
        Responses: { T: [item], U: [] },
        UnprocessedKeys: { T: { Keys: [{ PK: { S: 'a' } }], ConsistentRead: true } },
        ConsumedCapacity: [consumed],
      },
    ],
    ['Query', { Items: [item, {}], Count: 2, ScannedCount: 3, LastEvaluatedKey: { PK: { S: 'a' }, SK: { N: '1' } } }],
    ['Scan', { Items: [], Count: 0, ScannedCount: 0 }],
    ['PutItem', { Attributes: item, ItemCollectionMetrics: collection }],
    ['UpdateItem', { Attributes: item }],
    ['DeleteItem', { Attributes: item }],
    [
      'BatchWriteItem',
      {
        UnprocessedItems: { T: [{ PutRequest: { Item: item } }, { DeleteRequest: { Key: { PK: { S: 'a' } } } }] },
        ItemCollectionMetrics: { T: [collection] },
      },
    ],
    ['TransactGetItems', { Responses: [{ Item: item }, {}], ConsumedCapacity: [consumed] }],
    ['TransactWriteItems', { ItemCollectionMetrics: { T: [collection] } }],
  ])('%s %j', async (operation, value) => {
    const body = JSON.stringify(value);
    expect(decoded(operation, body)).toEqual(await givenByTheSdk(operation, body));
  });

  it('whatever was stored', async () => {
    const name = fc.string({ unit: 'binary' }).filter((text) => text !== '__proto__');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'binary' }),
        fc.integer(),
        // A DynamoDB number has no negative zero.
        fc.double({ noDefaultInfinity: true, noNaN: true, max: 1e15, min: -1e15 }).map((number) => number + 0),
        fc.bigInt({ min: 2n ** 53n, max: 10n ** 38n }),
        fc.boolean(),
        fc.constant(null),
        fc.uint8Array(),
        fc.uniqueArray(fc.string(), { minLength: 1 }).map((members) => new Set(members)),
        fc.array(tie('value')),
        fc.dictionary(name, tie('value')),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value), async (stored) => {
        const body = `{"Item":${marshal(stored).slice('{"M":'.length, -1)}}`;
        const output = decoded('GetItem', body);
        expect(output).toEqual(await givenByTheSdk('GetItem', body));
        expect(output).toEqual({ Item: stored });
      }),
      { numRuns: 100 },
    );
  });
});

it('keeps a name that objects have a meaning for', () => {
  const { Item } = decoded('GetItem', '{"Item":{"__proto__":{"S":"a"}}}') as { Item: object };
  expect(Object.entries(Item)).toEqual([['__proto__', 'a']]);
});

describe('an answer that cannot be read says so', () => {
  it.each<[string, string, RegExp]>([
    ['an attribute of no kind', '{"Item":{"a":{}}}', /is empty/],
    ['an attribute that is bare text', '{"Item":{"a":"b"}}', /is no object/],
    ['an attribute of an unknown kind', '{"Item":{"a":{"X":"b"}}}', /of the kind X/],
    ['text that is a number', '{"Item":{"a":{"S":5}}}', /of the kind S/],
    ['a number that is none', '{"Item":{"a":{"N":"five"}}}', /five has no exact form/],
    [
      'a number beyond bigint and number, as lib-dynamodb',
      '{"Item":{"a":{"N":"1.5E+100"}}}',
      /1.5E\+100 has no exact form/,
    ],
    ['a list that is none', '{"Item":{"a":{"L":{}}}}', /is no array/],
    ['a map that is a list', '{"Item":{"a":{"M":[]}}}', /is no object/],
    ['a bad escape', '{"Item":{"a":{"S":"\\x"}}}', /escape/i],
    ['a bare control character', '{"Item":{"a":{"S":"\n"}}}', /control character/],
  ])('%s', (_what, body, message) => {
    expect(() => decoded('GetItem', body)).toThrow(UnreadableAnswer);
    expect(() => decoded('GetItem', body)).toThrow(message);
  });
});
