import { afterAll, describe, expect, it } from 'vitest';
import algoitny from '../../scenarios/algoitny/workload.ts';
import shop from '../../test/shop/workload.ts';
import { Draw } from '../dataset/draw.ts';
import { SeededWorld } from '../dataset/world.ts';
import { localCopyFolder, ownCache } from '../engines/engines.fixture.ts';
import { findJava } from '../engines/java.ts';
import type { RunningEngine } from '../engines/running-engine.ts';
import { startDynamoDb } from '../engines/start-dynamodb.ts';
import type { LedgerRecord } from '../runs/ledger-record.ts';
import { seed } from '../seeding/seed.ts';
import { verify } from '../seeding/verify.ts';
import type { DynamoDbPlace } from '../targets/target.ts';
import { openStore } from '../targets/targets.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import { type UnitsAudit, unitsLedger } from './units-audit.ts';

// Whole patterns on real engines: what they report beside what the rules give.

const java = await findJava(process.env);
const own = ownCache({ keep: false });
const engines: RunningEngine[] = [];

afterAll(async () => {
  for (const engine of engines) await engine.stop();
  own.remove();
});

async function ledgerOn(
  engine: RunningEngine,
  workload: Workload,
  dau: number,
  rest: Partial<Pick<UnitsAudit, 'tookMs' | 'budget' | 'onPattern'>> = {},
): Promise<LedgerRecord> {
  engines.push(engine);
  const { url: endpoint, provenance } = engine;
  const place: DynamoDbPlace = { kind: 'dynamodb', endpoint, region: 'us-east-1', client: 'wire', provenance };
  const world = new SeededWorld(1, { dau, days: 3 }, workload.asOfMs);
  const store = await openStore(place, workload);
  const signal = new AbortController().signal;
  const clock = (): number => performance.now();
  const { patterns } = workload;
  const paramsOf = (pattern: AnyPattern, count: number) =>
    Array.from({ length: count }, (_, n) => pattern.params(new Draw(world, n, 100 * patterns.indexOf(pattern))));
  try {
    await seed(world, workload, [store], { reset: false, onProgress: () => {}, signal, clock });
    const ledger = await unitsLedger({
      place,
      workload,
      patterns,
      paramsOf,
      budget,
      tookMs: () => 0,
      clock,
      onPattern: () => {},
      signal,
      ...rest,
    });
    const { counts, entities } = await verify(world, workload, store, 0);
    expect(entities.filter(({ different }) => different > 0)).toEqual([]);
    expect(counts.filter(({ holds }) => !holds)).toEqual([]);
    return ledger;
  } finally {
    await store.close();
  }
}

/** A test may not depend on how fast the machine is. */
const budget = { operations: 3, patternMs: Number.POSITIVE_INFINITY, allMs: Number.POSITIVE_INFINITY };

const rowsOf = ({ patterns }: LedgerRecord) =>
  patterns.flatMap(({ pattern, rows }) => rows.map((row) => ({ pattern, ...row })));

describe.skipIf(!java.found)('DynamoDB Local (where Java is) and the rules', () => {
  it('agree on every pattern of the bundled workload, but for its known faults', async () => {
    const env = { ...process.env, PATTERNBENCH_DYNAMODB_LOCAL: await localCopyFolder() };
    const ledger = await ledgerOn(await startDynamoDb('local', { ...own.options, env }), algoitny, 5);
    expect(rowsOf(ledger).filter(({ unexplained }) => unexplained > 0)).toEqual([]);
    expect(ledger.left).toEqual([]);
    expect(ledger.patterns.map(({ pattern }) => pattern)).toEqual(algoitny.patterns.map(({ id }) => id));
    expect(ledger.patterns.filter(({ operations, notCompared }) => operations !== 3 || notCompared > 0)).toEqual([]);
  }, 300_000);
});

describe('dynalite and the rules', () => {
  it('agree on the shop, but for its known faults: writes of indexes are not reported', async () => {
    const ledger = await ledgerOn(await startDynamoDb('dynalite', own.options), shop, 10);
    const rows = rowsOf(ledger);
    expect(rows.filter(({ unexplained }) => unexplained > 0)).toEqual([]);
    const ofWrites = rows.filter(({ modelled }) => modelled.write > 0);
    expect(
      ofWrites.map(({ pattern, index, reported, modelled, faults }) => [
        pattern,
        index,
        reported.write,
        modelled.write,
        faults,
      ]),
    ).toEqual([
      ['place-order', null, 3, 3, []],
      ['place-order', 'ByStatus', 0, 3, ['index-writes']],
    ]);
    expect(ledger.faults.filter(({ modelStandsIn }) => modelStandsIn).map(({ id }) => id)).toEqual(['index-writes']);
  }, 120_000);

  it('begin with what is quick, so that what is slow leaves no time only for itself; told in the order of the workload', async () => {
    const asked: string[] = [];
    const slowFirst = shop.patterns.map(({ id }) => id);
    const ledger = await ledgerOn(await startDynamoDb('dynalite', own.options), shop, 10, {
      tookMs: ({ id }) => -slowFirst.indexOf(id),
      onPattern: ({ id }) => asked.push(id),
    });
    expect(asked).toEqual(slowFirst.toReversed());
    expect(ledger.patterns.map(({ pattern }) => pattern)).toEqual(slowFirst);
  }, 120_000);
});
