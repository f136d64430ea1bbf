import { describe, expect, it } from 'vitest';
import { billOf } from './bill.ts';
import type { AuroraUse, Capacity, OnDemandTable, PostgresUse, RdsUse, TableClass, TableUse } from './bill-file.ts';
import { priceTable } from './price-table.ts';

/*
 * Each item that has a price, with an awkward quantity and 720 hours, in every Region of the table. The amounts were
 * computed apart from this code, with 60 decimal digits; `null` is a price that was not found.
 */
const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-northeast-1', 'ap-northeast-2'] as const;

type Use = Capacity & Partial<Omit<OnDemandTable, 'mode' | 'class' | 'table' | 'indexes'>>;
type Usd = number | null;
type Amounts = readonly [Usd, Usd, Usd, Usd, Usd];
type TableRow = readonly [TableClass, Use, string, number, string, Amounts];
type DatabaseRow = readonly [PostgresUse, string, number, string, Amounts];

const reserved = (termYears: 1 | 3, field: 'readCapacity' | 'writeCapacity'): Use => ({
  reserved: { termYears, [field]: 300 },
});
const rds = (name: string, more: Partial<RdsUse> = {}): PostgresUse => ({ engine: 'rds', class: name, ...more });
const aurora = (use: Partial<AuroraUse>): PostgresUse => ({ engine: 'aurora-serverless-v2', ...use });

const tables: readonly TableRow[] = [
  [
    'standard',
    { readUnits: 2250001 },
    'read-request-units',
    2250001,
    'RRU',
    [0.281250125, 0.281250125, 0.3183751415, 0.3206251425, 0.3048751355],
  ],
  [
    'standard',
    { writeUnits: 600007 },
    'write-request-units',
    600007,
    'WRU',
    [0.375004375, 0.375004375, 0.423004935, 0.429005005, 0.40800476],
  ],
  [
    'standard',
    { replicatedWriteUnits: 30 },
    'replicated-write-units',
    30,
    'rWRU',
    [0.00001875, 0.00001875, 0.00002115, 0.00002145, 0.0000204],
  ],
  [
    'standard',
    { readCapacity: 143 },
    'read-capacity-hours',
    102960,
    'RCU-hour',
    [13.3848, 13.3848, 15.13512, 15.279264, 14.5153008],
  ],
  [
    'standard',
    { writeCapacity: 143 },
    'write-capacity-hours',
    102960,
    'WCU-hour',
    [66.924, 66.924, 75.6756, 76.39632, 72.576504],
  ],
  ['standard', { storageGb: 12.3 }, 'storage', 12.3, 'GB-month', [3.075, 3.075, 3.4809, 3.5055, 3.330225]],
  ['standard', { storageGb: 12.3, pitr: true }, 'pitr', 12.3, 'GB-month', [2.46, 2.46, 2.706, 2.8044, 2.66418]],
  ['standard', { backupGb: 0.7 }, 'backup', 0.7, 'GB-month', [0.07, 0.07, null, null, 0.07581]],
  ['standard', { restoreGb: 81 }, 'restore', 81, 'GB', [12.15, null, null, null, null]],
  ['standard', { streamReads: 3500001 }, 'stream-reads', 3500001, 'read', [0.7000002, 0.7000002, null, null, null]],
  [
    'standard-ia',
    { readUnits: 2250001 },
    'read-request-units',
    2250001,
    'RRU',
    [0.348750155, 0.348750155, null, null, 0.3813751695],
  ],
  [
    'standard-ia',
    { writeUnits: 600007 },
    'write-request-units',
    600007,
    'WRU',
    [0.46800546, 0.46800546, null, null, 0.507005915],
  ],
  ['standard-ia', { replicatedWriteUnits: 30 }, 'replicated-write-units', 30, 'rWRU', [null, null, null, null, null]],
  ['standard-ia', { readCapacity: 143 }, 'read-capacity-hours', 102960, 'RCU-hour', [16.4736, null, null, null, null]],
  [
    'standard-ia',
    { writeCapacity: 143 },
    'write-capacity-hours',
    102960,
    'WCU-hour',
    [83.3976, null, null, null, null],
  ],
  ['standard-ia', { storageGb: 12.3 }, 'storage', 12.3, 'GB-month', [1.23, null, null, null, null]],
  ['standard-ia', { storageGb: 12.3, pitr: true }, 'pitr', 12.3, 'GB-month', [null, null, null, null, null]],
  ['standard-ia', { backupGb: 0.7 }, 'backup', 0.7, 'GB-month', [null, null, null, null, null]],
  ['standard-ia', { restoreGb: 81 }, 'restore', 81, 'GB', [null, null, null, null, null]],
  ['standard-ia', { streamReads: 3500001 }, 'stream-reads', 3500001, 'read', [null, null, null, null, null]],
  ['standard', reserved(1, 'readCapacity'), 'reserved-upfront', 300, 'RCU', [7.5, 7.5, 8.475, 8.55, 8.1225]],
  ['standard', reserved(1, 'readCapacity'), 'reserved-hours', 216000, 'RCU-hour', [5.4, 5.4, 6.264, 6.264, 6.048]],
  ['standard', reserved(1, 'writeCapacity'), 'reserved-upfront', 300, 'WCU', [37.5, 37.5, 42.375, 42.85, 40.7075]],
  [
    'standard',
    reserved(1, 'writeCapacity'),
    'reserved-hours',
    216000,
    'WCU-hour',
    [27.648, 27.648, 31.32, 31.752, 30.24],
  ],
  [
    'standard',
    reserved(3, 'readCapacity'),
    'reserved-upfront',
    300,
    'RCU',
    [3, 3, 3.39, 3.4166666666666665, 3.245833333333333],
  ],
  ['standard', reserved(3, 'readCapacity'), 'reserved-hours', 216000, 'RCU-hour', [3.456, 3.456, 3.888, 3.888, 3.672]],
  [
    'standard',
    reserved(3, 'writeCapacity'),
    'reserved-upfront',
    300,
    'WCU',
    [15, 15, 16.95, 17.133333333333333, 16.276666666666667],
  ],
  [
    'standard',
    reserved(3, 'writeCapacity'),
    'reserved-hours',
    216000,
    'WCU-hour',
    [17.496, 17.496, 19.872, 20.088, 19.008],
  ],
];

