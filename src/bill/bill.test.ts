import { describe, expect, it } from 'vitest';
import { sentence } from '../workload/problem.ts';
import { type Bill, billOf } from './bill.ts';
import type { BillFile, ProvisionedTable, TableUse } from './bill-file.ts';
import { priceTable } from './price-table.ts';

/** A line in the order of its columns. */
type Row = readonly [resource: string, index: string | null, item: string, quantity: number, unit: string, usd: number];

function billed(file: BillFile): Bill {
  const bill = billOf(file, priceTable());
  if (!bill.ok) throw new Error(bill.problems.map(sentence).join('\n'));
  return bill.value;
}

function rowsOf(file: BillFile): readonly Row[] {
  return billed(file).lines.map(({ resource, index, item, quantity, unit, usd }) => [
    ...([resource, index, item] as const),
    ...([quantity, unit, usd] as const),
  ]);
}

const inVirginia = (table: Partial<ProvisionedTable>, rest: Partial<BillFile> = {}): BillFile => ({
  region: 'us-east-1',
  ...rest,
  dynamodb: [{ table: 'T', class: 'standard', mode: 'provisioned', ...table }],
});

describe('the example of the documentation, line by line', () => {
  const a: TableUse = {
    ...{ table: 'A', class: 'standard', mode: 'on-demand', readUnits: 2250000, writeUnits: 600000, storageGb: 12 },
    ...{ pitr: true, backupGb: 0, restoreGb: 0, streamReads: 0, replicatedWriteUnits: 0 },
    indexes: [{ index: 'GSI1', readUnits: 0, writeUnits: 600000, storageGb: 12 }],
  };
  const b: TableUse = {
    ...{ table: 'B', class: 'standard', mode: 'provisioned', readCapacity: 100, writeCapacity: 100 },
    phases: [{ hours: 240, readCapacity: 143, writeCapacity: 143 }],
    reserved: { termYears: 1, readCapacity: 100, writeCapacity: 100 },
  };
  const postgres = { engine: 'rds', class: 'db.t4g.small', multiAz: false, storageGb: 20, backupGb: 0 } as const;
  const example = { region: 'us-east-1', hoursPerMonth: 730, freeTier: true, postgres } as const;

  it('with table B of the Standard class', () => {
    const bill = billed({ ...example, dynamodb: [a, b] });
    expect(bill.lines.map(({ service }) => service)).toEqual([...Array(16).fill('dynamodb'), 'postgres', 'postgres']);
    expect(rowsOf({ ...example, dynamodb: [a, b] })).toEqual([
      ['A', null, 'read-request-units', 2_250_000, 'RRU', 0.28125], // 2.25 million at 0.125
      ['A', null, 'write-request-units', 600_000, 'WRU', 0.375], // 0.6 million at 0.625
      ['A', null, 'storage', 12, 'GB-month', 3], // at 0.25
      ['A', null, 'free-tier', -12, 'GB-month', -3], // 13 of the 25 are left
      ['A', null, 'pitr', 12, 'GB-month', 2.4], // at 0.20
      ['A', 'GSI1', 'write-request-units', 600_000, 'WRU', 0.375],
      ['A', 'GSI1', 'storage', 12, 'GB-month', 3],
      ['A', 'GSI1', 'free-tier', -12, 'GB-month', -3], // 1 is left
      ['B', null, 'read-capacity-hours', 10_320, 'RCU-hour', 1.3416], // 240 hours of 43 above the reservation, at 0.00013
      ['B', null, 'free-tier', -10_320, 'RCU-hour', -1.3416],
      ['B', null, 'reserved-upfront', 100, 'RCU', 2.5], // 30 for a block, over 12 months
      ['B', null, 'reserved-hours', 73_000, 'RCU-hour', 1.825], // 730 hours of a block at 0.0025
      ['B', null, 'write-capacity-hours', 10_320, 'WCU-hour', 6.708], // at 0.00065
      ['B', null, 'free-tier', -10_320, 'WCU-hour', -6.708],
      ['B', null, 'reserved-upfront', 100, 'WCU', 12.5], // 150 for a block, over 12 months
      ['B', null, 'reserved-hours', 73_000, 'WCU-hour', 9.344], // 730 hours of a block at 0.0128
      ['db.t4g.small', null, 'instance-hours', 730, 'hour', 23.36], // at 0.032
      ['db.t4g.small', null, 'storage', 20, 'GB-month', 2.3], // at 0.115
    ]);
    expect(bill.totals).toEqual({ dynamodb: 29.60025, postgres: 25.66 });
    expect(bill.currency).toBe('USD');
    expect(bill.prices).toEqual({ published: 'DynamoDB about 2026-08-31, RDS 2026-10-06', read: '2026-09-06' });
  });

  it('with table B of Standard-IA it has no price: nothing of that class can be reserved', () => {
    const bill = billOf({ ...example, dynamodb: [a, { ...b, class: 'standard-ia' }] }, priceTable());
    expect(bill.ok ? [] : bill.problems.map(sentence)).toEqual(
      [
        ['readCapacity', 'reserved-upfront', 'readUpfrontUsdPer100Units'],
        ['readCapacity', 'reserved-hours', 'readHourUsdPer100Units'],
        ['writeCapacity', 'reserved-upfront', 'writeUpfrontUsdPer100Units'],
        ['writeCapacity', 'reserved-hours', 'writeHourUsdPer100Units'],
      ].map(
        ([field, item, price]) =>
          `dynamodb[1].reserved.${field}: found ${item} of B, for which the price table has no price in us-east-1 ` +
          `(dynamodb.standardInfrequentAccess.reserved.oneYear.${price}), ` +
          'expected a price of it in a file given with --prices, or nothing of it used',
      ),
    );
  });

  it('with table B of Standard-IA and not reserved, nothing of it is free', () => {
    const { reserved: _, ...unreserved } = b;
    const file = { ...example, dynamodb: [a, { ...unreserved, class: 'standard-ia' } as const] };
    expect(rowsOf(file).filter(([resource]) => resource === 'B')).toEqual([
      ['B', null, 'read-capacity-hours', 34_320, 'RCU-hour', 5.4912], // 240 hours of 143, at 0.00016
      ['B', null, 'write-capacity-hours', 34_320, 'WCU-hour', 27.7992], // at 0.00081
    ]);
  });
});

