import { type BillLine, sumUsd } from '../bill/bill.ts';
import { toDouble } from '../bill/exact.ts';
import type { PlanAtDau, PlannedBill, PlanRecord } from './plan-record.ts';

/** A made-up plan; the lines of each bill add up to it exactly. */
export function examplePlan(): PlanRecord {
  return {
    region: 'us-east-1',
    prices: { published: '2026-08-31', read: '2026-09-06' },
    hoursPerMonth: 730,
    freeTier: false,
    at: [at(1000), at(10_000), at(100_000)],
    notes: ['Traffic follows the workload’s daily curve.'],
  };
}

function at(dau: number): PlanAtDau {
  const share = dau / 1000;
  const designed = dynamodbBill('as designed', [
    line('Shop-Main', null, 'read-capacity-hours', 36_500, 'RCU-hour', 0.00013),
    line('Shop-Main', null, 'write-capacity-hours', 14_600, 'WCU-hour', 0.00065),
    ...['GSI1', 'GSI2', 'GSI3'].flatMap((index) => [
      line('Shop-Main', index, 'read-capacity-hours', 36_500, 'RCU-hour', 0.00013),
      line('Shop-Main', index, 'write-capacity-hours', 14_600, 'WCU-hour', 0.00065),
    ]),
    line('Shop-People', null, 'read-request-units', 1_200_000 * share, 'RRU', 0.000000125),
    line('Shop-Main', null, 'storage', 12 * share, 'GB-month', 0.25),
    line('Shop-Main', null, 'pitr', 12 * share, 'GB-month', 0.2),
  ]);
  const onDemand = dynamodbBill('on demand', [
    line('Shop-Main', null, 'read-request-units', 90_000_000 * share, 'RRU', 0.000000125),
    line('Shop-Main', null, 'write-request-units', 2_400_000 * share, 'WRU', 0.000000625),
    line('Shop-Main', 'GSI1', 'write-request-units', 1_800_000 * share, 'WRU', 0.000000625),
    line('Shop-People', null, 'read-request-units', 1_200_000 * share, 'RRU', 0.000000125),
    line('Shop-Main', null, 'storage', 12 * share, 'GB-month', 0.25),
    line('Shop-Main', null, 'pitr', 12 * share, 'GB-month', 0.2),
  ]);
  const postgres = bill('postgres', 'db.t4g.small, single AZ', [
    {
      ...line('db.t4g.small', null, 'instance-hours', 730, 'hour', 0.032 * Math.max(1, share / 4)),
      service: 'postgres',
    },
    { ...line('db.t4g.small', null, 'storage', 20 * share, 'GB-month', 0.115), service: 'postgres' },
  ]);
  return {
    dau,
    bills: [designed, onDemand, postgres],
    byPattern: [
      { pattern: '01', usd: designed.usd * 0.75 },
      { pattern: '13', usd: designed.usd * 0.25 },
    ],
  };
}

function dynamodbBill(mode: string, lines: readonly BillLine[]): PlannedBill {
  return bill('dynamodb', mode, lines);
}

function bill(target: string, mode: string, lines: readonly BillLine[]): PlannedBill {
  return { target, mode, usd: toDouble(sumUsd(lines)), lines };
}

function line(
  resource: string,
  index: string | null,
  item: BillLine['item'],
  quantity: number,
  unit: string,
  usdEach: number,
): BillLine {
  return { service: 'dynamodb', resource, index, item, quantity, unit, usd: quantity * usdEach };
}