const databases: readonly DatabaseRow[] = [
  [rds('db.t4g.micro'), 'instance-hours', 720, 'hour', [11.52, null, 12.24, null, 18]],
  [rds('db.t4g.micro', { multiAz: true }), 'instance-hours', 720, 'hour', [null, null, null, null, 36.72]],
  [rds('db.t4g.small'), 'instance-hours', 720, 'hour', [23.04, null, 25.2, null, 36.72]],
  [rds('db.t4g.small', { multiAz: true }), 'instance-hours', 720, 'hour', [46.8, null, null, null, null]],
  [rds('db.t4g.medium'), 'instance-hours', 720, 'hour', [46.8, null, null, null, 73.44]],
  [rds('db.t4g.medium', { multiAz: true }), 'instance-hours', 720, 'hour', [null, null, null, null, null]],
  [rds('db.t4g.large'), 'instance-hours', 720, 'hour', [92.88, null, null, null, null]],
  [rds('db.t4g.large', { multiAz: true }), 'instance-hours', 720, 'hour', [null, null, null, null, null]],
  [rds('db.m6g.large'), 'instance-hours', 720, 'hour', [114.48, null, null, null, null]],
  [rds('db.m6g.large', { multiAz: true }), 'instance-hours', 720, 'hour', [null, null, null, null, null]],
  [rds('db.m7g.large'), 'instance-hours', 720, 'hour', [120.96, null, null, null, 168.768]],
  [rds('db.m7g.large', { multiAz: true }), 'instance-hours', 720, 'hour', [null, null, null, null, null]],
  [rds('db.r6g.large'), 'instance-hours', 720, 'hour', [162, null, null, null, null]],
  [rds('db.r6g.large', { multiAz: true }), 'instance-hours', 720, 'hour', [null, null, null, null, null]],
  [rds('db.r7g.large'), 'instance-hours', 720, 'hour', [172.08, null, null, null, 206.568]],
  [rds('db.r7g.large', { multiAz: true }), 'instance-hours', 720, 'hour', [null, null, null, null, 413.136]],
  [rds('db.t4g.micro', { storageGb: 20.5 }), 'storage', 20.5, 'GB-month', [2.3575, null, 2.6035, null, 2.6855]],
  [
    rds('db.t4g.small', { multiAz: true, storageGb: 20.5 }),
    'storage',
    20.5,
    'GB-month',
    [4.715, null, null, null, 5.371],
  ],
  [rds('db.t4g.micro', { storageGb: 20, backupGb: 33 }), 'backup', 13, 'GB-month', [1.235, null, null, null, null]],
  [aurora({ acu: 1.5 }), 'acu-hours', 1080, 'ACU-hour', [129.6, null, 151.2, null, 216]],
  [aurora({ storageGb: 7 }), 'storage', 7, 'GB-month', [0.7, null, null, null, 0.84]],
  [aurora({ ioRequests: 12345678 }), 'io-requests', 12345678, 'request', [2.4691356, null, null, null, 2.96296272]],
];

function tableOf(tableClass: TableClass, use: Use): TableUse {
  const named = { table: 'T', class: tableClass, ...use };
  const isProvisioned = 'readCapacity' in use || 'writeCapacity' in use || 'reserved' in use;
  return isProvisioned ? { ...named, mode: 'provisioned' } : { ...named, mode: 'on-demand' };
}

function inEach(amounts: Amounts): readonly (readonly [string, Usd])[] {
  return regions.map((region, n) => [region, amounts[n] ?? null]);
}

describe.each(tables)('%s %j: %s', (tableClass, use, item, quantity, unit, amounts) => {
  it.each(inEach(amounts))('%s', (region, usd) => {
    const file = { region, hoursPerMonth: 720, dynamodb: [tableOf(tableClass, use)] };
    const bill = billOf(file, priceTable());
    const lines = bill.ok ? bill.value.lines.filter((line) => line.item === item) : [];
    const found = bill.ok ? [] : bill.problems.filter((problem) => problem.found.startsWith(`${item} of T`));
    const line = { service: 'dynamodb', resource: 'T', index: null, item, quantity, unit, usd };
    expect(lines).toEqual(usd === null ? [] : [line]);
    expect(found).toHaveLength(usd === null ? 1 : 0);
  });
});

describe.each(databases)('%j: %s', (postgres, item, quantity, unit, amounts) => {
  it.each(inEach(amounts))('%s', (region, usd) => {
    const prices = priceTable();
    const bill = billOf({ region, hoursPerMonth: 720, postgres }, prices);
    const lines = bill.ok ? bill.value.lines : [];
    const resource = postgres.engine === 'rds' ? postgres.class : postgres.engine;
    const line = { service: 'postgres', resource, index: null, item, quantity, unit, usd };
    const found = bill.ok ? [] : bill.problems.filter((problem) => problem.found.startsWith(`${item} of ${resource}`));
    expect(lines.filter((one) => one.item === item)).toEqual(usd === null || !bill.ok ? [] : [line]);
    expect(found).toHaveLength(usd === null ? 1 : 0);
  });
});
