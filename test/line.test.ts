import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { localCopyFolder, ownCache } from '../src/engines/engines.fixture.ts';
import type { RunRecord } from '../src/runs/run-record.ts';
import { type Command, type Ended, start, typed } from './command-line.ts';

// The shop goes through the whole line, command after command, as a person would type it: on a PostgreSQL and a DynamoDB
// Local of its own, in a cache folder of its own.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 240_000 });

const { cache, remove } = ownCache();
const out = join(cache, 'runs');
const shop = ['--workload', 'test/shop/workload.ts', '--quiet'];
const size = ['--dau', '40', '--days', '5'];
/** 40 users a day are 120 customers, who place 2 orders a day among 40 of them: 5 days make 400. */
const customers = 120;
const orders = 400;

let env: Readonly<Record<string, string>> = {};
const line = (...words: string[]): Promise<Ended> => typed(words, { env });
const lineStart = (...words: string[]): Command => start(words, { env });
const json = async (...words: string[]) => {
  const ended = await line(...words, '--json');
  return { ...ended, said: JSON.parse(ended.stdout) };
};

beforeAll(async () => {
  env = { PATTERNBENCH_CACHE: cache, PATTERNBENCH_DYNAMODB_LOCAL: await localCopyFolder() };
  const { code, stderr } = await line('engines', 'start');
  expect(code, stderr).toBe(0);
});

afterAll(async () => {
  await line('engines', 'stop');
  remove();
});

