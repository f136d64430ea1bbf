import { describe, expect, it } from 'vitest';
import { exampleRun } from '../runs/example-run.fixture.ts';
import type { PatternRecord, RunRecord } from '../runs/run-record.ts';
import type { ClaimTest } from '../workload/claim.ts';
import type { ClaimEvidence, MissingPattern, MonthEvidence } from './claim-evidence.ts';
import { judgeClaims } from './claims.ts';

const line = (resource: string, index: string | null, item: 'read-capacity-hours' | 'storage', usd: number) => ({
  service: 'dynamodb' as const,
  resource,
  index,
  item,
  quantity: 1,
  unit: 'u',
  usd,
});

const month: MonthEvidence = {
  designed: {
    target: 'dynamodb',
    mode: 'as designed',
    usd: 60,
    lines: [
      line('Main', null, 'read-capacity-hours', 10),
      line('Main', null, 'storage', 20),
      line('Main', 'GSI1', 'read-capacity-hours', 25),
      line('Users', null, 'read-capacity-hours', 5),
    ],
  },
  onDemandUsd: 900,
  postgres: { target: 'postgres', mode: 'db.t4g.small, single AZ', usd: 40, lines: [] },
  readUnits: 2_000_000,
  writeUnits: 600_000,
  parts: [
    { table: 'Main', index: null, readPeak: 40, writePeak: 15, served: 1 },
    { table: 'Main', index: 'GSI1', readPeak: 60, writePeak: 5, served: 1 },
  ],
  storedGb: [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24],
  storedNowGb: 24,
  savings: {
    'time to live': { usd: 12, share: null, how: 'against a month in which nothing expires' },
    'eventually consistent reads': { usd: null, share: 0.48, how: 'of all read units' },
    'batch writes': { usd: 0, share: 0, how: 'by rule' },
  },
  keys: [{ where: 'Main GSI1', key: 'PUBLIC#true', direction: 'read', unitsPerSecond: 30, limitUnits: 3000 }],
  nearest: { dau: 8000, what: 'reads of Main GSI1 at 500 units/s (designed maximum)' },
};

function judge(test: ClaimTest, changes: Partial<ClaimEvidence> = {}) {
  const evidence: ClaimEvidence = {
    record: exampleRun(),
    missing: [],
    scanning: [],
    months: 12,
    month: (dau) => (dau === 1000 || dau === 10_000 ? month : null),
    spike: () => ({ operations: 1000, throttledOperations: 0, throttledMinutes: 0, first: '' }),
    ...changes,
  };
  const [record] = judgeClaims([{ id: 'c', says: 'so', test }], evidence);
  return record;
}

const scan: MissingPattern = { pattern: '01', parts: [{ table: 'Main', index: null, hasKey: false }] };
const keyed: MissingPattern = { pattern: '02', parts: [{ table: 'Main', index: null, hasKey: true }] };
const holds = { verdict: 'holds' };
const fails = { verdict: 'does not hold' };
const open = { verdict: 'not testable here' };

it('keeps a claim’s id and words', () => {
  expect(judge({ kind: 'not testable', why: 'a promise of the provider' })).toEqual({
    claim: 'c',
    says: 'so',
    found: '',
    verdict: 'not testable here',
    why: 'a promise of the provider',
  });
});

describe('latency', () => {
  const under = (target: 'dynamodb' | 'postgres', belowMs: number, pattern = '02'): ClaimTest => ({
    kind: 'latency',
    pattern,
    target,
    quantile: 0.99,
    belowMs,
  });

  it('of an emulator is not testable, whatever it is', () => {
    expect(judge(under('dynamodb', 10))).toMatchObject({ ...open, found: 'p99 2.31 ms on dynamodb-local 3.3.1' });
  });

  it('that was measured holds or does not', () => {
    expect(judge(under('postgres', 10))).toMatchObject({ ...holds, found: 'p99 0.93 ms on postgresql 18.4' });
    expect(judge(under('postgres', 0.9))).toMatchObject({ ...fails, why: 'not under 0.9 ms' });
    const slower: ClaimTest = {
      kind: 'latency',
      pattern: '02',
      target: 'postgres',
      quantile: 0.5,
      atLeastMs: 20,
      belowMs: 100,
    };
    expect(judge(slower)).toMatchObject({
      ...fails,
      found: 'p50 0.41 ms on postgresql 18.4',
      why: 'faster than 20 to 100 ms',
    });
  });

  it('of too few samples, of a saturated generator, or of no run is not testable', () => {
    const withTarget = (change: (pattern: PatternRecord) => PatternRecord, saturated = false): RunRecord => {
      const run = exampleRun();
      const targets = run.targets.map((target) => ({
        ...target,
        generator: { ...target.generator, saturated },
        patterns: target.patterns.map(change),
      }));
      return { ...run, targets };
    };
    const few = withTarget((one) => ({ ...one, scheduled: 999 }));
    expect(judge(under('postgres', 10), { record: few })).toMatchObject({
      ...open,
      why: '999 samples; p99 needs 1,000',
    });
    const saturated = withTarget((one) => one, true);
    expect(judge(under('postgres', 10), { record: saturated })).toMatchObject(open);
    expect(judge(under('postgres', 10, 'none'))).toMatchObject({
      ...open,
      why: 'the run did not measure none on postgres',
    });
  });
});

