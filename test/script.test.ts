import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunRecord } from '../src/runs/run-record.ts';
import { type Ended, typed } from './command-line.ts';
import { type ChildServer, inChild } from './servers/in-child.ts';

// Scenario scripts with k6's whole life, on the command line, against a server that answers everything at once.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'patternbench-script-'));
const shop = fileURLToPath(new URL('./shop/workload.ts', import.meta.url));
const workload = file(
  'workload.ts',
  `import shop from ${JSON.stringify(shop)};
   export default { ...shop, patterns: shop.patterns.map((pattern) => ({ ...pattern, objective: null })) };`,
);
let server: ChildServer;
beforeAll(async () => {
  server = await inChild('canned', {});
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const head = `
  import { appendFileSync } from 'node:fs';
  import { check, fail, group, sleep } from 'k6';
  import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
  import exec from 'k6/execution';
  import { pattern } from 'patternbench/scenario';
  const note = (text) => appendFileSync(${JSON.stringify(folder)} + '/' + __ENV.NAME + '.log', text + '\\n');
`;
const once = "executor: 'shared-iterations', vus: 1, iterations: 1, maxDuration: '5s'";
const steady = "executor: 'constant-arrival-rate', rate: 50, duration: '2s', preAllocatedVUs: 20";

interface Told {
  readonly ended: Ended;
  readonly record: RunRecord;
  /** What the script wrote down. */
  readonly noted: readonly string[];
}

async function run(name: string, script: string, words: readonly string[] = []): Promise<Told> {
  const path = file(`${name}.ts`, `${head}\n${script}`);
  const stub = ['--target', 'dynamodb', '--dynamodb', server.url, '--skip-seed', '--verify', 'off'];
  const out = ['--workload', workload, '--out', join(folder, name), '--json', '-e', `NAME=${name}`];
  const given = words.includes('--dynamodb')
    ? stub.filter((word) => word !== '--dynamodb' && word !== server.url)
    : stub;
  const ended = await typed(['run', path, ...given, ...out, ...words]);
  expect(ended.stdout, ended.stderr).toMatch(/^\{/);
  const log = join(folder, `${name}.log`);
  const noted = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
  return { ended, record: JSON.parse(ended.stdout) as RunRecord, noted };
}

const verdictOf = ({ record }: Told, objective: string) =>
  record.verdicts.find((verdict) => verdict.objective === objective);
const metricOf = ({ record }: Told, name: string) =>
  record.targets[0]?.script?.metrics.find((metric) => metric.name === name)?.values;

describe.each([1, 2])('a script with everything, on %i workers', (workers) => {
  const name = `whole-${workers}`;
  const summary = join(folder, `${name}-summary.json`);
  let told: Told;
  beforeAll(async () => {
    const script = `
      const sold = new Counter('sold');
      const took = new Trend('took', true);
      const even = new Rate('even');
      const last = new Gauge('last');
      export const options = {
        tags: { build: 'x7' },
        scenarios: {
          buyers: { ${steady}, exec: 'buy', tags: { who: 'buyer' } },
          readers: { executor: 'per-vu-iterations', exec: 'read', vus: 4, iterations: 5, startTime: '500ms', maxDuration: '5s' },
        },
        thresholds: {
          'iterations{scenario:buyers}': ['count==100'],
          iterations: ['count==120'],
          'sold{who:buyer,build:x7}': ['count==200'],
          sold: ['count==201'],
          'completed{scenario:readers,pattern:customer}': ['count==20'],
          'failed{target:dynamodb}': ['rate==0', 'count<1'],
          'checks{group:::deep::deeper}': ['rate==1'],
          'response{scenario:buyers}': ['avg<5000'],
          even: ['rate==0.5'],
          took: ['max<60000'],
        },
      };
      export function setup() {
        note('setup');
        sold.add(1);
        return { token: 'abc', when: new Date(0), gone: undefined };
      }
      export async function buy(data) {
        const before = Date.now();
        await Promise.all([pattern('orders'), pattern('customer')]);
        took.add(Date.now() - before);
        sold.add(2, { kind: 'basket' });
        even.add(exec.scenario.iterationInTest % 2);
        last.add(exec.vu.idInTest);
        check(data, { 'a copy as JSON': (d) => d.token === 'abc' && d.when === '1970-01-01T00:00:00.000Z' && !('gone' in d) });
      }
      export async function read() {
        sleep(0.01);
        await group('deep', () => group('deeper', async () => {
          await pattern('customer');
          check(1, { deeper: (n) => n === 1 });
        }));
      }
      export function teardown(data) { note('teardown ' + data.token); }
      export function handleSummary(data) {
        return { stdout: 'the end', ${JSON.stringify(summary)}: JSON.stringify(data) };
      }`;
    told = await run(name, script, ['--workers', String(workers)]);
  });

  it('meets its thresholds on the merged whole', () => {
    const open = told.record.verdicts.filter(({ verdict, kind }) => kind === 'threshold' && verdict !== 'met');
    expect(open).toEqual([]);
    expect(told.record.verdicts.filter(({ kind }) => kind === 'threshold')).toHaveLength(11);
  });

  it('runs setup and teardown once in all', () => {
    expect(told.noted).toEqual(['setup', 'teardown abc']);
  });

  it('counts every pattern, also those that run at once', () => {
    const counts = told.record.targets[0]?.patterns.map(({ pattern, completed }) => [pattern, completed]);
    expect(counts).toEqual([
      ['customer', 120],
      ['orders', 100],
    ]);
  });

  it('saves checks and metrics of all workers together', () => {
    expect(told.record.targets[0]?.script?.checks).toEqual([
      { group: '', name: 'a copy as JSON', passes: 100, fails: 0 },
      { group: '::deep::deeper', name: 'deeper', passes: 20, fails: 0 },
    ]);
    expect(metricOf(told, 'sold')).toMatchObject({ count: 201 });
    expect(metricOf(told, 'even')).toEqual({ rate: 0.5, passes: 50, fails: 50 });
    expect(metricOf(told, 'last')?.min).toBeGreaterThanOrEqual(1);
  });

  it('writes what handleSummary gives, and keeps standard output to the run', () => {
    expect(told.ended.stderr).toContain('the end');
    const data = JSON.parse(readFileSync(summary, 'utf8'));
    expect(data.setup_data).toEqual({ token: 'abc', when: '1970-01-01T00:00:00.000Z' });
    expect(data.metrics.sold.values.count).toBe(201);
    expect(data.metrics.even.thresholds).toEqual({ 'rate==0.5': { ok: true } });
    expect(data.metrics['completed{scenario:readers,pattern:customer}'].values.count).toBe(20);
    expect(data.metrics.checks.values).toEqual({ rate: 1, passes: 120, fails: 0 });
    expect(data.root_group.groups[0].groups[0].checks[0]).toMatchObject({ name: 'deeper', passes: 20 });
    expect(data.run.id).toBe(told.record.id);
  });
});

type Case = readonly [what: string, script: string, code: number, and: (told: Told) => void];

const aroundOnce = (body: string, more = ''): string => `
  export const options = { scenarios: { one: { ${once} } } };
  export default async function () { ${body} }
  ${more}`;
const teardown = "export function teardown() { note('teardown'); }";

const endings: readonly Case[] = [
  [
    'passes where all is well',
    aroundOnce("await pattern('customer'); check(1, { one: true });"),
    0,
    ({ record }) => expect(record.seconds).toBeLessThan(5),
  ],
  [
    'misses a threshold',
    `export const options = { scenarios: { one: { ${once} } }, thresholds: { completed: ['count>1'] } };
     export default async function () { await pattern('customer'); }`,
    99,
    (told) => expect(verdictOf(told, 'completed count>1')).toMatchObject({ verdict: 'missed', value: 1 }),
  ],
  [
    'cannot decide a threshold on no data, where k6 passes',
    `const never = new Trend('never', true); const rare = new Rate('rare');
     export const options = { scenarios: { one: { ${once} } },
       thresholds: { never: ['p(95)<500'], rare: ['rate<0.1'], 'response{pattern:orders}': ['avg<1'], 'lag{target:postgres}': ['avg<1'] } };
     export default async function () { await pattern('customer'); }`,
    3,
    ({ record }) => {
      const open = record.verdicts.filter(({ verdict }) => verdict === 'unproven').map(({ objective }) => objective);
      expect(open).toEqual([
        // Of the orders, which nobody asked for, nothing is known at all.
        'failed == 0',
        'dropped == 0',
        'never p(95)<500',
        'rare rate<0.1',
        'response{pattern:orders} avg<1',

        'lag{target:postgres} avg<1',
      ]);
    },
  ],
  [
    'misses by a failed check, where k6 passes',
    aroundOnce("await pattern('customer'); check(1, { two: (n) => n === 2 });"),
    99,
    (told) => expect(verdictOf(told, 'checks rate==1')).toMatchObject({ verdict: 'missed', value: 0 }),
  ],
  [
    'passes a failed check that a threshold allows',
    `export const options = { scenarios: { one: { ${once} } }, thresholds: { checks: ['rate>=0.5'] } };
     export default async function () { await pattern('customer'); check(1, { two: false, one: true }); }`,
    0,
    (told) => expect(verdictOf(told, 'checks rate==1')).toBeUndefined(),
  ],
  [
    'throws in an iteration, and is torn down',
    aroundOnce("throw new Error('boom');", teardown),
    107,
    ({ ended, noted, record }) => {
      expect(ended.stderr).toContain("the script's function default threw Error: boom");
      expect(noted).toEqual(['teardown']);
      expect(record.status).toBe('interrupted');
    },
  ],
  [
    'fails by fail()',
    aroundOnce("fail('no stock');"),
    107,
    ({ ended }) => expect(ended.stderr).toContain('Error: no stock'),
  ],
  [
    'names a pattern and never runs it',
    aroundOnce("pattern('customer');"),
    107,
    ({ ended }) => expect(ended.stderr).toContain('named a pattern without running it'),
  ],
  [
    'throws in setup, and is not torn down',
    aroundOnce('', `export function setup() { throw new Error('no'); } ${teardown}`),
    107,
    ({ ended, noted }) => {
      expect(ended.stderr).toContain("the script's setup() threw Error: no");
      expect(noted).toEqual([]);
    },
  ],
  [
    'takes too long in setup, even without ever waiting',
    `export const options = { setupTimeout: '300ms', scenarios: { one: { ${once} } } };
     export function setup() { for (;;); }
     export default async function () {}`,
    107,
    ({ ended }) => expect(ended.stderr).toContain('setup() was not done after 0.3 s (options.setupTimeout)'),
  ],
  [
    'throws in teardown',
    aroundOnce("await pattern('customer');", "export function teardown() { throw new Error('late'); }"),
    107,
    ({ ended, record }) => {
      expect(ended.stderr).toContain("the script's teardown() threw Error: late");
      expect(record.targets[0]?.patterns[0]?.completed).toBe(1);
    },
  ],
  [
    'throws in handleSummary',
    aroundOnce("await pattern('customer');", "export function handleSummary() { throw new Error('ink'); }"),
    107,
    ({ ended, record }) => {
      expect(ended.stderr).toContain("the script's handleSummary() threw Error: ink");
      expect(record.status).toBe('complete');
    },
  ],
  [
    'aborts, which no catch of its own can undo',
    `export const options = { scenarios: { all: { ${steady} } } };
     export default async function () { try { exec.test.abort('enough'); } catch { /* as if nothing were */ } }
     ${teardown}`,
    107,
    ({ record, noted }) => {
      expect(record.endedBy).toEqual({ what: 'script', why: 'enough' });
      expect(noted).toEqual(['teardown']);
    },
  ],
  [
    'says that it failed, and goes on',
    aroundOnce("await pattern('customer'); exec.test.fail('not as it should be'); await pattern('orders');"),
    99,
    (told) => {
      expect(verdictOf(told, 'exec.test.fail()')).toMatchObject({ verdict: 'missed', why: 'not as it should be' });
      expect(told.record.targets[0]?.patterns).toHaveLength(2);
    },
  ],
  [
    'is ended by a threshold',
    `const bad = new Counter('bad');
     export const options = { scenarios: { all: { ${steady.replace('2s', '20s')} } },
       thresholds: { bad: [{ threshold: 'count<10', abortOnFail: true, delayAbortEval: '1s' }] } };
     export default async function () { await pattern('customer'); bad.add(1); }
     ${teardown}`,
    99,
    ({ record, noted }) => {
      expect(record.endedBy?.what).toBe('threshold');
      expect(record.endedBy?.why).toMatch(/^bad count<10 on dynamodb, which has abortOnFail: bad counted \d+/);
      expect(record.seconds).toBeLessThan(15);
      expect(noted).toEqual(['teardown']);
    },
  ],
  [
    'leaves iterations interrupted, and counts them',
    `export const options = { scenarios: { all: { executor: 'constant-vus', vus: 3, duration: '1s', gracefulStop: '0s' } } };
     export default async function () { await pattern('customer'); await sleep(60); await pattern('orders'); }`,
    99,
    (told) => {
      expect(verdictOf(told, 'interrupted_iterations count==0')).toMatchObject({ verdict: 'missed', value: 3 });
      expect(verdictOf(told, 'iterations{scenario:all} count>0')).toMatchObject({ verdict: 'unproven' });
      expect(told.record.targets[0]?.patterns.map(({ pattern, completed }) => [pattern, completed])).toEqual([
        ['customer', 3],
      ]);
    },
  ],
  [
    'drops what has no place, as k6 does',
    `export const options = { ext: { patternbench: { maxWait: '0s' } },
       scenarios: { all: { executor: 'constant-arrival-rate', rate: 10, duration: '1s', preAllocatedVUs: 1, gracefulStop: '1s' } } };
     export default async function () { await pattern('customer'); sleep(0.95); }`,
    99,
    (told) => {
      const { count: dropped } = metricOf(told, 'dropped_iterations') ?? {};
      const { count: ended } = metricOf(told, 'iterations') ?? {};
      expect((dropped ?? 0) + (ended ?? 0)).toBe(10);
      expect(ended).toBeLessThanOrEqual(2);
    },
  ],
  [
    'writes more often in one iteration than there are fresh records for',
    aroundOnce("for (let n = 0; n < 5; n++) await pattern('place-order');"),
    107,
    ({ ended, record }) => {
      expect(ended.stderr).toContain('one iteration writes 4 times at most');
      expect(record.targets[0]?.patterns.map(({ pattern, completed }) => [pattern, completed])).toEqual([
        ['place-order', 4],
      ]);
    },
  ],
  [
    "knows k6's globals and execution",
    `export const options = { scenarios: { all: { executor: 'per-vu-iterations', vus: 2, iterations: 3, env: { COLOUR: 'red' }, maxDuration: '5s' } } };
     export default async function () {
       exec.vu.metrics.tags.seen = 'yes';
       note([__VU, __ITER, __ENV.COLOUR, exec.scenario.name, exec.scenario.executor, exec.vu.iterationInScenario,
         exec.instance.vusInitialized, exec.instance.vusActive <= 2, exec.scenario.progress < 1, Object.keys(exec.test.options)].join(' '));
       await pattern('customer');
     }`,
    0,
    ({ noted }) => {
      const each = [0, 1, 2].map((n) => `${n} red all per-vu-iterations ${n} 2 true true scenarios`);
      expect([...noted].sort()).toEqual([...each.map((text) => `1 ${text}`), ...each.map((text) => `2 ${text}`)]);
    },
  ],
];

describe('a script that', () => {
  const told = new Map<string, Told>();
  beforeAll(async () => {
    const waiting = endings.map(([what, script], at) => ({ what, script, name: `case-${at}` }));
    const worker = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        told.set(next.what, await run(next.name, next.script, ['--workers', '1']));
      }
    };
    await Promise.all([worker(), worker(), worker()]);
  });

  it.each(endings)('%s', (what, _script, code, and) => {
    const one = told.get(what);
    if (one === undefined) throw new Error('it was not run');
    expect(one.ended.code, one.ended.stderr).toBe(code);
    and(one);
  });
});

describe('an operation timeout', () => {
  const timeouts = { script: "'500ms'", typed: ['--operation-timeout', '300ms'] } as const;
  const script = `
    export const options = {
      scenarios: { a: { executor: 'constant-arrival-rate', rate: 5, duration: '1s', preAllocatedVUs: 10, exec: 'read' } },
      ext: { patternbench: { operationTimeout: ${timeouts.script} } },
    };
    export const read = pattern('customer');`;

  it.each([
    ["is the script's", [], 500],
    ['is the one that was typed, where one was', timeouts.typed, 300],
  ])('%s', async (_, words, wantedMs) => {
    const silent = await inChild('silent', {});
    try {
      const { record } = await run(`timeout-${wantedMs}`, script, ['--dynamodb', silent.url, ...words]);
      const [customer] = record.targets[0]?.patterns ?? [];
      expect(customer?.errors.timeout).toBe(5);
      const tookMs = record.targets[0]?.patterns[0]?.response.max ?? 0;
      expect(tookMs).toBeGreaterThanOrEqual(wantedMs - 1);
      expect(tookMs).toBeLessThan(wantedMs + 190);
    } finally {
      await silent.close();
    }
  });
});