describe('the shop', () => {
  it('is seeded into both engines, and read back as it was written', async () => {
    const { code, said } = await json('seed', ...shop, ...size, '--verify');
    expect(code).toBe(0);
    expect(said.dataset.counts).toEqual({ customer: customers, order: orders });
    expect(said.targets.map(({ target, state, records }: never) => ({ target, state, records }))).toEqual([
      { target: 'dynamodb', state: 'loaded', records: customers + orders },
      { target: 'postgres', state: 'loaded', records: customers + orders },
    ]);
    for (const { verified } of said.targets) {
      expect(verified.holds).toBe(true);
      expect(verified.entities).toEqual([
        { entity: 'customer', compared: customers, of: customers, different: 0, first: null },
        { entity: 'order', compared: orders, of: orders, different: 0, first: null },
      ]);
    }
  });

  it('is recognised when it is seeded again, and refused in another size', async () => {
    const again = await json('seed', ...shop, ...size);
    expect(again.code).toBe(0);
    expect(again.said.targets.map(({ state }: { state: string }) => state)).toEqual(['present', 'present']);
    const larger = await line('seed', ...shop, '--dau', '60', '--days', '5');
    expect(larger.code).toBe(104);
    expect(larger.stderr).toContain('--reset');
  });

  it('answers the same on both engines, and as the dataset says', async () => {
    const { code, said } = await json('check', ...shop, ...size);
    expect(code).toBe(0);
    expect(said.patterns.map(({ pattern, verdict }: never) => ({ pattern, verdict }))).toEqual(
      ['customer', 'orders', 'by-status', 'place-order'].map((pattern) => ({ pattern, verdict: 'equal' })),
    );
  });

  it('is replayed with the same operations on both, each counted', async () => {
    const { code, said } = await json(
      ...['run', ...shop, ...size, '--out', out, '--patterns', 'customer,visit'],
      ...['--rate', '40/s', '--duration', '3s', '--verify', 'all', '--operation-timeout', '30s', '--max-wait', '30s'],
    );
    // So few samples decide nothing; a missed objective would be 99.
    expect(code).toBe(3);
    const run: RunRecord = said;
    expect(run).toEqual(JSON.parse(readFileSync(join(out, run.id, 'run.json'), 'utf8')));
    expect(run.targets.map(({ name }) => name)).toEqual(['dynamodb', 'postgres']);
    for (const { patterns } of run.targets) {
      expect(
        patterns.map(({ pattern, scheduled, completed, failed, dropped, verified }) => [
          pattern,
          scheduled,
          completed,
          failed,
          dropped,
          verified,
        ]),
      ).toEqual([
        ['customer', 120, 120, 0, 0, 120],
        ['orders', 60, 60, 0, 0, 60],
        // A write answers nothing that could be compared: what it left is read back by `seed --verify`.
        ['place-order', 60, 60, 0, 0, 0],
      ]);
    }
    const [dynamodb, postgres] = run.targets;
    // A customer is one item of less than 4 KB, read eventually; an order is one item of less than 1 KB, in its table and its index.
    expect(dynamodb?.patterns[0]?.consumed).toEqual([{ table: 'Shop', index: null, read: 60, write: 0 }]);
    expect(dynamodb?.patterns[2]?.consumed).toEqual([
      { table: 'Shop', index: null, read: 0, write: 60 },
      { table: 'Shop', index: 'ByStatus', read: 0, write: 60 },
    ]);
    expect(postgres?.patterns[0]?.postgres?.rows).toBe(120);
  });

  it('is replayed by a script, on data that earlier runs have written to', async () => {
    const { said } = await json('run', 'test/shop/scenario.ts', ...shop, ...size, '--out', out, '--max-wait', '30s');
    const run: RunRecord = said;
    // 40 visits of three steps; 20 orders; 12 looks of two.
    expect(run.targets.map(({ pristine }) => pristine)).toEqual([false, false]);
    for (const { patterns } of run.targets) {
      const counts = Object.fromEntries(patterns.map(({ pattern, scheduled }) => [pattern, scheduled]));
      expect(counts).toEqual({ customer: 52, orders: 40, 'place-order': 60, 'by-status': 12 });
    }
  });

  it('is replayed by a program that calls the library, which prints nothing', async () => {
    const library: typeof import('../src/index.ts') = await import(
      new URL('../dist/src/index.js', import.meta.url).href
    );
    const written = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    const asked = { workload: 'test/shop/workload.ts', out, dau: 40, days: 5, env: { ...process.env, ...env } };
    const ran = await library.runScenario({ ...asked, patterns: ['customer'], rate: '50/s', duration: '1s' });
    // Node tells warnings of the AWS SDK by itself.
    const calls = written.map(({ mock }) => mock.calls.filter(([text]) => !String(text).startsWith('(node:')));
    for (const spy of written) spy.mockRestore();
    expect(calls).toEqual([[], []]);
    expect(ran?.failure).toBeNull();
    expect(ran?.record.targets.map(({ patterns }) => patterns[0]?.scheduled)).toEqual([50, 50]);
    expect(existsSync(join(ran?.folder ?? '', 'run.json'))).toBe(true);
    const wrong = await library.runScenario({ ...asked, patterns: ['custmer'], rate: '50' }).catch((error) => error);
    expect(wrong).toBeInstanceOf(library.BadInput);
    expect(wrong.problems.map(({ place }: { place: string }) => place).sort()).toEqual([
      '--duration',
      '--patterns',
      '--rate',
    ]);
  });

  it('holds what the runs wrote, as the dataset says', async () => {
    const { code, said } = await json('seed', ...shop, ...size, '--verify');
    expect(code).toBe(0);
    for (const { state, verified } of said.targets) {
      expect(state).toBe('present');
      // 25 orders of the check, 60 of the first run, 40 + 20 of the second.
      const [written] = verified.written;
      expect(written).toEqual({ entity: 'order', possible: written.possible, found: 145, different: 0, first: null });
    }
  });

  it('is reported, planned and judged from the saved run', async () => {
    const formats = await line('report', 'latest', '--out', out, '--format', 'console,markdown,html,junit,csv');
    expect(formats.code, formats.stderr).toBe(0);
    expect(formats.stdout).toContain('A shop with orders · 40 DAU · 5 days of history');
    const folder = join(out, readdirSync(out).sort().at(-1) ?? '');
    for (const file of ['report.md', 'report.html', 'junit.xml'])
      expect(existsSync(join(folder, file)), file).toBe(true);
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).not.toMatch(/(src|href)="https?:/);
    const plan = await json('plan', 'latest', '--workload', 'test/shop/workload.ts', '--out', out, '--dau', '1000');
    expect(plan.code, plan.stderr).toBe(0);
    const [month] = plan.said.at;
    const cents = (usd: number): number => Math.round(usd * 100);
    expect(month.bills.map(({ mode }: { mode: string }) => mode)).toContain('as designed');
    for (const { lines, usd } of month.bills) {
      const sum = lines.reduce((total: number, one: { usd: number }) => total + one.usd, 0);
      expect(cents(sum)).toBe(cents(usd));
    }
  });

  it('keeps what was measured when ctrl-C ends a run', async () => {
    const run = lineStart('run', ...long('6s'));
    await measured(out, 2);
    run.child.kill('SIGINT');
    const { code } = await run.ended;
    expect(code).toBe(105);
    const record = newest(out);
    expect(record.status).toBe('interrupted');
    const [pattern] = record.targets[0]?.patterns ?? [];
    expect(pattern?.completed).toBeGreaterThanOrEqual(25);
    expect(pattern?.scheduled).toBe((pattern?.completed ?? 0) + (pattern?.failed ?? 0) + (pattern?.dropped ?? 0));
  });

  it('loses at most a second when a run is killed, and leaves no engine behind', async () => {
    await line('engines', 'stop');
    const run = lineStart('run', ...long('60s'));
    await measured(out, 3);
    const before = Date.now();
    run.child.kill('SIGKILL');
    await run.ended;
    const record = newest(out);
    const [pattern] = record.targets[0]?.patterns ?? [];
    const ranMs = before - Date.parse(record.startedAt);
    // What is saved is of the last whole second; the start takes a little of the run's time.
    expect(pattern?.completed).toBeGreaterThanOrEqual(3 * 50);
    expect(pattern?.completed).toBeLessThanOrEqual(Math.ceil(ranMs / 1000) * 50);
    await vi.waitFor(
      async () => {
        const { said } = await json('engines', 'list');
        expect(said.running).toEqual([]);
      },
      { timeout: 60_000, interval: 1000 },
    );
  });

  it('is dropped by clean, and only that', async () => {
    const { code, said } = await json('clean', ...shop, '--yes');
    expect(code).toBe(0);
    expect(said.targets.map(({ target, state }: never) => ({ target, state }))).toEqual([
      { target: 'dynamodb', state: 'dropped' },
      { target: 'postgres', state: 'dropped' },
    ]);
    const again = await json('clean', ...shop, '--yes');
    expect(again.said.targets.map(({ state }: { state: string }) => state)).toEqual(['nothing there', 'nothing there']);
  });
});

const long = (duration: string): string[] => [
  ...['--target', 'dynamodb', ...shop, ...size, '--out', out, '--patterns', 'customer'],
  ...['--rate', '50/s', '--duration', duration],
];

/** The run that is being written, or was written last. */
function newest(folder: string): RunRecord {
  const id = readdirSync(folder).sort().at(-1) ?? '';
  return JSON.parse(readFileSync(join(folder, id, 'run.json'), 'utf8'));
}

/** Waits until a run that goes on has saved so many seconds. */
function measured(folder: string, seconds: number): Promise<void> {
  const known = new Set(readdirSync(folder));
  return vi.waitFor(
    () => {
      const fresh = readdirSync(folder).find((id) => !known.has(id) && existsSync(join(folder, id, 'run.json')));
      expect(fresh).toBeDefined();
      const completed = newest(folder).targets[0]?.patterns[0]?.completed ?? 0;
      expect(completed).toBeGreaterThanOrEqual(seconds * 50);
    },
    { timeout: 90_000, interval: 100 },
  );
}
