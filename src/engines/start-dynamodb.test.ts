import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readClaim } from './claim.ts';
import { connectDynamoDb } from './connect-dynamodb.ts';
import { localCopyFolder, ownCache } from './engines.fixture.ts';
import { EnvironmentError } from './environment-error.ts';
import { freePort } from './free-port.ts';
import { findJava } from './java.ts';
import { keptSlot } from './occupy-slot.ts';
import { isAlive } from './process-identity.ts';
import type { RunningEngine } from './running-engine.ts';
import { startDynamoDb } from './start-dynamodb.ts';

// Real servers start, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

type Answer = Record<string, unknown>;

/** One request of DynamoDB's protocol. */
async function send(url: string, operation: string, input: object): Promise<Answer> {
  const answer = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
  });
  const body: Answer = JSON.parse(await answer.text());
  if (!answer.ok) throw new Error(JSON.stringify(body));
  return body;
}

async function putOne(url: string): Promise<void> {
  await send(url, 'CreateTable', {
    TableName: 'Kept',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
  });
  const active = async () => JSON.stringify(await send(url, 'DescribeTable', { TableName: 'Kept' }));
  await expect.poll(active).toContain('"ACTIVE"');
  await send(url, 'PutItem', { TableName: 'Kept', Item: { PK: { S: '한글' }, n: { N: '42' } } });
}

const getOne = (url: string) => send(url, 'GetItem', { TableName: 'Kept', Key: { PK: { S: '한글' } } });

function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });
}

const hasJava = (await findJava(process.env)).found;

describe.each<['local' | 'dynalite', 'dynamodb-local' | 'dynalite', RegExp]>([
  ...(hasJava ? [['local', 'dynamodb-local', /^3\.\d+\.\d+$/] as ['local', 'dynamodb-local', RegExp]] : []),
  ['dynalite', 'dynalite', /^4\.\d+\.\d+$/],
])('%s', (choice, product, version) => {
  const cache = ownCache();
  let env = process.env;
  let engine: RunningEngine;
  beforeAll(async () => {
    if (choice === 'local') env = { ...env, PATTERNBENCH_DYNAMODB_LOCAL: await localCopyFolder() };
    engine = await startDynamoDb(choice, { ...cache.options, env });
  });
  afterAll(async () => {
    await engine.stop();
    cache.remove();
  });

  it('says what it is, where its data are and what it cannot do', () => {
    expect(engine).toMatchObject({ kind: 'dynamodb', product, shared: false });
    expect(engine.version).toMatch(version);
    expect(engine.provenance).toBe(`${product} ${engine.version}`);
    expect(engine.where).toContain(join(keptSlot(cache.cache, product), 'data'));
    expect(engine.notes.join()).toContain('never throttles');
  });

  it('listens on the loopback alone', async () => {
    const port = Number(new URL(engine.url).port);
    expect(await reaches('127.0.0.1', port)).toBe(true);
    const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    const outside = others
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    expect(await Promise.all(outside.map((address) => reaches(address, port)))).toEqual(outside.map(() => false));
  });

  it.runIf(choice === 'local')('does not wait for the disk at each write', () => {
    const log = readFileSync(join(keptSlot(cache.cache, product), 'log'), 'utf8');
    expect(log).toContain('patternbench: listening');
    expect(log).not.toContain('waits for the disk');
  });

  it('is one that connectDynamoDb recognises', async () => {
    const { product: recognised, shared, notes } = await connectDynamoDb(engine.url);
    expect({ recognised, shared, notes }).toEqual({ recognised: product, shared: true, notes: engine.notes });
  });

  it('keeps its data for the next start, stopped or killed, and leaves no process behind', {
    timeout: 90_000,
  }, async () => {
    await putOne(engine.url);
    const { engine: first, supervisor } = readClaim(keptSlot(cache.cache, product))?.state ?? {};
    await engine.stop();
    expect([first, supervisor].map((process) => process && isAlive(process))).toEqual([false, false]);
    engine = await startDynamoDb(choice, { ...cache.options, env });
    expect(await getOne(engine.url)).toEqual({ Item: { PK: { S: '한글' }, n: { N: '42' } } });
    await send(engine.url, 'PutItem', { TableName: 'Kept', Item: { PK: { S: '한글' }, n: { N: '43' } } });
    process.kill(readClaim(keptSlot(cache.cache, product))?.state.engine?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => engine.died.aborted, { timeout: 10_000 }).toBe(true);
    expect(String(engine.died.reason)).toMatch(
      /ended by itself \(signal SIGKILL\); the last lines of its log:\n.*listening/s,
    );
    engine = await startDynamoDb(choice, { ...cache.options, env });
    expect(await getOne(engine.url)).toEqual({ Item: { PK: { S: '한글' }, n: { N: '43' } } });
  });

  it('in memory, starts empty beside the one that is kept', async () => {
    const other = await startDynamoDb(choice, { ...cache.options, env, keep: false });
    expect(await send(other.url, 'ListTables', {})).toEqual({ TableNames: [] });
    expect(other.where).toBe('Its data are in memory, and gone when it stops.');
    await other.stop();
    expect(await send(engine.url, 'ListTables', {})).toEqual({ TableNames: ['Kept'] });
  });
});

