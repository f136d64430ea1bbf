import { describe, expect, it } from 'vitest';
import type { Claim } from '../workload/claim.ts';
import { defaultPlanOptions, plannedRun } from './default-plan.ts';
import { type NotebookOptions, notebook, notebookRun } from './notebook.fixture.ts';

const capacity = {
  mode: 'auto-scaling',
  read: { min: 25, max: 500 },
  write: { min: 10, max: 100 },
  targetUtilisation: 0.7,
} as const;

async function planned(options: NotebookOptions = {}, without: readonly string[] = [], months = 1) {
  const made = await plannedRun(notebook({ capacity, ...options }), notebookRun(without), {
    ...defaultPlanOptions,
    dau: [1000, 10_000],
    months,
  });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value;
}

describe('the plan of a notebook at 1,000 and 10,000 DAU', async () => {
  const { plan } = await planned();

  it('has the month in every mode at each, and PostgreSQL beside it', () => {
    const modes = ['as designed', 'on demand', 'provisioned', 'auto scaling', 'reserved 1 year'];
    expect(plan.at.map(({ dau, bills }) => [dau, bills.map(({ mode }) => mode)])).toEqual([
      [1000, [...modes, 'db.t4g.micro, single AZ']],
      [10_000, [...modes, 'db.t4g.micro, single AZ']],
    ]);
  });

  it('says where its figures come from', () => {
    expect(plan).toMatchObject({
      region: 'us-east-1',
      hoursPerMonth: 730,
      months: 1,
      run: { id: 'notebook-run', provenance: 'dynamodb-local 3.3.1', dau: 10, days: 10 },
      missing: [],
    });
  });

  it('has units, capacity and what is served of each table and index', () => {
    const [first] = plan.at;
    // 18 operations a user and day, and 24 a day.
    expect(first?.operationsPerDay).toBe(18_024);
    expect(first?.parts[1]).toMatchObject({
      table: 'Notes',
      index: 'ByKind',
      mode: 'auto-scaling',
      write: { capacity: { least: 10, mean: 10, most: 10 }, served: 1, throttledMinutesPerWeek: 0 },
    });
    expect(first?.parts[1]?.write.unitsPerMonth).toBeCloseTo((2500 * 730) / 24, 6);
    expect(first?.parts[1]?.write.unitsPerSecondAtPeak).toBeCloseTo(2500 / 86_400, 9);
  });

  it('tells of storage month by month', () => {
    const months = plan.storage.filter(({ dau }) => dau === 1000);
    expect(months).toHaveLength(12);
    // 30 days: 30,000 notes, half of them in the index, and 10,000 logs that live for ten days.
    expect((months[0]?.dynamodbGb ?? 0) * 2 ** 30).toBeCloseTo(30_000 * 1041 + 15_000 * 1053 + 10_000 * 122, 3);
    expect((months[11]?.dynamodbGb ?? 0) * 2 ** 30).toBeCloseTo(365_000 * 1041 + 182_500 * 1053 + 10_000 * 122, 3);
  });

  it('simulates the busiest day of each, and prices its throughput', () => {
    const [day] = plan.days;
    expect(day).toMatchObject({ dau: 1000, weekday: 'Sunday', throttledOperations: 0, throttles: [] });
    expect(Math.abs((day?.operations ?? 0) - 18_024)).toBeLessThan(600);
    // 25 read and 10 write units, twice, for a day.
    expect(day?.usd).toBeCloseTo(2 * 24 * (25 * 0.00013 + 10 * 0.00065), 9);
    expect(day?.curves[1]).toMatchObject({ direction: 'write', capacity: Array<number>(96).fill(10) });
  });

  it('puts the largest difference of the sensitivity table first', () => {
    const differences = plan.at[0]?.sensitivity.map(({ onDemandMoreUsd }) => Math.abs(onDemandMoreUsd)) ?? [];
    expect(differences).toEqual([...differences].sort((one, other) => other - one));
    expect(plan.at[0]?.sensitivity.map(({ change }) => change)).toEqual(
      expect.arrayContaining([
        'items of half the size',
        'without index Notes ByKind',
        'all indexes with their keys only',
        'strongly consistent reads of tables',
        'without time to live',
        '12 months of history',
        'without the patterns that scan',
      ]),
    );
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });
});

describe('a plan of a run that lacks a pattern', async () => {
  const { plan } = await planned({}, ['find']);

  it('says so first, and that its figures are too low', () => {
    expect(plan.missing).toEqual(['find']);
    expect(plan.notes?.[0]).toBe(
      'Unproven: the run did not measure find; they are in no figure, so demand and bills are too low by them.',
    );
    expect(plan.notes?.join(' ')).not.toContain('find (scan');
  });
});

describe('claims about the notebook', () => {
  const claims: readonly Claim[] = [
    {
      id: 'writes',
      says: '152,083 writes a month',
      test: { kind: 'monthly units', dau: 1000, unit: 'write', units: 228_125 },
    },
    {
      id: 'capacity',
      says: '1 write unit is enough',
      test: { kind: 'capacity', dau: 1000, table: 'Notes', readUnits: 25, writeUnits: 1 },
    },
    { id: 'ttl', says: 'expiry saves $50', test: { kind: 'monthly saving', dau: 1000, by: 'time to live', usd: 50 } },
    {
      id: 'sparse',
      says: 'sparse indexes save half',
      test: { kind: 'monthly saving', dau: 1000, by: 'sparse indexes', share: { low: 0.45, high: 0.55 } },
    },
    {
      id: 'batch',
      says: 'batches save half',
      test: { kind: 'monthly saving', dau: 1000, by: 'batch writes', share: { low: 0.45, high: 0.55 } },
    },
    { id: 'paths', says: 'all have a path', test: { kind: 'every pattern has a path' } },
    { id: 'hot', says: 'no hot partition', test: { kind: 'no hot partition', dau: 1000 } },
    { id: 'spike', says: 'spikes are handled', test: { kind: 'spike', dau: 1000, factor: 5 } },
    {
      id: 'other users',
      says: 'cheap at 500 DAU',
      test: { kind: 'monthly cost', dau: 500, of: 'dynamodb', usd: { low: 0, high: 100 } },
    },
    {
      id: 'growth',
      says: 'less than a tenth of a GB a month',
      test: { kind: 'storage growth', dau: 1000, gbPerMonth: 0.1 },
    },
  ];

  it('are held against the plan, at the users that they name', async () => {
    const { claims: records } = await planned({ claims });
    expect(records.map(({ claim, verdict, found }) => [claim, verdict, found])).toEqual([
      ['writes', 'holds', '228,125 write units a month'],
      // 5,000 a day are 0.058 a second; find reads 12 × 300 units in its hour.
      ['capacity', 'holds', expect.stringContaining('and 0.0579 write units/s')],
      ['ttl', 'does not hold', '$0.00 a month'],
      ['sparse', 'holds', '50 %'],
      ['batch', 'does not hold', '$0.00 a month, 0 %'],
      ['paths', 'does not hold', '1 without a key or an index: find'],
      ['hot', 'holds', expect.stringContaining('KIND#a in Notes ByKind')],
      ['spike', 'holds', expect.stringMatching(/^0 of \d\d,\d{3} operations throttled, in 0 minutes$/)],
      ['other users', 'holds', expect.stringContaining('as designed')],
      ['growth', 'holds', expect.stringContaining('0.0')],
    ]);
  });
});
