import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import shop from '../../../test/shop/workload.ts';
import { Draw } from '../../dataset/draw.ts';
import { SeededWorld } from '../../dataset/world.ts';
import type { RunningEngine } from '../../engines/running-engine.ts';
import { startPostgres } from '../../engines/start-postgres.ts';
import type { AnyPattern } from '../../workload/pattern.ts';
import type { Postgres } from '../../workload/postgres-port.ts';
import type { PostgresPlace } from '../target.ts';
import { PostgresExplainer } from './explainer.ts';
import { PostgresStore } from './store.ts';

const cache = mkdtempSync(join(tmpdir(), 'patternbench-test-'));
const world = new SeededWorld(1, { dau: 400, days: 3 }, shop.asOfMs);
let engine: RunningEngine;
let store: PostgresStore;
let explainer: PostgresExplainer;

beforeAll(async () => {
  engine = await startPostgres({ cache, keep: false, env: process.env, onProgress: () => {} });
  const place: PostgresPlace = { kind: 'postgres', url: engine.url, schema: 'patternbench_shop', provenance: 'test' };
  store = await PostgresStore.open(place, shop);
  await store.create('{}');
  const steps = { onProgress: () => {}, manifestAt: () => '{}', signal: new AbortController().signal };
  for (const [entity, of] of Object.entries(shop.entities)) {
    const record = (i: number) => world.record(of, i) as { i: number };
    await store.load({ entity, from: 0, to: world.count(of), record }, steps);
  }
  await store.finish();
  explainer = await PostgresExplainer.open(place);
});

afterAll(async () => {
  await explainer.close();
  await store.close();
  await engine.stop();
  rmSync(cache, { recursive: true, force: true });
});

const orders = async (): Promise<number | undefined> =>
  (await store.counts()).find(({ table }) => table === 'orders')?.count;

function explain(id: string) {
  const pattern = shop.patterns.find((one) => one.id === id);
  if (pattern === undefined) throw new RangeError(id);
  return explainer.explain(pattern, pattern.params(new Draw(world, 3)));
}

const program = (postgres: (db: Postgres) => Promise<void>) => ({ id: 'test', postgres }) as unknown as AnyPattern;

describe('an operation under EXPLAIN', () => {
  it.each([
    ['customer', 'key', ['Index Scan using customers_pkey on customers'], 1],
    ['by-status', 'index', ['Index Scan using orders_status_created_at_idx on orders'], 20],
  ])('%s is found by its %s', async (id, kind, steps, rows) => {
    const explained = await explain(id);
    expect(explained).toMatchObject({ path: { kind, steps }, rows });
    expect(explained.buffersHit + explained.buffersRead).toBeGreaterThan(1);
  });

  it('tells what a write does, and writes nothing', async () => {
    const before = await orders();
    const explained = await explain('place-order');
    expect(explained).toMatchObject({ rows: 1, path: { kind: 'write', steps: ['Insert on orders'] } });
    expect(explained.statements).toHaveLength(1);
    expect(await orders()).toBe(before);
  });

  it('adds up the statements of a transaction, and goes on after one that was meant to fail', async () => {
    const twice = program(async (db) => {
      await db.transaction(async (inside) => {
        await inside.query("set local work_mem to '8MB'");
        await inside.query('insert into customers values (1, $1, $2)', ['again', 'Lagos']).catch(() => {});
        await inside.query('select * from customers where name = $1', ['nobody']);
        await inside.query('update customers set city = $1 where id in (1, 2)', ['Lagos']);
      });
    });
    const explained = await explainer.explain(twice, {});
    expect(explained).toMatchObject({ rows: 2, path: { kind: 'scan' } });
    expect(explained.statements.map(({ rows }) => rows)).toEqual([0, 2]);
  });

  it('tells a scan that needs none from one that has no other way', async () => {
    const statement = async (where: string) => {
      const one = program(async (db) => {
        await db.query(`select * from customers where ${where}`);
      });
      const [found] = (await explainer.explain(one, {})).statements;
      return [found?.nodes, [...(found?.indexWithoutScans ?? [])]];
    };
    const scanned = { node: 'Seq Scan', table: 'customers', index: null, access: 'scan', evaluated: 1200 };
    expect(await statement('id > 0')).toEqual([[{ ...scanned, removed: 0 }], [['customers', 'customers_pkey']]]);
    expect(await statement("name = 'nobody'")).toEqual([[{ ...scanned, removed: 1200 }], []]);
  });

  it('knows the indexes that serve reads alone', async () => {
    expect(await explainer.secondaryIndexes()).toEqual([
      { table: 'orders', index: 'orders_customer_id_created_at_idx' },
      { table: 'orders', index: 'orders_status_created_at_idx' },
    ]);
  });

  it('fails as the operation does', async () => {
    const failing = program(async (db) => {
      await db.query('select 1 from no_such_table');
    });
    await expect(explainer.explain(failing, {})).rejects.toMatchObject({ kind: 'server', code: '42P01' });
    await expect(explain('customer')).resolves.toMatchObject({ rows: 1 });
  });
});
