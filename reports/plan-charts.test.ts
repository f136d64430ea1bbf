import { describe, expect, it } from 'vitest';
import { lightPalette } from './charts/palette.ts';
import { planCharts } from './plan-charts.ts';
import { planPage } from './plan-page.ts';
import type { PlanOnPaper } from './plan-paper.ts';

const capacity = Array<number>(96).fill(10);
const bills = (usd: number) => [
  { target: 'dynamodb', mode: 'as designed', usd },
  { target: 'dynamodb', mode: 'reserved 1 year', usd },
  { target: 'postgres', mode: 'cheapest large enough', usd: 20 },
];

const plan: PlanOnPaper = {
  region: 'us-east-1',
  prices: { published: '2026-08-31', read: '2026-09-06' },
  hoursPerMonth: 730,
  months: 1,
  run: { id: 'a-run', provenance: 'dynamodb-local 3.3.1', dau: 100, days: 3 },
  at: [
    {
      dau: 1000,
      operationsPerDay: 1,
      operationsPerSecondAtPeak: 1,
      bills: [],
      parts: [],
      patternUnits: Array.from({ length: 10 }, (_, at) => ({ pattern: `p${at}`, read: 100 - at, write: 0 })),
      sensitivity: [],
      postgres: { mode: '', why: '' },
    },
  ],
  days: [
    {
      dau: 1000,
      weekday: 'Tuesday',
      operations: 10,
      throttledOperations: 3,
      throttledMinutes: 2,
      usd: 1,
      throttles: [
        {
          table: 'T',
          index: 'G <1>',
          direction: 'write',
          limit: 'provisioned capacity',
          refusesTableWrites: true,
          operations: 3,
          minutes: 2,
          minutesByHour: [0, 2],
          key: null,
          keyOperations: 0,
        },
      ],
      curves: [
        { table: 'T', index: 'G <1>', direction: 'write', consumed: capacity, capacity },
        { table: 'T', index: null, direction: 'write', consumed: capacity.map(() => 0), capacity },
      ],
    },
  ],
  storage: [],
  breakPoints: [],
  keys: [
    { table: 'T', index: null, key: 'USER#1', direction: 'read', unitsPerSecond: 300 },
    { table: 'T', index: null, key: 'USER#2', direction: 'write', unitsPerSecond: 0.001 },
  ],
  hours: Array<number>(24).fill(1 / 24),
  curve: {
    points: [
      { dau: 100, bills: bills(10) },
      { dau: 10_000, bills: bills(40) },
    ],
    crossings: [{ dau: 1000, usd: 20, below: 'DynamoDB as designed', above: 'PostgreSQL' }],
  },
  claims: [],
};

describe('the charts of a plan', () => {
  const charts = planCharts(plan, lightPalette);
  const chart = (id: string) => charts.find((one) => one.id === id);
  const labels = (id: string) => chart(id)?.config.data.datasets.map(({ label }) => label);

  it('are values of plain JSON, with names for files', () => {
    expect(JSON.parse(JSON.stringify(charts))).toEqual(charts);
    expect(charts.map(({ id }) => id)).toEqual([
      'plan-cost-by-dau',
      'plan-patterns-read-1000',
      'plan-tables-write-1000',
      'plan-capacity-write-T-G-1--1000',
      'plan-key-heat',
    ]);
  });

  it('name where one bill overtakes another, and tell modes of one price as one', () => {
    expect(labels('plan-cost-by-dau')).toEqual([
      'DynamoDB as designed = DynamoDB reserved 1 year',
      'PostgreSQL',
      'about 1,000 DAU, $20: from here on PostgreSQL is cheaper than DynamoDB as designed',
    ]);
  });

  it('share out units among the patterns that take the most, and the others', () => {
    expect(labels('plan-patterns-read-1000')?.at(-1)).toBe('2 others');
    const [first] = chart('plan-patterns-read-1000')?.config.data.datasets ?? [];
    expect(first?.data[0]).toBe(0.001157);
  });

  it('show in which hours something was throttled', () => {
    const capacityChart = chart('plan-capacity-write-T-G-1--1000');
    expect(capacityChart?.title).toContain('throttled in 2 minutes');
    expect(capacityChart?.config.data.datasets[2]?.data.slice(2, 6)).toEqual([0, 0, 2, 2]);
  });

  it('measure keys by what one partition serves', () => {
    const { data } = chart('plan-key-heat')?.config ?? {};
    expect([data?.labels, data?.datasets[0]?.data]).toEqual([['USER#1 · T · reads'], [[0.005, 10]]]);
  });

  it('stand on a page of their own, which fetches nothing and escapes names', () => {
    const page = planPage(plan, 'var Chart;');
    for (const { id } of charts) expect(page).toContain(`id="chart-${id}"`);
    expect(page).not.toMatch(/(src|href)="(?!#)/);
    expect(page).not.toContain('G <1>"');
  });
});
