import { describe, expect, it } from 'vitest';
import shop from '../../test/shop/workload.ts';
import { priceTable } from '../bill/price-table.ts';
import { heatAssumptions } from '../capacity/heat/assumptions.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { planBasis } from './basis.ts';
import { atPeak } from './demand.ts';
import { inMode, monthPlan } from './month-plan.ts';
import { notebookRun, recordOf } from './notebook.fixture.ts';

/** 100 operations of each: a customer 0.5, ten orders 1, twenty of a status 2 on the index, an order written to both. */
const consumed = {
  customer: [{ table: 'Shop', index: null, read: 50, write: 0 }],
  orders: [{ table: 'Shop', index: null, read: 100, write: 0 }],
  'by-status': [{ table: 'Shop', index: 'ByStatus', read: 200, write: 0 }],
  'place-order': [
    { table: 'Shop', index: null, read: 0, write: 100 },
    { table: 'Shop', index: 'ByStatus', read: 0, write: 100 },
  ],
};

function shopRun(): RunRecord {
  const run = notebookRun();
  const patterns = Object.entries(consumed).map(([id, units]) => ({ ...recordOf(id, false), consumed: units }));
  return {
    ...run,
    dataset: { ...run.dataset, workload: 'shop', dau: 100 },
    targets: run.targets.slice(0, 1).map((target) => ({ ...target, patterns })),
  };
}

describe('the shop at 1,000 DAU', async () => {
  const basis = await planBasis(shop, shopRun(), 50);
  const pricing = {
    region: 'us-east-1',
    prices: priceTable(),
    hoursPerMonth: 720,
    freeTier: false,
    assumptions: heatAssumptions,
  };
  const made = monthPlan(basis, 1000, 10, pricing, { instanceClass: null, multiAz: false, aurora: false });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  const month = made.value;

  it('reads and writes what its traffic table says', () => {
    // customer 6 × 0.5 and orders 3 × 1 a user and day; by-status 500 × 2 a day; place-order 2.
    expect(month.demand.parts.map(({ index, read, write }) => [index, read, write])).toEqual([
      [null, 6000, 2000],
      ['ByStatus', 1000, 2000],
    ]);
  });

  it('peaks at 9 of the 134 shares of its day', () => {
    expect(atPeak(month.demand, 6000)).toBeCloseTo((6000 * 9) / 134 / 3600, 12);
  });

  it('costs on demand 30 days of that', () => {
    const lines = inMode(month.dynamodb, 'on demand')?.lines ?? [];
    const usd = (index: string | null, item: string): number | undefined =>
      lines.find((one) => one.index === index && one.item === item)?.usd;
    expect(usd(null, 'read-request-units')).toBeCloseTo((180_000 * 0.125) / 1e6, 12);
    expect(usd(null, 'write-request-units')).toBeCloseTo((60_000 * 0.625) / 1e6, 12);
    expect(usd('ByStatus', 'read-request-units')).toBeCloseTo((30_000 * 0.125) / 1e6, 12);
    expect(usd('ByStatus', 'write-request-units')).toBeCloseTo((60_000 * 0.625) / 1e6, 12);
  });

  it('is designed on demand: the same bill', () => {
    expect(inMode(month.dynamodb, 'as designed')?.lines).toEqual(inMode(month.dynamodb, 'on demand')?.lines);
  });

  it('holds three customers and, after ten days, twenty orders for each daily user', () => {
    expect(month.stored.entities).toEqual([
      { entity: 'customer', records: 3000 },
      { entity: 'order', records: 20_000 },
    ]);
  });

  it('knows no processor time without a run on PostgreSQL', () => {
    expect(month.postgres.load).toBeNull();
    expect(month.postgres.choice.why).toContain('processor time unproven (no run on PostgreSQL)');
  });
});
