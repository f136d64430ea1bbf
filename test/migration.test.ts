import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { Draw } from '../src/dataset/draw.ts';
import { SeededWorld } from '../src/dataset/world.ts';
import type { MigrationPhaseRecord } from '../src/runs/migration-record.ts';
import { parseRun } from '../src/runs/parse-run.ts';
import type { RunRecord } from '../src/runs/run-record.ts';
import { typed } from './command-line.ts';
import { ordersByCustomer, placeOrder } from './shop/patterns.ts';
import shop from './shop/workload.ts';

vi.setConfig({ testTimeout: 180_000 });

const folder = mkdtempSync(join(tmpdir(), 'patternbench-migration-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function words(script: string): string[] {
  const scenario = ['run', `test/shop/${script}.ts`, '--workload', 'test/shop/workload.ts', '--dau', '20'];
  return [...scenario, '--dynamodb', 'dynalite', '--out', folder, '--operation-timeout', '30s', '--json'];
}

function surroundings(script: string) {
  return { env: { PATTERNBENCH_CACHE: join(folder, script) } };
}

/** Runs a migration of the shop on engines of its own, from the command line. */
async function migrated(script: string, ...more: readonly string[]) {
  const { code, stdout, stderr } = await typed([...words(script), ...more], surroundings(script));
  expect(stdout, stderr).not.toBe('');
  const record = JSON.parse(stdout) as RunRecord;
  const saved = readFileSync(join(folder, record.id, 'run.json'), 'utf8');
  expect(parseRun(saved, 'run.json').problems).toBeNull();
  return { code, record, phases: record.migration?.phases ?? [] };
}

/** How many operations each engine was asked, but for those that were asked again for an answer that came late. */
function asked({ engines: [postgres, dynamodb], extra }: MigrationPhaseRecord): readonly number[] {
  const again = extra.requests - (dynamodb?.requests ?? 0);
  return [(postgres?.operations ?? 0) - again, (dynamodb?.operations ?? 0) - again];
}

/** The numbers of the lists that a forgotten order should be on: the streams of the script are buyers, customers and lists. */
function listsOfBuyers(): number[] {
  const world = new SeededWorld(1, { dau: 20, days: 3 }, shop.asOfMs);
  const draw = (n: number, at: number): Draw => new Draw(world, n * 3 + at, 0);
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
  const bought = new Set(numbers(20).map((n) => placeOrder.params(draw(n, 0)).order.customerId));
  return numbers(40).filter((n) => bought.has(ordersByCustomer.params(draw(n, 2)).customerId));
}

describe('a migration on real engines', () => {
  it('asks each engine what the phase says, and finds that they answer alike', async () => {
    const { code, record, phases } = await migrated('migration', '--workers', '2');
    const counted = phases.map((phase) => ({
      phase: phase.phase,
      application: [phase.scheduled, phase.failed, phase.dropped],
      asked: asked(phase),
      spared: phase.extra.spared,
      compared: [phase.compared, phase.mismatches],
      half: [phase.halfWrites, phase.halfReads],
    }));
    const none = { application: [40, 0, 0], half: [0, 0] };
    expect(counted).toEqual([
      { ...none, phase: 'dual write', asked: [40, 10], spared: 0, compared: [0, 0] },
      { ...none, phase: 'shadow', asked: [40, 40], spared: 0, compared: [30, 0] },
      { ...none, phase: 'half of the reads', asked: [40, 40], spared: 0, compared: [30, 0] },
      { ...none, phase: 'all reads', asked: [10, 40], spared: 30, compared: [0, 0] },
      { ...none, phase: 'after', asked: [0, 40], spared: 40, compared: [0, 0] },
    ]);
    const written = phases.map(({ extra }) => extra.writeUnits);
    expect(written).toEqual([10, 10, 10, 10, 10]);
    expect(phases.map(({ month }) => month?.postgresUsd)).toEqual([13.98, 13.98, 13.98, 13.98, 13.98]);
    const ofAll = record.verdicts.filter(({ pattern }) => pattern === null);
    expect(ofAll.map(({ objective, verdict }) => `${objective}: ${verdict}`)).toEqual([
      'mismatches == 0: met',
      'half writes == 0: met',
    ]);
    // Too few operations for a p99: nothing is missed but what a busy machine makes slow.
    expect([3, 99]).toContain(code);
    expect(record.targets.map(({ name, patterns }) => [name, patterns.map(({ scheduled }) => scheduled)])).toEqual([
      ['migration', [100, 50, 50]],
    ]);
  });

  it('finds what one engine has and the other has not', async () => {
    const { code, record, phases } = await migrated('forgotten-migration');
    const [forgotten, shadow] = phases;
    expect(forgotten).toMatchObject({ scheduled: 20, compared: 0, extra: { requests: 0, spared: 0 } });
    expect(shadow).toMatchObject({ scheduled: 60, compared: 60 });
    const found = shadow?.patterns.map(({ pattern, compared, mismatches }) => [pattern, compared, mismatches]);
    const differing = listsOfBuyers();
    expect(differing.length).toBe(16);
    expect(found).toEqual([
      ['customer', 20, 0],
      ['orders', 40, differing.length],
    ]);
    expect(shadow?.firstMismatch).toMatch(/^orders \{"customerId":\d+\}: .*postgres has .*, dynamodb has /);
    expect(record.verdicts.find(({ objective }) => objective === 'mismatches == 0')).toMatchObject({
      verdict: 'missed',
      value: shadow?.mismatches,
      why: expect.stringContaining('the first in "shadow": orders {"customerId":'),
    });
    expect(code).toBe(99);
    const again = await typed(words('forgotten-migration'), surroundings('forgotten-migration'));
    expect(again.code).toBe(104);
    expect(again.stderr).toContain(`run ${record.id} wrote to one of them alone`);
  });

  it('is refused on one engine', async () => {
    const one = await typed(['run', 'migration', '--target', 'postgres']);
    expect(one.code).toBe(104);
    expect(one.stderr).toContain('--target: found postgres, expected both');
  });
});