describe('provisioned capacity', () => {
  it.each<[string, Partial<ProvisionedTable>, readonly Row[]]>([
    [
      'the flat capacity, all month',
      { readCapacity: 10 },
      [['T', null, 'read-capacity-hours', 7300, 'RCU-hour', 0.949]],
    ],
    [
      'phases, in place of the flat capacity and of the hours',
      {
        writeCapacity: 999,
        phases: [{ hours: 10, writeCapacity: 5 }, { hours: 2.5, writeCapacity: 20 }, { hours: 0 }],
      },
      [['T', null, 'write-capacity-hours', 100, 'WCU-hour', 0.065]],
    ],
    [
      'below a reservation: it is paid in full, nothing by the hour',
      { readCapacity: 40, reserved: { termYears: 3, readCapacity: 100 } },
      [
        ['T', null, 'reserved-upfront', 100, 'RCU', 1],
        ['T', null, 'reserved-hours', 73_000, 'RCU-hour', 1.168],
      ],
    ],
    [
      'above a reservation, phase by phase: what one phase leaves unused is not there for another',
      {
        phases: [
          { hours: 100, writeCapacity: 50 },
          { hours: 200, writeCapacity: 130 },
          { hours: 1, writeCapacity: 100 },
        ],
        reserved: { termYears: 1, writeCapacity: 100 },
      },
      [
        ['T', null, 'write-capacity-hours', 6000, 'WCU-hour', 3.9],
        ['T', null, 'reserved-upfront', 100, 'WCU', 12.5],
        ['T', null, 'reserved-hours', 73_000, 'WCU-hour', 9.344],
      ],
    ],
    [
      'an index with capacity, phases and a reservation of its own; the hours of the table are not its hours',
      {
        phases: [{ hours: 1, readCapacity: 1 }],
        indexes: [
          { index: 'flat', readCapacity: 2, storageGb: 4 },
          {
            index: 'phased',
            phases: [{ hours: 3, writeCapacity: 300 }],
            reserved: { termYears: 3, writeCapacity: 200 },
          },
        ],
      },
      [
        ['T', null, 'read-capacity-hours', 1, 'RCU-hour', 0.00013],
        ['T', 'flat', 'read-capacity-hours', 1460, 'RCU-hour', 0.1898],
        ['T', 'flat', 'storage', 4, 'GB-month', 1],
        ['T', 'phased', 'write-capacity-hours', 300, 'WCU-hour', 0.195],
        ['T', 'phased', 'reserved-upfront', 200, 'WCU', 10],
        ['T', 'phased', 'reserved-hours', 146_000, 'WCU-hour', 11.826],
      ],
    ],
  ])('%s', (_, table, rows) => {
    expect(rowsOf(inVirginia(table))).toEqual(rows);
  });

  it('hours of the month are an input', () => {
    expect(rowsOf(inVirginia({ readCapacity: 10 }, { hoursPerMonth: 744 }))).toEqual([
      ['T', null, 'read-capacity-hours', 7440, 'RCU-hour', 0.9672],
    ]);
  });
});

