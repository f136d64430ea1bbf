import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PatternRecord, RunRecord } from '../src/runs/run-record.ts';
import { type Ended, typed } from './command-line.ts';
import type { ServerName, ServerOptions } from './servers/by-name.ts';
import { inChild } from './servers/in-child.ts';

// The command line against servers whose every answer is known: what it reports can be computed beforehand.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const perSecond = 100;
const out = mkdtempSync(join(tmpdir(), 'patternbench-known-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

interface Known {
  readonly ended: Ended;
  readonly record: RunRecord;
  readonly pattern: PatternRecord;
  readonly folder: string;
}

async function runAgainst(url: string, name: string, words: readonly string[]): Promise<Known> {
  const runs = join(out, name);
  const stub = ['--target', 'dynamodb', '--dynamodb', url, '--skip-seed', '--verify', 'off'];
  const load = ['--workload', 'test/shop/workload.ts', '--patterns', 'customer', '--rate', `${perSecond}/s`];
  const ended = await typed(['run', ...stub, ...load, '--json', '--out', runs, ...words]);
  expect(ended.stdout, ended.stderr).toMatch(/^\{/);
  const record = JSON.parse(ended.stdout) as RunRecord;
  const pattern = record.targets[0]?.patterns[0];
  if (pattern === undefined) throw new Error('the run has no pattern');
  return { ended, record, pattern, folder: join(runs, readdirSync(runs)[0] ?? '') };
}

async function known<Name extends ServerName>(
  name: Name,
  options: NonNullable<ServerOptions<Name>> | Record<string, never>,
  words: readonly string[],
  label: string = name,
): Promise<Known & { readonly requests: number }> {
  const server = await inChild(name, options);
  try {
    const run = await runAgainst(server.url, label, words);
    // What the server counted: the load and nothing else.
    return { ...run, requests: await server.requests() };
  } finally {
    await server.close();
  }
}

/** The verdicts' exit code; a generator that a busy machine kept from its schedule makes a miss unproven. */
function codeOf({ record }: Known): number {
  const verdicts = record.verdicts.map(({ verdict }) => verdict);
  return verdicts.includes('missed') ? 99 : verdicts.includes('unproven') ? 3 : 0;
}

function isSaturated({ record }: Known): boolean {
  return record.targets[0]?.generator.saturated === true;
}

const none = { throttled: 0, timeout: 0, connection: 0, server: 0, malformed: 0, wrong: 0 };

describe('a server that takes 100 ms', () => {
  let run: Awaited<ReturnType<typeof known>>;
  beforeAll(async () => {
    run = await known('constantDelay', { delayMs: 100 }, ['--duration', '8s']);
  });

  it('shows 100 ms', () => {
    const { response, service } = run.pattern;
    // Not below what it takes; above by what a busy machine adds.
    expect(response.p50).toBeGreaterThanOrEqual(99.5);
    expect(response.p50).toBeLessThanOrEqual(103);
    expect(service.p50).toBeGreaterThanOrEqual(99.5);
    expect(service.p50).toBeLessThanOrEqual(103);
  });

  it('is asked as often as the schedule says, and nothing else', () => {
    expect(run.pattern).toMatchObject({ scheduled: 800, completed: 800, failed: 0, dropped: 0, errors: none });
    expect(run.requests).toBe(800);
  });

  it('saves what it prints, with the histograms beside it', () => {
    expect(JSON.parse(readFileSync(join(run.folder, 'run.json'), 'utf8'))).toEqual(run.record);
    expect(run.record).toMatchObject({ schema: 'patternbench/run@1', status: 'complete', seconds: 8 });
    const file = run.record.targets[0]?.files?.histograms ?? '';
    const log = readFileSync(join(run.folder, file), 'utf8');
    expect(log).toMatch(/^#\[Histogram log format version 1\.\d\]/m);
    expect(log).toMatch(/^Tag=[^,\n]*customer[^,\n]*,/m);
  });

  it('is unproven: 800 answers are too few for a p(99)', () => {
    expect(run.ended.code).toBe(3);
    expect(run.record.verdicts[0]).toMatchObject({ objective: 'response p(99) < 50ms', verdict: 'unproven' });
  });
});

describe('a server that answers at once, or stands still', () => {
  it('meets all that was asked for', async () => {
    const run = await known('canned', {}, ['--duration', '12s']);
    expect(run.pattern).toMatchObject({ scheduled: 1200, completed: 1200, errors: none });
    expect(run.ended.code).toBe(codeOf(run));
  });

  it.each([
    ['without a cap', []],
    ['with 20 operations in flight at most', ['--max-in-flight', '20']],
  ])('shows a freeze of 1 s at 10 s of 30 s as the schedule says, %s', async (label, words) => {
    const options = { delayMs: 1, freezeAtMs: 10_000, freezeForMs: 1000 };
    const run = await known('freeze', options, ['--duration', '30s', ...words], label);
    const { pattern, requests } = run;
    expect(pattern).toMatchObject({ scheduled: 3000, completed: 3000, failed: 0, dropped: 0, errors: none });
    expect(requests).toBe(3000);
    // 100 of 3000 arrivals fell into the freeze and waited 1000, 990 … 10 ms: the slowest hundredth begins at 700 ms. A busy
    // machine wakes the server late from it, and adds that.
    expect(Math.abs((pattern.response.p99 ?? 0) - 700)).toBeLessThanOrEqual(90);
    expect(Math.abs((pattern.response.max ?? 0) - 1000)).toBeLessThanOrEqual(90);
    expect(pattern.response.p50).toBeLessThan(20);
    expect(run.ended.code).toBe(codeOf(run));
    // One freeze is one event: whether it is enough to decide a p(99) is for the statistics to say. It is never met.
    expect([99, 3]).toContain(run.ended.code);
  });
});

describe.concurrent('a server that fails', () => {
  const cases = [
    ['throttles', 'throttle', {}, 'throttled', []],
    ['answers nonsense', 'nonsense', { kind: 'text' }, 'malformed', []],
    ['answers with a web page', 'nonsense', { kind: 'html' }, 'malformed', []],
    ['resets', 'reset', {}, 'connection', []],
    ['never answers', 'silent', {}, 'timeout', ['--operation-timeout', '500ms']],
  ] as const;

  it.each(cases)('and %s is counted as exactly that (%s %o)', async (label, name, options, kind, words) => {
    const run = await known(name, options, ['--duration', '5s', ...words], label);
    expect(run.pattern).toMatchObject({ scheduled: 500, completed: 0, failed: 500, dropped: 0 });
    expect(run.pattern.errors).toEqual({ ...none, [kind]: 500 });
    // Where no operation got through to a server at all, it is the environment.
    expect(run.ended.code).toBe(kind === 'connection' ? 4 : codeOf(run));
    if (kind !== 'connection' && !isSaturated(run)) expect(run.ended.code).toBe(99);
    expect(run.ended.stderr).not.toContain('    at ');
  });

  it('and breaks off an answer is never counted as anything but that', async () => {
    const run = await known('reset', { when: 'mid-answer' }, ['--duration', '5s'], 'mid-answer');
    expect(run.pattern).toMatchObject({ scheduled: 500, completed: 0, failed: 500, dropped: 0 });
    // Whether the reset or the end of the torn answer is read first is up to the kernel.
    const { connection, malformed } = run.pattern.errors;
    expect(connection + malformed).toBe(500);
  });

  it('now and then is counted now and then', async () => {
    const run = await known('throttle', { everyNth: 5 }, ['--duration', '5s'], 'each fifth');
    expect(run.pattern).toMatchObject({ scheduled: 500, completed: 400, failed: 100, dropped: 0 });
    expect(run.pattern.errors).toEqual({ ...none, throttled: 100 });
    expect(run.ended.code).toBe(99);
  });

  it('to keep up makes arrivals wait too long: they are dropped, exactly', async () => {
    const words = ['--duration', '5s', '--max-in-flight', '1', '--max-wait', '200ms', '--workers', '1'];
    const { pattern } = await known('constantDelay', { delayMs: 100 }, words, 'dropping');
    const { scheduled, completed, failed, dropped } = pattern;
    expect({ scheduled, failed }).toEqual({ scheduled: 500, failed: 0 });
    expect(completed + dropped).toBe(500);
    // One at a time, 100 ms each: 50 in 5 s, and those that still wait then.
    expect(completed).toBeGreaterThanOrEqual(40);
    expect(completed).toBeLessThanOrEqual(53);
    expect(pattern.response.p99).toBeNull();
  });
});

describe('an endpoint that is none', () => {
  it('is the environment, in words', async () => {
    const server = await inChild('silent', {});
    await server.close();
    const { ended, pattern } = await runAgainst(server.url, 'gone', ['--duration', '1s']);
    expect(pattern.errors).toEqual({ ...none, connection: 100 });
    expect(ended.code).toBe(4);
    expect(ended.stderr).toContain('ECONNREFUSED');
  });
});
