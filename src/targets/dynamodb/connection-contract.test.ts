import { afterEach, describe, expect, it } from 'vitest';
import { canned } from '../../../test/servers/canned.ts';
import { cannedBody } from '../../../test/servers/canned-answer.ts';
import { capture } from '../../../test/servers/capture.ts';
import { constantDelay } from '../../../test/servers/constant-delay.ts';
import { answered, clients, failed, key, type OpenOptions } from '../../../test/servers/dynamodb-clients.ts';
import { failing } from '../../../test/servers/failing.ts';
import { idleCloser } from '../../../test/servers/idle-closer.ts';
import type { KnownServer } from '../../../test/servers/known-server.ts';
import { type Nonsense, nonsense, nonsenses } from '../../../test/servers/nonsense.ts';
import { reset } from '../../../test/servers/reset.ts';
import { certificate, secure } from '../../../test/servers/secure.ts';
import { silent } from '../../../test/servers/silent.ts';
import { throttle } from '../../../test/servers/throttle.ts';
import { UnsendableInput } from './codec/unsendable-input.ts';
import type { Connection } from './connection.ts';
import type { Input, OperationName } from './request.ts';
import { withRetries } from './retry.ts';

const get: Input<'GetItem'> = { TableName: 'Known', Key: { PK: 'a', SK: 'b' } };

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
    expect(tookMs).toBeLessThan(600);
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
    expect(tookMs).toBeLessThan(650);
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
      expect(waitMs).toBeLessThan(Math.floor(n / 2) * 100 + 250);
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
