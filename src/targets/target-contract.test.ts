import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import shop from '../../test/shop/workload.ts';
import { Draw } from '../dataset/draw.ts';
import { SeededWorld } from '../dataset/world.ts';
import { cacheFolder } from '../engines/cache-folder.ts';
import { findJava } from '../engines/java.ts';
import type { EngineOptions, RunningEngine } from '../engines/running-engine.ts';
import { startDynamoDb } from '../engines/start-dynamodb.ts';
import { startPostgres } from '../engines/start-postgres.ts';
import { findDataset, reserveOperations } from '../seeding/dataset.ts';
import { type SeedProgress, seed } from '../seeding/seed.ts';
import { verify } from '../seeding/verify.ts';
import type { DynamoDb } from '../workload/dynamodb-port.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Postgres } from '../workload/postgres-port.ts';
import { BadInput } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import { schemaOf } from './postgres/schema-name.ts';
import type { Executor, Store, TargetPlace } from './target.ts';
import { openExecutor, openStore } from './targets.ts';

interface Case {
  readonly engine: string;
  readonly start: (options: EngineOptions) => Promise<RunningEngine>;
  /** Why it cannot be tried here. */
  readonly skip: string | null;
}

const java = await findJava(process.env);

const cases: readonly Case[] = [
  { engine: 'PostgreSQL', start: startPostgres, skip: null },
  { engine: 'dynalite', start: (options) => startDynamoDb('dynalite', options), skip: null },
  {
    engine: 'DynamoDB Local',
    start: (options) => startDynamoDb('local', options),
    skip: java.found ? null : java.why,
  },
];

const world = new SeededWorld(1, { dau: 100, days: 3 }, shop.asOfMs);
const smaller = new SeededWorld(1, { dau: 10, days: 3 }, shop.asOfMs);
const records = { customer: 300, order: 600 };

