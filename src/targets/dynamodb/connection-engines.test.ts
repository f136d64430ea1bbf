import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDynalite } from '../../../test/servers/dynalite.ts';
import { answered, clients, failed, key } from '../../../test/servers/dynamodb-clients.ts';
import type { Answered, Connection } from './connection.ts';
import type { Input, OperationName } from './request.ts';

/** Real engines; one more is one more line. An endpoint of any other kind can be given by the environment. */
const engines: readonly {
  readonly name: string;
  readonly start: () => Promise<{ url: string; close(): Promise<void> }>;
}[] = [
  { name: 'dynalite', start: startDynalite },
  ...(process.env.PATTERNBENCH_TEST_DYNAMODB === undefined
    ? []
    : [
        {
          name: 'the given engine',
          start: async () => ({ url: `${process.env.PATTERNBENCH_TEST_DYNAMODB}`, close: async () => {} }),
        },
      ]),
];

describe.each(engines)('on $name', ({ name, start }) => {
  const table = `patternbench-contract-${process.pid}`;
  let engine: { url: string; close(): Promise<void> };
  let admin: DynamoDBClient;

  beforeAll(async () => {
    engine = await start();
    admin = new DynamoDBClient({ endpoint: engine.url, region: 'us-east-1', credentials: key });
    await admin.send(
      new CreateTableCommand({
        TableName: table,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'PK', AttributeType: 'S' },
          { AttributeName: 'SK', AttributeType: 'N' },
          { AttributeName: 'G', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'PK', KeyType: 'HASH' },
          { AttributeName: 'SK', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'byG',
            KeySchema: [{ AttributeName: 'G', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      }),
    );
    await waitUntilTableExists({ client: admin, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { TableName: table });
  });

  afterAll(async () => {
    await admin.send(new DeleteTableCommand({ TableName: table }));
    admin.destroy();
    await engine.close();
  });

  describe.each(clients)('the $name client', ({ name: PK, open }) => {
    let client: Connection;
    beforeAll(() => {
      client = open(engine.url);
    });
    afterAll(() => client.close());

    const item = (SK: number) => ({
      PK,
      SK,
      G: `${PK} ${SK % 2}`,
      text: `글 ${SK}`,
      list: [1, { a: new Set(['x']) }],
      bytes: new Uint8Array([SK]),
    });
    const send = async <Name extends OperationName>(operation: Name, input: Input<Name>): Promise<Answered<Name>> =>
      answered(await client.send(operation, input, 10_000));

    it('writes, reads, counts and removes', async () => {
      await send('PutItem', { TableName: table, Item: item(0) });
      const writes = [1, 2, 3, 4].map((SK) => ({ PutRequest: { Item: item(SK) } }));
      expect(await send('BatchWriteItem', { RequestItems: { [table]: writes } })).toMatchObject({
        items: 0,
        unprocessed: 0,
      });

      const found = await send('GetItem', { TableName: table, Key: { PK, SK: 3 }, ConsistentRead: true });
      expect(found).toMatchObject({ items: 1, consumed: [{ table, index: null, read: 1, write: 0 }] });
      expect(found.read().Item).toEqual(item(3));
      const missing = await send('GetItem', { TableName: table, Key: { PK, SK: 99 } });
      expect(missing).toMatchObject({ items: 0, consumed: [{ table, index: null, read: 0.5, write: 0 }] });
      expect(missing.read().Item).toBeUndefined();

      const KeyConditionExpression = 'PK = :pk';
      const ExpressionAttributeValues = { ':pk': PK };
      const page = await send('Query', {
        TableName: table,
        KeyConditionExpression,
        ExpressionAttributeValues,
        Limit: 3,
      });
      expect(page).toMatchObject({ items: 3, evaluated: 3 });
      expect(page.read().Items).toEqual([item(0), item(1), item(2)]);
      const ExclusiveStartKey = page.read().LastEvaluatedKey;
      const rest = await send('Query', {
        TableName: table,
        KeyConditionExpression,
        ExpressionAttributeValues,
        ExclusiveStartKey,
      });
      expect(rest.read()).toMatchObject({ Items: [item(3), item(4)], Count: 2 });

      const filtered = await send('Scan', {
        TableName: table,
        FilterExpression: 'PK = :pk and SK > :sk',
        ExpressionAttributeValues: { ':pk': PK, ':sk': 2 },
      });
      expect(filtered.items).toBe(2);
      expect(filtered.evaluated).toBeGreaterThanOrEqual(5);

      const both = await send('BatchGetItem', {
        RequestItems: {
          [table]: {
            Keys: [
              { PK, SK: 1 },
              { PK, SK: 98 },
              { PK, SK: 2 },
            ],
          },
        },
      });
      expect(both).toMatchObject({ items: 2, unprocessed: 0 });

      const updated = await send('UpdateItem', {
        TableName: table,
        Key: { PK, SK: 1 },
        UpdateExpression: 'SET #t = :t REMOVE bytes',
        ExpressionAttributeNames: { '#t': 'text' },
        ExpressionAttributeValues: { ':t': 'new' },
        ReturnValues: 'ALL_NEW',
      });
      const { bytes, ...others } = item(1);
      expect(updated.read().Attributes).toEqual({ ...others, text: 'new' });
      const removed = await send('DeleteItem', { TableName: table, Key: { PK, SK: 2 }, ReturnValues: 'ALL_OLD' });
      expect(removed.read().Attributes).toEqual(item(2));
    });

    it('reads an index, and is told what it cost', async () => {
      await send('PutItem', { TableName: table, Item: { ...item(10), G: `${PK} alone` } });
      const IndexName = 'byG';
      const ask = { KeyConditionExpression: 'G = :g', ExpressionAttributeValues: { ':g': `${PK} alone` } };
      const page = await send('Query', { TableName: table, IndexName, ...ask });
      expect(page.read().Items).toMatchObject([{ SK: 10 }]);
      expect(page.consumed).toContainEqual({ table, index: IndexName, read: 0.5, write: 0 });
    });

    it('tells a condition that does not hold, and a table that is not there', async () => {
      await send('PutItem', { TableName: table, Item: item(20) });
      const again = { TableName: table, Item: item(20), ConditionExpression: 'attribute_not_exists(PK)' };
      expect(failed(await client.send('PutItem', again, 10_000))).toMatchObject({
        kind: 'server',
        code: 'ConditionalCheckFailedException',
        detail: 'The conditional request failed',
      });
      expect(
        failed(await client.send('GetItem', { TableName: 'nothing-here', Key: { PK: 'a' } }, 10_000)),
      ).toMatchObject({
        kind: 'server',
        code: 'ResourceNotFoundException',
      });
    });

    // dynalite has no transactions.
    it.skipIf(name === 'dynalite')('does transactions', async () => {
      const Put = { TableName: table, Item: item(30) };
      expect(await send('TransactWriteItems', { TransactItems: [{ Put }] })).toMatchObject({
        consumed: expect.arrayContaining([{ table, index: null, read: 0, write: 2 }]),
      });
      const Get = { TableName: table, Key: { PK, SK: 30 } };
      const none = { Get: { TableName: table, Key: { PK, SK: 97 } } };
      const read = await send('TransactGetItems', { TransactItems: [{ Get }, none] });
      expect(read.items).toBe(1);
      expect(read.read().Responses).toEqual([{ Item: item(30) }, {}]);
      const failure = failed(
        await client.send(
          'TransactWriteItems',
          { TransactItems: [{ Put: { ...Put, ConditionExpression: 'attribute_not_exists(PK)' } }] },
          10_000,
        ),
      );
      expect(failure).toMatchObject({ kind: 'server', code: 'TransactionCanceledException', retryable: false });
    });
  });
});
