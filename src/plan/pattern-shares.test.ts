import { describe, expect, it } from 'vitest';
import type { BillLine } from '../bill/bill.ts';
import type { Demand } from './demand.ts';
import { byPattern } from './pattern-shares.ts';

const demand: Demand = {
  dau: 1,
  curve: [],
  peakHour: 0,
  operations: [],
  parts: [
    {
      table: 'T',
      index: null,
      read: 30,
      write: 5,
      byPattern: [
        { pattern: 'a', read: 10, write: 0 },
        { pattern: 'b', read: 20, write: 5 },
      ],
    },
    { table: 'T', index: 'I', read: 0, write: 0, byPattern: [] },
  ],
};

function line(item: BillLine['item'], unit: string, usd: number, index: string | null = null): BillLine {
  return { service: 'dynamodb', resource: 'T', index, item, quantity: 1, unit, usd };
}

describe('the money by pattern', () => {
  it('is divided by units, reads and writes apart, the dearest first', () => {
    const lines = [line('read-request-units', 'RRU', 3), line('write-request-units', 'WRU', 1)];
    expect(byPattern(lines, demand)).toEqual([
      { pattern: 'b', usd: 3 },
      { pattern: 'a', usd: 1 },
    ]);
  });

  it('of provisioned and reserved capacity is divided in the same way, and so is what the free tier takes back', () => {
    const lines = [
      line('read-capacity-hours', 'RCU-hour', 6),
      line('free-tier', 'RCU-hour', -3),
      line('reserved-upfront', 'WCU', 2),
      line('reserved-hours', 'WCU-hour', 2),
    ];
    expect(byPattern(lines, demand)).toEqual([
      { pattern: 'b', usd: 6 },
      { pattern: 'a', usd: 1 },
    ]);
  });

  it('of storage and of capacity that nothing uses belongs to no pattern', () => {
    const lines = [
      line('storage', 'GB-month', 4),
      line('pitr', 'GB-month', 2),
      line('free-tier', 'GB-month', -1),
      line('read-capacity-hours', 'RCU-hour', 7, 'I'),
    ];
    expect(byPattern(lines, demand)).toEqual([
      { pattern: '(capacity that no pattern uses)', usd: 7 },
      { pattern: '(stored data)', usd: 5 },
    ]);
  });
});
