import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import shop from '../../test/shop/workload.ts';
import { SeededWorld } from '../dataset/world.ts';
import type { RunningEngine } from '../engines/running-engine.ts';
import { startDynamoDb } from '../engines/start-dynamodb.ts';
import { startPostgres } from '../engines/start-postgres.ts';
import type { PatternCoverage } from '../runs/coverage-record.ts';
import { reserveOperations } from '../seeding/dataset.ts';
import { seed } from '../seeding/seed.ts';
import { schemaOf } from '../targets/postgres/schema-name.ts';
import type { Store, TargetPlace } from '../targets/target.ts';
import { openStore } from '../targets/targets.ts';
import { type Checked, type CheckTarget, check } from './check.ts';
import { openMeasured } from './open-measured.ts';

const world = new SeededWorld(1, { dau: 100, days: 3 }, shop.asOfMs);
const cache = mkdtempSync(join(tmpdir(), 'patternbench-test-'));
const signal = new AbortController().signal;
const engines: RunningEngine[] = [];
const stores: Store[] = [];
const targets: CheckTarget[] = [];
let checked: Checked;

beforeAll(async () => {
  const options = { cache, keep: false, env: process.env, onProgress: () => {} };
  engines.push(await startDynamoDb('dynalite', options), await startPostgres(options));
  const places = engines.map(({ kind, url, provenance }): TargetPlace => {
    return kind === 'dynamodb'
      ? { kind, endpoint: url, region: 'us-east-1', client: 'wire', provenance }
      : { kind, url, schema: schemaOf(shop.name), provenance };
  });
  for (const place of places) stores.push(await openStore(place, shop));
  const clock = () => performance.now();
  await seed(world, shop, stores, { reset: false, signal, onProgress: () => {}, clock });
  for (const [at, place] of places.entries()) {
    const executor = { timeoutMs: 10_000, connections: 1, clock: () => clock() * 1000, retries: null };
    const store = stores[at];
    if (store !== undefined) targets.push({ ...(await openMeasured(place, shop, executor)), store });
  }
  checked = await check({
    workload: shop,
    world,
    targets,
    strictness: 'pristine',
    drawn: 12,
    budgetMs: 60_000,
    askedAtLeast: 12,
    clock,
    firstFresh: await reserveOperations(stores, 100, 'test'),
    onPattern: () => {},
    signal,
  });
});

afterAll(async () => {
  await Promise.all(targets.flatMap(({ executor, gauge }) => [executor.close(), gauge.close()]));
  await Promise.all(stores.map((store) => store.close()));
  await Promise.all(engines.map((engine) => engine.stop()));
  rmSync(cache, { recursive: true, force: true });
});

const covered = (pattern: string, target: string): PatternCoverage | undefined =>
  checked.coverage.patterns?.find((one) => one.pattern === pattern && one.target === target);

describe('the coverage of the shop on real engines', () => {
  it('is of equal answers', () => {
    expect(checked.patterns.map(({ verdict }) => verdict)).toEqual(['equal', 'equal', 'equal', 'equal']);
  });

  it('of a customer by id is one item by its key', () => {
    expect(covered('customer', 'dynamodb')).toMatchObject({
      path: { kind: 'key', steps: ['GetItem Shop'] },
      perOperation: {
        requests: 1,
        evaluated: 1,
        removed: 0,
        returned: 1,
        consumed: [{ table: 'Shop', index: null, read: 0.5, write: 0 }],
      },
    });
    expect(covered('customer', 'postgres')).toMatchObject({
      explained: 10,
      perOperation: { requests: 1, returned: 1, consumed: [] },
    });
  });

  it('of the orders with a status is a page of the index', () => {
    expect(covered('by-status', 'dynamodb')).toMatchObject({
      operations: 3,
      path: { kind: 'index', steps: ['Query Shop ByStatus'] },
      perOperation: { requests: 1, evaluated: 20, removed: 0, returned: 20 },
      steps: [
        {
          operation: 'Query',
          index: 'ByStatus',
          consistency: 'eventual',
          keyCondition: 'StatusPK = :status',
          limit: 20,
          consumed: [{ table: 'Shop', index: 'ByStatus', read: 1, write: 0 }],
        },
      ],
    });
    expect(covered('by-status', 'postgres')?.perOperation).toMatchObject({ requests: 1, returned: 20 });
  });

  it('of a new order is an item and a row, written once although it was explained before', async () => {
    expect(covered('place-order', 'dynamodb')).toMatchObject({
      operations: 12,
      path: { kind: 'write', steps: ['PutItem Shop'] },
      perOperation: {
        requests: 1,
        // dynalite does not report what the index writes; DynamoDB does.
        consumed: [{ table: 'Shop', index: null, read: 0, write: 1 }],
      },
    });
    expect(covered('place-order', 'postgres')).toMatchObject({
      operations: 12,
      explained: 10,
      path: { kind: 'write', steps: ['Insert on orders'] },
      steps: [{ returned: 1, requests: 1, evaluated: 0 }],
    });
    for (const store of stores) {
      const counts = await store.counts(() => false);
      expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(300 + 600 + 12);
    }
  });

  it('has no gap: each pattern has its path, each index its reader', () => {
    expect(checked.coverage).toMatchObject({ withoutPath: [], unreadIndexes: [] });
  });

  it('keeps the items of the first operations for those who look at them', () => {
    const operations = checked.answers.flatMap((one) => one.operations).filter(({ pattern }) => pattern === 'customer');
    const items = operations
      .filter(({ target }) => target === 'dynamodb')
      .map(({ requests }) => requests[0]?.items.length);
    expect(items.slice(0, 4)).toEqual([1, 1, 1, 0]);
  });
});
