import { CreateTableCommand, DeleteTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { canned } from '../../../test/servers/canned.ts';
import { cannedBody } from '../../../test/servers/canned-answer.ts';
import { capture } from '../../../test/servers/capture.ts';
import { constantDelay } from '../../../test/servers/constant-delay.ts';
import { startDynalite } from '../../../test/servers/dynalite.ts';
import { failing } from '../../../test/servers/failing.ts';
import { idleCloser } from '../../../test/servers/idle-closer.ts';
import type { KnownServer } from '../../../test/servers/known-server.ts';
import { type Nonsense, nonsense, nonsenses } from '../../../test/servers/nonsense.ts';
import { reset } from '../../../test/servers/reset.ts';
import { certificate, secure } from '../../../test/servers/secure.ts';
import { silent } from '../../../test/servers/silent.ts';
import { throttle } from '../../../test/servers/throttle.ts';
import { UnsendableInput } from './codec/unsendable-input.ts';
import type { Answered, Connection, Exchange, Unanswered } from './connection.ts';
import { CredentialSource } from './credentials.ts';
import { endpointOf } from './endpoint.ts';
import type { Input, OperationName } from './request.ts';
import { withRetries } from './retry.ts';
import { SdkClient } from './sdk/client.ts';
import { WireClient } from './wire/client.ts';

const key = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret-key', sessionToken: 'a-session-token' };

interface OpenOptions {
  readonly maxConnections?: number;
  readonly ca?: string;
}

type Open = (url: string, options?: OpenOptions) => Connection;

interface Client {
  readonly name: string;
  readonly open: Open;
  /** What this client does otherwise: the reason, by the nonsense that it takes for an answer. */
  readonly believes: Readonly<Partial<Record<Nonsense, string>>>;
  /** How a reset in the middle of an answer is told. */
  readonly resetWithin: 'connection' | 'malformed';
}

const options = (url: string, { maxConnections = 8, ca }: OpenOptions = {}) => ({
  endpoint: endpointOf(url),
  region: 'us-east-1',
  credentials: new CredentialSource(key, async () => key),
  maxConnections,
  ...(ca === undefined ? {} : { ca }),
});

const anyObject = 'the SDK takes any JSON for an answer and leaves out what it does not know';

const clients: readonly Client[] = [
  { name: 'wire', open: (url, given) => new WireClient(options(url, given)), believes: {}, resetWithin: 'connection' },
  {
    name: 'sdk',
    open: (url, given) => new SdkClient(options(url, given)),
    believes: {
      list: anyObject,
      text: anyObject,
      'another object': anyObject,
      'wrong checksum': 'the SDK checks none',
      empty: 'the SDK takes an empty body for an empty object',
    },
    // Node tells a client of it with the same error as of an end within an answer.
    resetWithin: 'malformed',
  },
];

const get: Input<'GetItem'> = { TableName: 'Known', Key: { PK: 'a', SK: 'b' } };

function answered<Name extends OperationName>(exchange: Exchange<Name>): Answered<Name> {
  if (exchange.state === 'answered') return exchange;
  throw new Error(`no answer, but ${exchange.kind}: ${exchange.detail}`);
}

function failed(exchange: Exchange<OperationName>): Unanswered {
  if (exchange.state === 'failed') return exchange;
  throw new Error('an answer where a failure was due');
}

describe.each(clients)('the $name client', ({ open, believes, resetWithin }) => {
  const opened: { close(): Promise<void> }[] = [];

  /** Closed after the test. */
  function closing<Closable extends { close(): Promise<void> }>(closable: Closable): Closable {
    opened.push(closable);
    return closable;
  }

  async function against(
    server: Promise<KnownServer>,
    given?: OpenOptions,
  ): Promise<{ client: Connection; server: KnownServer }> {
    const started = closing(await server);
    return { client: closing(open(started.url, given)), server: started };
  }

  afterEach(async () => {
    for (const closable of opened.splice(0).reverse()) await closable.close();
  });

  it('gives an answer with what accounting needs, and the whole of it when it is read', async () => {
    const { client } = await against(canned());
    let sent = 0;
    const sending = client.send('GetItem', get, 5_000, () => sent++);
    const answer = answered(await sending);
    expect(sent).toBe(1);
    expect(answer).toMatchObject({
      bytes: cannedBody('GetItem').length,
      items: 1,
      evaluated: 1,
      unprocessed: 0,
      attempts: 1,
      consumed: [{ table: 'Known', index: null, read: 0.5, write: 0 }],
    });
    expect(answer.read().Item).toMatchObject({
      PK: 'PROB#10001',
      crt: 1_763_800_000,
      dat: { tag: ['graph', 'dp', 'math'], vrf: true },
    });
    expect(answer.read()).toBe(answer.read());
  });

  it.each<[OperationName, Input<OperationName>, number, number, number]>([
    ['GetItem', get, 1, 0.5, 0],
    ['BatchGetItem', { RequestItems: { Known: { Keys: [{ PK: 'a' }] } } }, 1, 0.5, 0],
    [
      'Query',
      { TableName: 'Known', KeyConditionExpression: 'PK = :a', ExpressionAttributeValues: { ':a': 1 } },
      1,
      0.5,
      0,
    ],
    ['Scan', { TableName: 'Known' }, 1, 0.5, 0],
    ['PutItem', { TableName: 'Known', Item: { PK: 'a' } }, 0, 0, 1],
    ['UpdateItem', { TableName: 'Known', Key: { PK: 'a' }, UpdateExpression: 'REMOVE x' }, 0, 0, 1],
    ['DeleteItem', { TableName: 'Known', Key: { PK: 'a' } }, 0, 0, 1],
    ['BatchWriteItem', { RequestItems: { Known: [{ DeleteRequest: { Key: { PK: 'a' } } }] } }, 0, 0, 1],
    ['TransactGetItems', { TransactItems: [{ Get: get }] }, 1, 1, 0],
    ['TransactWriteItems', { TransactItems: [{ Delete: get }] }, 0, 0, 2],
  ])('sends a %s', async (operation, input, items, readUnits, writeUnits) => {
    const { client } = await against(canned());
    const answer = answered(await client.send(operation, input as Input<typeof operation>, 5_000));
    expect(answer).toMatchObject({
      items,
      consumed: [{ table: 'Known', index: null, read: readUnits, write: writeUnits }],
    });
  });

  it('sends text beyond ASCII whole, and reads it', async () => {
    const server = closing(await capture());
    const client = closing(open(server.url));
    const Item = { PK: '한국어 é 😀', text: 'ü'.repeat(500) };
    answered(await client.send('PutItem', { TableName: '표', Item }, 5_000));
    expect(JSON.parse(server.seen[0]?.body.toString('utf8') ?? '')).toMatchObject({
      TableName: '표',
      Item: { PK: { S: Item.PK }, text: { S: Item.text } },
    });
  });

  it('asks for the units where nothing else is asked for, and for no compression', async () => {
    const server = closing(await capture());
    const client = closing(open(server.url));
    await client.send('GetItem', get, 5_000);
    await client.send('GetItem', { ...get, ReturnConsumedCapacity: 'NONE' }, 5_000);
    expect(server.seen.map(({ body }) => JSON.parse(body.toString()).ReturnConsumedCapacity)).toEqual([
      'INDEXES',
      'NONE',
    ]);
    expect(server.seen[0]?.headers['accept-encoding'] ?? 'identity').toBe('identity');
    expect(server.seen[0]?.headers['x-amz-security-token']).toBe(key.sessionToken);
  });

  it('waits for a slow answer', async () => {
    const { client } = await against(constantDelay({ delayMs: 100 }));
    const fromMs = performance.now();
    answered(await client.send('GetItem', get, 5_000));
    const tookMs = performance.now() - fromMs;
    expect(tookMs).toBeGreaterThanOrEqual(100);
    expect(tookMs).toBeLessThan(300);
  });

  it('gives up on a server that never answers when the time is up, and only then', async () => {
    const { client } = await against(silent());
    const fromMs = performance.now();
    expect(failed(await client.send('GetItem', get, 150))).toMatchObject({
      kind: 'timeout',
      code: null,
      retryable: true,
    });
    const tookMs = performance.now() - fromMs;
    expect(tookMs).toBeGreaterThanOrEqual(149);
    expect(tookMs).toBeLessThan(350);
  });

  it('tells a reset', async () => {
    const { client } = await against(reset());
    expect(failed(await client.send('GetItem', get, 5_000))).toMatchObject({ kind: 'connection', retryable: true });
  });

  it('tells a reset in the middle of an answer', async () => {
    const { client } = await against(reset({ when: 'mid-answer' }));
    expect(failed(await client.send('GetItem', get, 5_000)).kind).toBe(resetWithin);
  });

  it.each([
    ['a port where nobody listens', 'http://127.0.0.1:1', /ECONNREFUSED/],
    ['a name that nobody has', 'http://nowhere.invalid:8000', /ENOTFOUND|EAI_AGAIN/],
  ])('tells that there is no way to %s', async (_what, url, detail) => {
    const client = closing(open(url));
    const failure = failed(await client.send('GetItem', get, 5_000));
    expect(failure).toMatchObject({ kind: 'connection', retryable: true, attempts: 1 });
    expect(failure.detail).toMatch(detail);
    expect(await client.warm(1, 5_000)).toMatchObject({ kind: 'connection' });
  });

  it('finds a way where there is one', async () => {
    const { client, server } = await against(canned());
    expect(await client.warm(3, 5_000)).toBeNull();
    expect(server.requests()).toBe(0);
  });

  it.each<[number, string, object]>([
    [400, 'ProvisionedThroughputExceededException', { kind: 'throttled', retryable: true }],
    [400, 'ThrottlingException', { kind: 'throttled', retryable: true }],
    [400, 'RequestLimitExceeded', { kind: 'throttled', retryable: true }],
    [400, 'ConditionalCheckFailedException', { kind: 'server', retryable: false }],
    [400, 'ValidationException', { kind: 'server', retryable: false }],
    [400, 'ResourceNotFoundException', { kind: 'server', retryable: false }],
    [400, 'TransactionInProgressException', { kind: 'server', retryable: true }],
    [403, 'UnrecognizedClientException', { kind: 'server', retryable: false }],
    [500, 'InternalServerError', { kind: 'server', retryable: true }],
    [503, 'ServiceUnavailableException', { kind: 'server', retryable: true }],
  ])('tells an error %i %s', async (status, code, expected) => {
    const { client } = await against(failing({ status, code, message: 'some words' }));
    const failure = failed(await client.send('GetItem', get, 5_000));
    expect(failure).toMatchObject({ ...expected, code, detail: 'some words' });
  });

  it('keeps secrets out of what an error says', async () => {
    const message = `wrong: a-secret-key a-session-token ${'0f'.repeat(32)} end\nThe Canonical String should have been a-session-token`;
    const { client } = await against(failing({ status: 403, code: 'InvalidSignatureException', message }));
    expect(failed(await client.send('GetItem', get, 5_000)).detail).toBe('wrong: [hidden] [hidden] [hidden] end');
  });

  it.each<Nonsense>([...(Object.keys(nonsenses) as Nonsense[]), 'cut short'])(
    'takes nonsense for what it is: %s',
    async (kind) => {
      const { client } = await against(nonsense({ kind }));
      const exchange = await client.send('GetItem', get, 1_000);
      if (believes[kind] === undefined) expect(failed(exchange)).toMatchObject({ kind: 'malformed', code: null });
      else expect(exchange.state).toBe('answered');
    },
  );

  it('lets so many requests out at once, and the others wait in the order in which they came', async () => {
    const { client } = await against(constantDelay({ delayMs: 100 }), { maxConnections: 2 });
    const order: number[] = [];
    const waits = await Promise.all(
      [0, 1, 2, 3, 4].map(async (n) => {
        const answer = answered(await client.send('GetItem', get, 5_000, () => order.push(n)));
        return answer.poolWaitUs / 1_000;
      }),
    );
    expect(order).toEqual([0, 1, 2, 3, 4]);
    for (const [n, waitMs] of waits.entries()) {
      expect(waitMs).toBeGreaterThanOrEqual(Math.floor(n / 2) * 100 - 1);
      expect(waitMs).toBeLessThan(Math.floor(n / 2) * 100 + 90);
    }
  });

  it('counts the wait for a connection into the time that a request has', async () => {
    const { client, server } = await against(silent(), { maxConnections: 1 });
    const first = client.send('GetItem', get, 400);
    const second = failed(await client.send('GetItem', get, 100));
    expect(second.kind).toBe('timeout');
    expect(second.poolWaitUs).toBeGreaterThanOrEqual(99_000);
    expect(failed(await first).kind).toBe('timeout');
    expect(server.requests()).toBe(1);
  });

  it('does not stumble over a connection that the server has closed meanwhile', async () => {
    const { client } = await against(idleCloser({ afterMs: 30 }), { maxConnections: 1 });
    for (let n = 0; n < 3; n++) {
      answered(await client.send('GetItem', get, 5_000));
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
  });

  it('refuses an input that no request can be made of, by throwing', async () => {
    const { client, server } = await against(canned());
    const input = { TableName: 'Known', Item: { PK: 'a', when: new Date(0) } };
    await expect(client.send('PutItem', input, 5_000)).rejects.toThrow(UnsendableInput);
    expect(server.requests()).toBe(0);
  });

  it('ends what is on its way when it is closed, and sends nothing afterwards', async () => {
    const { client, server } = await against(silent(), { maxConnections: 1 });
    const sending = [client.send('GetItem', get, 5_000), client.send('GetItem', get, 5_000)];
    await expect.poll(() => server.requests()).toBe(1);
    await client.close();
    for (const exchange of await Promise.all(sending)) expect(failed(exchange).kind).toBe('connection');
    expect(failed(await client.send('GetItem', get, 5_000)).kind).toBe('connection');
    expect(server.requests()).toBe(1);
  });

  it('speaks TLS to whom it trusts', async () => {
    const { client } = await against(secure(), { ca: certificate });
    answered(await client.send('GetItem', get, 5_000));
    answered(await client.send('GetItem', get, 5_000));
  });

  it('speaks no TLS to whom it does not trust', async () => {
    const { client, server } = await against(secure());
    expect(failed(await client.send('GetItem', get, 5_000)).kind).toBe('connection');
    expect(server.requests()).toBe(0);
  });

  it('tries again where it is told to', async () => {
    const { client, server } = await against(throttle({ everyNth: 2 }));
    const policy = { attempts: 3, baseMs: 20, capMs: 100, jitter: 'none', attemptTimeoutMs: null } as const;
    const answer = answered(await withRetries(client, policy).send('GetItem', get, 5_000));
    expect(answer).toMatchObject({ attempts: 2, items: 1 });
    expect(server.requests()).toBe(2);
  });
});

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