describe('the monthly cost', () => {
  type Cost = Omit<Extract<ClaimTest, { kind: 'monthly cost' }>, 'kind' | 'of' | 'dau' | 'usd'>;
  const cost = (low: number, high: number, of: Cost = {}, dau = 1000): ClaimTest => ({
    kind: 'monthly cost',
    dau,
    of: 'dynamodb',
    usd: { low, high },
    ...of,
  });

  it.each<[string, ClaimTest, string, object]>([
    ['all of it', cost(0, 200), '$60.00 as designed', holds],
    ['too dear', cost(40, 50), '$60.00 as designed', { ...fails, why: 'above $40.00 to $50.00' }],
    [
      'cheaper than it is said',
      cost(120, 150),
      '$60.00 as designed',
      { ...fails, why: 'below $120.00 to $150.00: the claim is too high' },
    ],
    ['a table, storage apart', cost(9, 11, { table: 'Main' }), '$10.00 as designed, storage apart', holds],
    ['its indexes', cost(20, 30, { table: 'Main', index: 'all' }), '$25.00 as designed, storage apart', holds],
    ['storage', cost(3, 4, { item: 'storage' }), '$20.00 of storage', fails],
    ['at other users', cost(0, 200, {}, 77), '', open],
  ])('%s', (_, test, found, verdict) => {
    expect(judge(test)).toMatchObject({ found, ...verdict });
  });

  it('of PostgreSQL is that of the class that was chosen', () => {
    const test: ClaimTest = { kind: 'monthly cost', dau: 1000, of: 'postgres', usd: { low: 50, high: 100 } };
    expect(judge(test)).toMatchObject({ ...fails, found: '$40.00 (db.t4g.small, single AZ)' });
    expect(judge(test, { month: () => ({ ...month, postgres: null }) })).toMatchObject(open);
  });

  it('does not hold where what is paid for does not serve the units', () => {
    const short = {
      ...month,
      parts: month.parts.map((part) => ({ ...part, served: part.index === null ? 0.006 : 1 })),
    };
    const why = 'that capacity serves 0.6 % of the units of Main; all of the month served on demand costs $900.00';
    expect(judge(cost(0, 200), { month: () => short })).toMatchObject({ ...fails, found: '$60.00 as designed', why });
    expect(judge(cost(20, 30, { table: 'Main', index: 'all' }), { month: () => short })).toMatchObject(holds);
    expect(judge(cost(19, 21, { item: 'storage' }), { month: () => short })).toMatchObject(holds);
  });

  it('that lacks patterns can be refuted, and not confirmed', () => {
    expect(judge(cost(0, 200), { missing: [scan] })).toMatchObject({
      ...open,
      found: '$60.00 as designed',
      why: 'the run did not measure 01: the figure is too low by them',
    });
    expect(judge(cost(0, 50), { missing: [scan] })).toMatchObject(fails);
  });

  it('lacks only the patterns of its table', () => {
    expect(judge(cost(4, 6, { table: 'Users' }), { missing: [scan] })).toMatchObject(holds);
    expect(judge(cost(20, 30, { table: 'Main', index: 'all' }), { missing: [scan] })).toMatchObject(holds);
    expect(judge(cost(9, 11, { table: 'Main' }), { missing: [scan] })).toMatchObject(open);
  });
});

describe('units and capacity', () => {
  it('a month of units may be a tenth off', () => {
    const reads = (units: number): ClaimTest => ({ kind: 'monthly units', dau: 1000, unit: 'read', units });
    expect(judge(reads(2_100_000))).toMatchObject({ ...holds, found: '2,000,000 read units a month' });
    expect(judge(reads(1_000_000))).toMatchObject({ ...fails, why: '2 times as many' });
    expect(judge(reads(4_000_000))).toMatchObject({ ...fails, why: '0.5 times as many' });
  });

  it('capacity is enough where both peaks are below it', () => {
    const units = { kind: 'capacity', dau: 1000, table: 'Main', readUnits: 50, writeUnits: 20 } as const;
    expect(judge(units)).toMatchObject({ ...holds, found: 'Main: 40 read and 15 write units/s at the week’s peak' });
    expect(judge({ ...units, index: 'GSI1' })).toMatchObject(fails);
    expect(judge(units, { missing: [scan] })).toMatchObject(open);
    expect(judge({ ...units, index: 'GSI1' }, { missing: [scan] })).toMatchObject(fails);
    expect(judge({ ...units, index: 'none' })).toMatchObject(open);
  });

  it('storage and its growth', () => {
    expect(judge({ kind: 'storage', dau: 1000, gb: 12 })).toMatchObject({
      ...fails,
      found: '24 GB after 12 months, indexes included',
      why: '12 GB are reached in month 6',
    });
    expect(judge({ kind: 'storage', dau: 1000, gb: 23 })).toMatchObject(holds);
    expect(judge({ kind: 'storage growth', dau: 1000, gbPerMonth: 5 })).toMatchObject({
      ...holds,
      found: '2 GB a month from the first to the last of a year, indexes included',
    });
    expect(judge({ kind: 'storage growth', dau: 1000, gbPerMonth: 2 })).toMatchObject(fails);
  });
});

