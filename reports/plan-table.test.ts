import { describe, expect, it } from 'vitest';
import type { BillLine } from '../src/bill/bill.ts';
import type { PlanOnPaper } from './plan-paper.ts';
import { planTable } from './plan-table.ts';

const line = (index: string | null, usd: number): BillLine => ({
  service: 'dynamodb',
  resource: 'Shop-Main',
  index,
  item: 'read-capacity-hours',
  quantity: usd,
  unit: 'RCU-hour',
  usd,
});
const idle = { unitsPerMonth: 0, unitsPerSecondAtPeak: 0, capacity: null, served: 1 };

const plan: PlanOnPaper = {
  region: 'us-east-1',
  prices: { published: '2026-08-31', read: '2026-09-06' },
  hoursPerMonth: 730,
  months: 1,
  run: { id: 'a-run', provenance: 'dynamodb-local 3.3.1', dau: 100, days: 3 },
  at: [
    {
      dau: 1000,
      patternUnits: [],
      operationsPerDay: 180_000.4,
      operationsPerSecondAtPeak: 4.125,
      bills: [{ target: 'dynamodb', mode: 'as designed', usd: 0.03, lines: [line(null, 0.015), line('GSI1', 0.015)] }],
      byPattern: Array.from({ length: 15 }, (_, at) => ({ pattern: `p${at}`, usd: 0.002 })),
      parts: [
        {
          table: 'Shop-Main',
          index: null,
          storedGb: 25.52,
          read: { ...idle, unitsPerSecondAtPeak: 3.27, capacity: { least: 25, mean: 30, most: 47 }, served: 0.5 },
          write: idle,
        },
        {
          table: 'Shop-Main',
          index: 'GSI1',
          storedGb: 6.8,
          read: { ...idle, capacity: { least: 25, mean: 25, most: 25 } },
          write: idle,
        },
      ],
      sensitivity: [
        {
          change: 'without index Shop-Main GSI1',
          designedUsd: 10,
          designedMoreUsd: -2.5,
          onDemandUsd: 5,
          onDemandMoreUsd: 0.001,
          note: 'read by 03, then without a path',
        },
      ],
      postgres: { mode: 'RDS, single AZ', why: 'no class is large enough' },
    },
  ],
  days: [
    {
      dau: 1000,
      weekday: 'Tuesday',
      operations: 196_017,
      throttledOperations: 264,
      throttledMinutes: 1,
      throttles: [
        {
          table: 'Shop-Main',
          index: 'GSI1',
          direction: 'write',
          limit: 'provisioned capacity',
          refusesTableWrites: true,
          operations: 264,
          minutes: 1,
          minutesByHour: [],
          key: 'PLATFORM#seoul',
          keyOperations: 153,
        },
      ],
      usd: 0.94,
      curves: [],
    },
  ],
  storage: [{ dau: 1000, month: 1, dynamodbGb: 6.96, postgresGb: 2.2 }],
  keys: [],
  hours: [],
  breakPoints: [
    {
      table: 'Shop-Main',
      index: 'GSI1',
      direction: 'write',
      key: 'PLATFORM#seoul',
      limit: 'partition key',
      limitUnits: 1000,
      dau: 58_169,
      at: { dau: 1000, unitsPerSecond: 17.19 },
    },
  ],
  claims: [
    { claim: 'c', says: 'under $200', found: '$0.03', verdict: 'holds', why: 'within' },
    { claim: 'd', says: 'p99 under 10 ms', found: '', verdict: 'not testable here', why: 'an emulator' },
  ],
  notes: ['A rule.'],
};

describe('a plan for a terminal', () => {
  const lines = planTable(plan).split('\n');
  const row = (beginning: string): string => lines.find((one) => one.trimStart().startsWith(beginning))?.trim() ?? '';

  it.each([
    ['operations a day', 'operations a day                     180,000'],
    ['DynamoDB, as designed', 'DynamoDB, as designed                  $0.03'],
    ['PostgreSQL: see below', 'PostgreSQL: see below            no estimate'],
    ['PostgreSQL at', 'PostgreSQL at 1,000 DAU: RDS, single AZ: no class is large enough'],
    ['3 others', '3 others    $0.01'],
    ['without index Shop-Main GSI1 ', 'without index Shop-Main GSI1      $5.00     -    $10.00  -$2.50'],
    ['58,169', '58,169  Shop-Main GSI1  writes  key PLATFORM#seoul    1,000          17.2'],
    [
      '1,000 DAU, Tuesday',
      '1,000 DAU, Tuesday: 196,017 operations, 264 throttled, in 1 minute; throughput $0.94 that day',
    ],
    ['holds ', 'holds         under $200'],
    ['not testable ', 'not testable  p99 under 10 ms'],
    ['of 2 claims', 'of 2 claims 1 holds, 0 do not, 1 is not testable here'],
    ['- A rule', '- A rule.'],
  ])('%s', (beginning, expected) => {
    expect(row(beginning)).toBe(expected);
  });

  it('has tables and indexes whose cents add up to the bill', () => {
    const at = lines.findIndex((one) => one.startsWith('Shop-Main '));
    const amounts = lines.slice(at, at + 3).map((one) => /\$[\d.]+$/.exec(one)?.[0]);
    expect(amounts).toEqual(['$0.02', '$0.01', '$0.03']);
    expect(lines[at]).toContain('25-47    50 %');
  });

  it('names the key behind what was throttled, and whom an index holds up', () => {
    const text = lines.join(' ').replace(/\s+/g, ' ');
    expect(text).toContain(
      'Shop-Main GSI1 writes: provisioned capacity, which refuses the table’s writes: 264 operations in 1 minute; most of one key: 153 of PLATFORM#seoul',
    );
  });
});