describe.each(cases)('the target $engine', ({ engine: name, start, skip }) => {
  if (skip !== null) {
    it.skip(`cannot be tried: ${skip}`);
    return;
  }

  let engine: RunningEngine;
  let place: TargetPlace;
  let store: Store;
  let executor: Executor;
  const own = mkdtempSync(join(tmpdir(), 'patternbench-test-'));
  // DynamoDB Local is installed once a machine; the others start from nothing.
  const shared = cacheFolder({ env: process.env, platform: process.platform, home: homedir() });

  beforeAll(async () => {
    const cache = name === 'DynamoDB Local' ? shared : own;
    engine = await start({ cache, keep: false, env: process.env, onProgress: () => {} });
    place = placeAt(engine.kind, engine.url);
    store = await openStore(place, shop);
    executor = await openExecutor(place, options());
  });

  afterAll(async () => {
    await executor.close();
    await store.close();
    await engine.stop();
    rmSync(own, { recursive: true, force: true });
  });

  const load = (
    of: SeededWorld,
    { reset = false, signal = new AbortController().signal, onProgress = (_: SeedProgress): void => {} } = {},
  ) => {
    let nowMs = 0;
    return seed(of, shop, [store], { reset, signal, onProgress, clock: () => (nowMs += 1_000) });
  };

  it('does not touch what it did not create', async () => {
    const there = await somebodyElses(engine);
    const found = await store.find();
    expect(found).toEqual({ state: 'foreign', what: [there.name] });
    await store.drop();
    expect(await store.find()).toEqual(found);
    await expect(load(world, { reset: true })).rejects.toThrow(`${there.name}, which patternbench did not create`);
    await there.remove();
    expect(await store.find()).toEqual({ state: 'empty' });
  });

  it('has nothing for a run before it is loaded', async () => {
    await expect(findDataset(shop, [store])).rejects.toThrow('no dataset');
  });

  it('stops where it is told to, and goes on from there', async () => {
    const stop = new AbortController();
    const onProgress = ({ doing }: SeedProgress): void => {
      if (doing === 'order') stop.abort();
    };
    const [first] = await load(world, { signal: stop.signal, onProgress });
    expect(first).toMatchObject({ state: 'interrupted', manifest: { status: 'loading', loaded: { customer: 300 } } });
    await expect(findDataset(shop, [store])).rejects.toThrow('a part of dataset');
    const [second] = await load(world);
    expect(second).toMatchObject({ state: 'resumed', manifest: { status: 'complete', loaded: records } });
    expect((first?.records ?? 0) + (second?.records ?? 0)).toBe(900);
  });

  it('holds the dataset, record by record', async () => {
    expect(await verify(world, shop, store, 0)).toMatchObject({
      holds: true,
      entities: [
        { entity: 'customer', compared: 300, of: 300, different: 0, first: null },
        { entity: 'order', compared: 600, of: 600, different: 0, first: null },
      ],
    });
    const counts = await store.counts(() => false);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(900);
  });

  it('recognises what is there and right, and refuses what is there and different', async () => {
    expect(await load(world)).toMatchObject([{ state: 'present', records: 0 }]);
    await expect(load(smaller)).rejects.toThrow(/100 DAU, 3 days.*expected dataset .*10 DAU.*seed --reset/);
  });

  it('answers a read as the dataset does', async () => {
    const customer = patternOf('customer');
    const params = customer.params(new Draw(world, 5));
    const executed = await executor.execute(customer, params);
    const { i, ...expected } = world.record(entityOf('customer'), (params as { customer: { i: number } }).customer.i);
    expect(executed).toMatchObject({ outcome: { state: 'ok' }, cost: { requests: 1, items: 1, evaluated: 1 } });
    expect(executed.read?.()).toEqual(expected);
    expect(executed.cost.bytes).toBeGreaterThan(10);
    expect(executed.sentUs).toBeLessThan(executed.doneUs);
    expect(i).toBe((params as { customer: { i: number } }).customer.i);
  });

  it('finds nothing where there is nothing', async () => {
    const executed = await executor.execute(patternOf('customer'), { customer: { customerId: 999_999_999 } });
    expect(executed.outcome).toEqual({ state: 'ok' });
    expect(executed.read?.()).toBeNull();
    expect(executed.cost.items).toBe(0);
  });

  it('writes fresh records, which can be read back', async () => {
    const first = await reserveOperations([store], 10, 'a run');
    expect(first).toBe(0);
    expect(await reserveOperations([store], 5, 'another run')).toBe(10);
    const place = patternOf('place-order');
    const params = place.params(new Draw(world, 0, first));
    expect(await executor.execute(place, params)).toMatchObject({ outcome: { state: 'ok' }, read: null });
    const { order } = params as { order: { i: number } };
    const { i, ...expected } = order as Record<string, unknown> & { i: number };
    expect(i).toBe(600);
    const [found] = await store.readBack('order', [{ ...expected, i }]);
    expect(JSON.parse(JSON.stringify(found))).toEqual(expected);
    expect(await findDataset(shop, [store])).toMatchObject({ pristine: false, written: 15, world: { randomSeed: 1 } });
  });

  it('says which record differs, in which field', async () => {
    const executed = await executor.execute(spoil, {});
    expect(executed.outcome).toEqual({ state: 'ok' });
    const verified = await verify(world, shop, store, 1);
    expect(verified).toMatchObject({ holds: false, entities: [{ different: 0 }, { different: 1 }] });
    expect(verified.entities[1]?.first).toMatch(
      /^order 0 \((id = 1|PK = CUSTOMER#\d+, SK = ORDER#.*)\) totalCents: expected \d+, found 1$/,
    );
  });

  it('loads anew where it is told to', async () => {
    expect(await load(smaller, { reset: true })).toMatchObject([{ state: 'loaded', records: 90 }]);
    expect(await verify(smaller, shop, store, 0)).toMatchObject({ holds: true });
    expect(await findDataset(shop, [store])).toMatchObject({ pristine: true, written: 0 });
    await expect(findDataset(shop, [store], { dau: 100 })).rejects.toThrow('--dau 100');
  });

  it('notices that the layout is another one now', async () => {
    const other = await openStore(place, otherLayout(shop));
    await expect(findDataset(otherLayout(shop), [other])).rejects.toThrow('laid down otherwise');
    await other.close();
  });

  it('fails an operation that the engine refuses', async () => {
    const executed = await executor.execute(nonsense, {});
    expect(executed).toMatchObject({ outcome: { state: 'failed', kind: 'server' }, read: null, cost: { requests: 1 } });
  });

  it("passes on a program's own bug", async () => {
    await expect(executor.execute(buggy, {})).rejects.toMatchObject({ name: 'ProgramThrew', pattern: 'buggy' });
  });

  it('gives up on an engine that never answers', async () => {
    const server = await silent();
    const waiting = await openExecutor(placeAt(engine.kind, urlTo(engine, server)), options(200));
    const executed = await waiting.execute(patternOf('customer'), { customer: { customerId: 1 } });
    expect(executed.outcome).toMatchObject({ state: 'failed', kind: 'timeout' });
    await waiting.close();
    server.close();
  });

  it('tells an engine that is not there from one that refuses', async () => {
    const gone = placeAt(
      engine.kind,
      engine.kind === 'postgres' ? 'postgresql://a:b@127.0.0.1:1/c' : 'http://127.0.0.1:1',
    );
    const executing = await openExecutor(gone, options(1_000));
    const executed = await executing.execute(patternOf('customer'), { customer: { customerId: 1 } });
    expect(executed.outcome).toMatchObject({ state: 'failed', kind: 'connection' });
    await expect(executing.warm()).rejects.toMatchObject({ name: 'EnvironmentError' });
    await executing.close();
    const lookedAt = openStore(gone, shop).then((opened) => opened.find());
    await expect(lookedAt).rejects.toMatchObject({ name: 'EnvironmentError' });
  });

  it('refuses a layout that the engine does not take, and says where', async () => {
    const workload = brokenLayout(shop);
    const other = await openStore(
      workload.name === shop.name ? place : placeAt(engine.kind, engine.url, workload),
      workload,
    );
    const loading = seed(smaller, workload, [other], {
      reset: false,
      signal: new AbortController().signal,
      onProgress: () => {},
      clock: () => 0,
    });
    await expect(loading).rejects.toBeInstanceOf(BadInput);
    await expect(loading).rejects.toThrow(/^(postgres\.tables:2|dynamodb\.tables: broken)/);
    await other.drop();
    await other.close();
  });

  it('drops what it created', async () => {
    await store.drop();
    expect(await store.find()).toEqual({ state: 'empty' });
  });
});

function options(timeoutMs = 5_000) {
  return { timeoutMs, connections: 4, clock: () => performance.now() * 1_000, retries: null };
}

function placeAt(kind: RunningEngine['kind'], url: string, workload: Workload = shop): TargetPlace {
  return kind === 'postgres'
    ? { kind, url, schema: schemaOf(workload.name), provenance: 'test' }
    : { kind, endpoint: url, region: 'us-east-1', client: 'wire', provenance: 'test' };
}

function patternOf(id: string): AnyPattern {
  const found = shop.patterns.find((pattern) => pattern.id === id);
  if (found === undefined) throw new RangeError(id);
  return found;
}

function entityOf(name: string) {
  const found = shop.entities[name];
  if (found === undefined) throw new RangeError(name);
  return found;
}

function programs(
  id: string,
  dynamodb: (db: DynamoDb) => Promise<unknown>,
  postgres: (db: Postgres) => Promise<unknown>,
) {
  const silently =
    <Port>(program: (db: Port) => Promise<unknown>) =>
    async (db: Port) => {
      await program(db);
    };
  return { id, dynamodb: silently(dynamodb), postgres: silently(postgres) } as unknown as AnyPattern;
}

const nonsense = programs(
  'nonsense',
  (db) => db.get({ TableName: 'NoSuchTable', Key: { PK: 'a' } }),
  (db) => db.query('select 1 from no_such_table'),
);

const bug = async (): Promise<void> => {
  throw new TypeError('undefined is not a function');
};
const buggy = programs('buggy', bug, bug);

const firstOrder = (): Record<string, unknown> => {
  const { order } = shop.dynamodb.entities;
  const item = order?.toItem(world.record(entityOf('order'), 0)) ?? {};
  return { PK: item.PK, SK: item.SK };
};
const spoil = programs(
  'spoil',
  (db) =>
    db.update({
      TableName: 'Shop',
      Key: firstOrder(),
      UpdateExpression: 'SET TotalCents = :one',
      ExpressionAttributeValues: { ':one': 1 },
    }),
  (db) => db.query('update orders set total_cents = 1 where id = 1'),
);

function otherLayout(workload: Workload): Workload {
  const { dynamodb, postgres } = workload;
  const [table] = dynamodb.tables;
  if (table === undefined) throw new RangeError('no table');
  const capacity = { mode: 'provisioned', readUnits: 5, writeUnits: 5 } as const;
  return {
    ...workload,
    dynamodb: { ...dynamodb, tables: [{ ...table, capacity }] },
    postgres: { ...postgres, indexes: `${postgres.indexes} create index on orders (total_cents);` },
  };
}

function brokenLayout(workload: Workload): Workload {
  const { dynamodb, postgres } = workload;
  const definition = { TableName: 'broken', KeySchema: [], AttributeDefinitions: [] };
  return {
    ...workload,
    name: 'broken',
    dynamodb: { ...dynamodb, tables: [{ definition, capacity: { mode: 'on-demand' }, pointInTimeRecovery: false }] },
    postgres: { ...postgres, tables: 'create table customers (id bigint);\ncreate tabel orders (id bigint);' },
  };
}

/** Something of somebody else's in the way. */
async function somebodyElses(engine: RunningEngine): Promise<{ name: string; remove: () => Promise<void> }> {
  if (engine.kind === 'postgres') {
    const { PostgresConnection } = await import('./postgres/connection.ts');
    const way = { url: engine.url, schema: 'public', connectTimeoutMs: 5_000, statementTimeoutMs: 0 };
    const connection = await PostgresConnection.open(way);
    await connection.script('create schema patternbench_shop', 5_000);
    return {
      name: 'schema "patternbench_shop"',
      remove: async () => {
        await connection.script('drop schema patternbench_shop', 5_000);
        await connection.close();
      },
    };
  }
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const { Tables } = await import('./dynamodb/tables.ts');
  const credentials = { accessKeyId: 'patternbench', secretAccessKey: 'patternbench' };
  const tables = new Tables(new DynamoDBClient({ endpoint: engine.url, region: 'us-east-1', credentials }));
  await tables.create({
    TableName: 'Shop',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  return {
    name: 'table Shop',
    remove: async () => {
      await tables.delete('Shop');
      tables.close();
    },
  };
}

function silent(): Promise<Server> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  server.on('close', () => {
    for (const socket of sockets) socket.destroy();
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function urlTo({ kind }: RunningEngine, server: Server): string {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  return kind === 'postgres' ? `postgresql://a:b@127.0.0.1:${port}/c` : `http://127.0.0.1:${port}`;
}