describe('savings', () => {
  it.each<[string, Partial<Extract<ClaimTest, { kind: 'monthly saving' }>>, object]>([
    ['far less money', { by: 'time to live', usd: 50 }, { ...fails, found: '$12.00 a month' }],
    ['as much money, a tenth less is forgiven', { by: 'time to live', usd: 13 }, holds],
    [
      'a share within its range',
      { by: 'eventually consistent reads', share: { low: 0.45, high: 0.55 } },
      { ...holds, found: '48 %' },
    ],
    ['a share of nothing', { by: 'batch writes', share: { low: 0.45, high: 0.55 } }, fails],
    ['a cache that is not there', { by: 'cache', share: { low: 0.6, high: 0.8 } }, open],
  ])('%s', (_, test, verdict) => {
    expect(judge({ kind: 'monthly saving', dau: 1000, by: 'cache', ...test })).toMatchObject(verdict);
  });
});

describe('heat and growth of traffic', () => {
  it('no hot partition where the hottest key is below its limit; a scan heats none', () => {
    const test: ClaimTest = { kind: 'no hot partition', dau: 1000 };
    const found = 'PUBLIC#true in Main GSI1: 30 of 3,000 read units/s at the week’s peak';
    expect(judge(test)).toMatchObject({ ...holds, found });
    expect(judge(test, { missing: [scan] })).toMatchObject(holds);
    expect(judge(test, { missing: [keyed] })).toMatchObject(open);
    const hot = { ...month, keys: month.keys.map((key) => ({ ...key, unitsPerSecond: 3001 })) };
    expect(judge(test, { month: () => hot, missing: [keyed] })).toMatchObject(fails);
  });

  it('ten times the traffic needs all limits beyond it, and all units served', () => {
    const test: ClaimTest = { kind: 'traffic times', dau: 1000, factor: 10 };
    expect(judge(test)).toMatchObject({
      ...fails,
      found: 'at 10,000 DAU all units are served',
      why: 'the nearest limit is at 8,000 DAU: reads of Main GSI1 at 500 units/s (designed maximum)',
    });
    const short = { ...month, nearest: null, parts: month.parts.map((part) => ({ ...part, served: 0.8 })) };
    expect(judge(test, { month: () => short })).toMatchObject({
      ...fails,
      found: 'at 10,000 DAU Main serves 80 % of its units',
    });
    const far = { ...month, parts: month.parts.slice(0, 1), nearest: { dau: 20_000, what: 'x' } };
    expect(judge(test, { month: () => far })).toMatchObject({ ...holds, found: 'at 10,000 DAU all units are served' });
  });

  it('a spike is handled where nothing is throttled', () => {
    const test: ClaimTest = { kind: 'spike', dau: 1000, factor: 5 };
    expect(judge(test)).toMatchObject({ ...holds, found: '0 of 1,000 operations throttled, in 0 minutes' });
    const hard = {
      operations: 1000,
      throttledOperations: 12,
      throttledMinutes: 3,
      first: 'Main writes, provisioned capacity',
    };
    expect(judge(test, { spike: () => hard })).toMatchObject({
      ...fails,
      why: 'half an hour of 5 times the mean, simulated; first by Main writes, provisioned capacity',
    });
    expect(judge(test, { spike: () => null })).toMatchObject(open);
  });
});

describe('requests, paths and answers', () => {
  it('requests an operation are those of the run', () => {
    const requests = (target: 'dynamodb' | 'postgres', limits: object): ClaimTest => ({
      kind: 'requests',
      pattern: '02',
      target,
      ...limits,
    });
    expect(judge(requests('dynamodb', { atMost: 1 }))).toMatchObject({
      ...holds,
      found: '1 request an operation on dynamodb',
    });
    expect(judge(requests('postgres', { atLeast: 2 }))).toMatchObject({ ...fails, why: 'fewer than 2' });
  });

  it('every pattern has a path where none scans', () => {
    const run = exampleRun();
    const { coverage: _, ...uncovered } = run;
    expect(judge({ kind: 'every pattern has a path' }, { record: uncovered })).toMatchObject(holds);
    expect(judge({ kind: 'every pattern has a path' }, { scanning: ['09'] })).toMatchObject({
      ...fails,
      found: '3 without a key or an index: 01, 05, 09',
    });
  });

  it('answers are the same where the check found none that differs', () => {
    const run = exampleRun();
    expect(judge({ kind: 'every answer is the same' })).toMatchObject({
      ...fails,
      found: '2 of 33 patterns answer differently',
    });
    const { check, ...unchecked } = run;
    expect(judge({ kind: 'every answer is the same' }, { record: unchecked })).toMatchObject(open);
    const equal = (check?.patterns ?? []).filter(({ verdict }) => verdict === 'equal');
    expect(
      judge({ kind: 'every answer is the same' }, { record: { ...run, check: { patterns: equal } } }),
    ).toMatchObject(holds);
  });
});