describe.runIf(hasJava)('DynamoDB Local', () => {
  it('that is broken says so at once, with the last lines of its log', async () => {
    const cache = ownCache();
    const folder = join(cache.cache, 'broken');
    mkdirSync(folder);
    const mainClass = 'software/amazon/dynamodb/services/local/main/ServerRunner.class';
    writeFileSync(join(folder, 'DynamoDBLocal-3.3.1.jar'), mainClass);
    writeFileSync(join(folder, 'sqlite4java-1.0.392.jar'), '');
    const start = startDynamoDb('local', {
      ...cache.options,
      env: { ...process.env, PATTERNBENCH_DYNAMODB_LOCAL: folder },
    });
    await expect(start).rejects.toThrow(EnvironmentError);
    await expect(start).rejects.toThrow(/DynamoDB Local ended by itself \(exit code 1\); the last lines of its log:\n/);
    cache.remove();
  });
});

describe('without a Java that will do', () => {
  let cache: ReturnType<typeof ownCache>;
  afterEach(() => cache.remove());

  function oldJava(): string {
    const bin = join(cache.cache, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'java'), '#!/bin/sh\necho \'openjdk version "11.0.2" 2019-01-15\' >&2\n');
    chmodSync(join(bin, 'java'), 0o755);
    return bin;
  }

  it.each<[string, () => string, string]>([
    ['none', () => '', 'there is no Java: JAVA_HOME is not set, and no `java` is on the PATH'],
    ['one that is too old', () => oldJava(), 'is Java 11, and 17 is needed'],
  ])('auto takes dynalite, and local fails: %s', async (_, path, why) => {
    cache = ownCache();
    const options = { ...cache.options, keep: false, env: { PATH: path() } };
    const engine = await startDynamoDb('auto', options);
    expect(engine.product).toBe('dynalite');
    expect(engine.notes[0]).toMatch(/^DynamoDB Local is not used: /);
    expect(engine.notes[0]).toContain(why);
    expect(engine.notes[1]).toContain('no index units');
    await engine.stop();
    const local = startDynamoDb('local', options);
    await expect(local).rejects.toThrow(EnvironmentError);
    await expect(local).rejects.toThrow(why);
    await expect(local).rejects.toMatchObject({ advice: expect.stringContaining('Install Java 17 or later') });
  });

  it('auto takes dynalite where nothing can be installed either', async () => {
    cache = ownCache();
    const bin = oldJava();
    writeFileSync(join(bin, 'java'), '#!/bin/sh\necho \'openjdk version "17.0.2" 2022-01-18\' >&2\n');
    const nobody = `http://127.0.0.1:${await freePort()}/a.tar.gz`;
    const env = { PATH: bin, PATTERNBENCH_DYNAMODB_LOCAL_URL: nobody };
    const engine = await startDynamoDb('auto', { ...cache.options, keep: false, env });
    expect(engine.product).toBe('dynalite');
    expect(engine.notes[0]).toMatch(/could not be installed \(from 127.0.0.1:\d+: the download failed: .*ECONNREFUSED/);
    await engine.stop();
  });
});

describe('connectDynamoDb', () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.close();
    server = null;
  });

  async function answering(status: number, body: string): Promise<string> {
    server = createServer((_request, response) => response.writeHead(status).end(body));
    const port = await freePort();
    await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${port}`;
  }

  it('takes one whose kind it cannot tell', async () => {
    const url = await answering(200, '{"TableNames":[]}');
    expect(await connectDynamoDb(url)).toMatchObject({
      product: 'dynamodb-endpoint',
      provenance: `dynamodb at ${url}`,
      notes: [],
    });
  });

  it("takes one that refuses the signature in DynamoDB's words", async () => {
    const url = await answering(
      400,
      '{"__type":"com.amazon.coral.service#UnrecognizedClientException","message":"no"}',
    );
    expect(await connectDynamoDb(url)).toMatchObject({ product: 'dynamodb-endpoint', url });
  });

  it.each([
    [200, '<html>hello</html>'],
    [404, 'not found'],
    [400, 'Bad Request'],
    [500, '{"__type":"InternalServerError"}'],
  ])('refuses one that answers %d %s', async (status, body) => {
    const url = await answering(status, body);
    const connection = connectDynamoDb(url);
    await expect(connection).rejects.toThrow(EnvironmentError);
    await expect(connection).rejects.toThrow(
      `what answers at ${url} does not speak DynamoDB's protocol: it answered ${status} to ListTables`,
    );
  });

  it('says that nobody listens', async () => {
    const connection = connectDynamoDb('http://127.0.0.1:1');
    await expect(connection).rejects.toThrow(EnvironmentError);
    await expect(connection).rejects.toThrow(
      'DynamoDB at http://127.0.0.1:1 cannot be reached: Error: connect ECONNREFUSED',
    );
  });
});
