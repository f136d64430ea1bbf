import { describe, expect, it } from 'vitest';
import { billOf } from './bill.ts';
import type { BillFile, TableUse } from './bill-file.ts';
import { priceTable } from './price-table.ts';

/** Table, index, quantity, unit and dollars of each line that takes something back. */
function freed(...dynamodb: readonly TableUse[]): readonly unknown[] {
  const bill = billOf({ region: 'us-east-1', freeTier: true, hoursPerMonth: 720, dynamodb }, priceTable());
  const lines = bill.ok ? bill.value.lines : [];
  return lines
    .filter(({ item }) => item === 'free-tier')
    .map(({ resource, index, quantity, unit, usd }) => [resource, index, quantity, unit, usd]);
}

const onDemand = { class: 'standard', mode: 'on-demand' } as const;
const provisioned = { class: 'standard', mode: 'provisioned' } as const;

describe('the free tier is taken once, in the order of the tables', () => {
  it('storage: 25 GB-months, of tables and their indexes', () => {
    const first = { ...onDemand, table: 'A', storageGb: 10.5, indexes: [{ index: 'I', storageGb: 10 }] };
    expect(freed(first, { ...onDemand, table: 'B', storageGb: 10 }, { ...onDemand, table: 'C', storageGb: 1 })).toEqual(
      [
        ['A', null, -10.5, 'GB-month', -2.625],
        ['A', 'I', -10, 'GB-month', -2.5],
        ['B', null, -4.5, 'GB-month', -1.125],
      ],
    );
  });

  it('capacity: 18,600 hours of reading and of writing, the indexes included', () => {
    const table = { ...provisioned, table: 'A', readCapacity: 20, writeCapacity: 30 };
    const index = { index: 'I', readCapacity: 10, writeCapacity: 1 };
    expect(freed({ ...table, indexes: [index] })).toEqual([
      ['A', null, -14400, 'RCU-hour', -1.872],
      ['A', null, -18600, 'WCU-hour', -12.09], // of 21,600
      ['A', 'I', -4200, 'RCU-hour', -0.546], // of 7,200
    ]);
  });

  it('streams: 2.5 million reads', () => {
    const [a, b] = [
      { ...onDemand, table: 'A', streamReads: 2e6 },
      { ...onDemand, table: 'B', streamReads: 2e6 },
    ];
    expect(freed(a, b)).toEqual([
      ['A', null, -2_000_000, 'read', -0.4],
      ['B', null, -500_000, 'read', -0.1],
    ]);
  });

  it.each<[string, TableUse]>([
    ['request units', { ...onDemand, table: 'A', readUnits: 5, writeUnits: 5, replicatedWriteUnits: 5 }],
    ['recovery, backup and restore', { ...onDemand, table: 'A', backupGb: 1, restoreGb: 1 }],
    [
      'reserved capacity',
      { ...provisioned, table: 'A', readCapacity: 9, reserved: { termYears: 1, readCapacity: 100 } },
    ],
    ['storage of Standard-IA', { ...onDemand, table: 'A', class: 'standard-ia', storageGb: 3 }],
    [
      'capacity of Standard-IA',
      { ...provisioned, table: 'A', class: 'standard-ia', readCapacity: 3, writeCapacity: 3 },
    ],
  ])('nothing of %s', (_, table) => {
    expect(freed(table)).toEqual([]);
  });

  it('nothing where it is not asked for', () => {
    const file: BillFile = { region: 'us-east-1', dynamodb: [{ ...onDemand, table: 'A', storageGb: 1 }] };
    const bill = billOf(file, priceTable());
    expect(bill.ok && bill.value.lines.map(({ item, usd }) => [item, usd])).toEqual([['storage', 0.25]]);
  });

  it('stands behind the line that it takes from, and all of it at most', () => {
    const file: BillFile = {
      ...{ region: 'eu-west-1', freeTier: true },
      dynamodb: [{ ...onDemand, table: 'A', readUnits: 1e6, storageGb: 2, pitr: true }],
    };
    const bill = billOf(file, priceTable());
    expect(bill.ok && bill.value.lines.map(({ item, usd }) => [item, usd])).toEqual([
      ['read-request-units', 0.1415],
      ['storage', 0.566],
      ['free-tier', -0.566],
      ['pitr', 0.44],
    ]);
    expect(bill.ok && bill.value.totals.dynamodb).toBe(0.5815);
  });
});
