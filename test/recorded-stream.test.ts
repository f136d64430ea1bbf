import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startPostgres } from '../src/engines/start-postgres.ts';
import { schemaOf } from '../src/targets/postgres/schema-name.ts';
import type { PostgresPlace } from '../src/targets/target.ts';
import { openStore } from '../src/targets/targets.ts';
import { type AskedLoad, loadAt, loadOn } from './load-on.ts';
import { type BindRecorder, recordBinds } from './servers/bind-recorder.ts';
import { capture } from './servers/capture.ts';
import type { KnownRequest } from './servers/known-server.ts';
import shop from './shop/workload.ts';

// What the servers received is what is compared, not what the load says of itself.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const operations = 300;
/** Arrivals take these in turn: 3 of them, so that every worker of 2 and of 4 runs each. */
const patterns = ['place-order', 'customer', 'orders'];
const load = { perSecond: 300, seconds: operations / 300, patterns } as const;

/** One operation in flight for each worker, so that each keeps to one connection, on which its order is to be seen. */
const oneEach = (workers: number): AskedLoad => ({ ...load, workers, maxInFlight: workers });

const ordersAtStart = 2 * 100 * 30;

async function received(workers: number, randomSeed: number): Promise<readonly KnownRequest[]> {
  const server = await capture();
  try {
    const { failure } = await loadOn(server.url, { ...oneEach(workers), randomSeed });
    expect(failure).toBeNull();
    return server.seen;
  } finally {
    await server.close();
  }
}

const textOf = ({ operation, body }: KnownRequest): string => `${operation} ${body.toString()}`;

/** The number of the operation that wrote this order. */
function numberOf(request: KnownRequest): number | null {
  const id = /"OrderId":\{"N":"(\d+)"\}/.exec(request.body.toString())?.[1];
  return id === undefined ? null : Number(id) - 1 - ordersAtStart;
}

/** By scheduled number: what came over each connection, dealt out as the schedule is striped. */
function inOrder(seen: readonly KnownRequest[], workers: number): string[] {
  const stripes = new Map<number, string[]>();
  for (const port of new Set(seen.map(({ fromPort }) => fromPort))) {
    const ofOne = seen.filter(({ fromPort }) => fromPort === port);
    const numbers = ofOne.flatMap((request) => numberOf(request) ?? []);
    const worker = (numbers[0] ?? -1) % workers;
    expect(stripes.has(worker), 'a connection for each worker').toBe(false);
    expect(new Set(numbers.map((n) => n % workers))).toEqual(new Set([worker]));
    stripes.set(worker, ofOne.map(textOf));
  }
  return Array.from({ length: seen.length }, (_, n) => stripes.get(n % workers)?.[Math.floor(n / workers)] ?? '');
}

describe('the stream of operations', () => {
  let alone: readonly KnownRequest[];
  beforeAll(async () => {
    alone = await received(1, 7);
  });

  it('is numbered through: every third operation writes the order of its number', () => {
    expect(alone).toHaveLength(operations);
    expect(alone.map(numberOf)).toEqual(Array.from({ length: operations }, (_, n) => (n % 3 === 0 ? n : null)));
  });

  it('is the same, byte for byte, when it is run again', async () => {
    expect((await received(1, 7)).map(textOf)).toEqual(alone.map(textOf));
  });

  it.each([2, 4])('is the same with %i workers: each sends its own operations, in their order', async (workers) => {
    const seen = await received(workers, 7);
    expect(seen).toHaveLength(operations);
    expect(inOrder(seen, workers)).toEqual(alone.map(textOf));
  });

  it('is another with another seed', async () => {
    const other = (await received(1, 8)).map(textOf);
    expect(other).toHaveLength(operations);
    expect(other.filter((text, n) => text === textOf(alone[n] as KnownRequest)).length).toBeLessThan(operations / 4);
  });
});

/** What an operation is about, as DynamoDB was asked. */
function keysOfRequest({ body }: KnownRequest): string[] {
  const { Key, Item, ExpressionAttributeValues: values } = JSON.parse(body.toString());
  if (Item !== undefined) return ['order', Item.OrderId.N, Item.CustomerId.N, Item.TotalCents.N];
  return ['of', (Key?.PK ?? values[':pk']).S.replace('CUSTOMER#', '')];
}

/** The same of the values that PostgreSQL was given. */
function keysOfValues(values: readonly (string | null)[]): (string | null)[] {
  const [id, customer, , , , cents] = values;
  return values.length === 1 ? ['of', id ?? null] : ['order', id ?? null, customer ?? null, cents ?? null];
}

describe('PostgreSQL', () => {
  const cache = mkdtempSync(join(tmpdir(), 'patternbench-test-'));
  let engine: Awaited<ReturnType<typeof startPostgres>>;
  let recorder: BindRecorder;
  let place: PostgresPlace;
  beforeAll(async () => {
    engine = await startPostgres({ cache, keep: false, env: process.env, onProgress: () => {} });
    const url = new URL(engine.url);
    recorder = await recordBinds(url.hostname, Number(url.port));
    place = { kind: 'postgres', url: engine.url, schema: schemaOf(shop.name), provenance: engine.provenance };
    const store = await openStore(place, shop);
    await store.create('{}');
    await store.close();
  });
  afterAll(async () => {
    await recorder?.close();
    await engine?.stop();
    rmSync(cache, { recursive: true, force: true });
  });

  it.each([1, 4])('is asked about the same keys in the same order as DynamoDB, with %i workers', async (workers) => {
    const url = new URL(engine.url);
    url.port = `${recorder.port}`;
    const from = recorder.bound.length;
    const { failure, tally } = await loadAt({ ...place, url: url.href }, { ...oneEach(workers), randomSeed: 7 });
    expect(failure).toBeNull();
    expect(tally.summaries.all().map(({ summary }) => summary.errors.connection)).toEqual([0, 0, 0]);
    const keys = recorder.bound.slice(from).map(keysOfValues);
    const expected = (await received(1, 7)).map(keysOfRequest);
    // Of several workers only who sends what is fixed, not which of two at the same moment comes first.
    if (workers === 1) expect(keys).toEqual(expected);
    else expect(keys.map(String).sort()).toEqual(expected.map(String).sort());
  });
});