describe('what is 0', () => {
  it('needs no price and makes no line, omitted or not', () => {
    const zeros = { pitr: true, storageGb: 0, backupGb: 0, restoreGb: 0, streamReads: 0 };
    const table = { table: 'T', class: 'standard-ia', mode: 'on-demand', replicatedWriteUnits: 0, ...zeros } as const;
    const bill = billed({ region: 'ap-northeast-1', freeTier: true, dynamodb: [table, { ...table, table: 'U' }] });
    expect(bill.lines).toEqual([]);
    expect(bill.totals).toEqual({ dynamodb: 0, postgres: 0 });
  });

  it('a database that is off has nothing but its instance', () => {
    const postgres = { engine: 'rds', class: 'db.t4g.micro' } as const;
    expect(rowsOf({ region: 'us-east-1', postgres })).toEqual([
      ['db.t4g.micro', null, 'instance-hours', 730, 'hour', 11.68],
    ]);
  });
});

describe('backups of RDS', () => {
  it.each([
    ['within the free allocation', 20, []],
    ['beyond it', 20.5, [['db.t4g.micro', null, 'backup', 0.5, 'GB-month', 0.0475]]],
  ])('%s', (_, backupGb, expected) => {
    const postgres = { engine: 'rds', class: 'db.t4g.micro', storageGb: 20, backupGb } as const;
    expect(rowsOf({ region: 'us-east-1', postgres }).filter(([, , item]) => item === 'backup')).toEqual(expected);
  });
});

it('an unknown region is a problem', () => {
  const bill = billOf({ region: 'mars-1' }, priceTable());
  expect(bill.ok ? [] : bill.problems.map(sentence)).toEqual([
    'region: found "mars-1", expected one of us-east-1, us-west-2, eu-west-1, ap-northeast-1, ap-northeast-2',
  ]);
});

it('amounts that no binary fraction can hold add up as they are written', () => {
  const tables = [0.1, 0.2, 0.7].map(
    (backupGb, n) => ({ table: `T${n}`, class: 'standard', mode: 'on-demand', backupGb }) as const,
  );
  const bill = billed({ region: 'us-east-1', dynamodb: tables });
  expect(bill.lines.map(({ usd }) => usd)).toEqual([0.01, 0.02, 0.07]);
  expect(bill.totals.dynamodb).toBe(0.1); // adding the doubles gives 0.1 + 1.4e-17
});
