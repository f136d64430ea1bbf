import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactly, toDouble, total } from '../bill/exact.ts';
import { priceTable } from '../bill/price-table.ts';
import { viewsOf } from '../bill/shown-bill.ts';
import { shownTotal } from '../bill/shown-cents.ts';
import { heatAssumptions } from '../capacity/heat/assumptions.ts';
import { planBasis } from './basis.ts';
import type { PlanMode } from './capacity-modes.ts';
import type { Pricing } from './dynamodb-month.ts';
import { inMode, type MonthPlan, monthPlan } from './month-plan.ts';
import { type NotebookOptions, notebook, notebookRun } from './notebook.fixture.ts';

const pricing: Pricing = {
  region: 'us-east-1',
  prices: priceTable(),
  hoursPerMonth: 730,
  freeTier: false,
  assumptions: heatAssumptions,
};
const byRule = { instanceClass: null, multiAz: false, aurora: false };

async function planned(options: NotebookOptions, dau: number, days = 10, changes: Partial<Pricing> = {}) {
  const basis = await planBasis(notebook(options), notebookRun(), 20);
  const month = monthPlan(basis, dau, days, { ...pricing, ...changes }, byRule);
  if (!month.ok) throw new Error(JSON.stringify(month.problems));
  return month.value;
}

function linesOf(month: MonthPlan, mode: PlanMode) {
  return (inMode(month.dynamodb, mode)?.lines ?? []).map(({ index, item, quantity, usd }) => [
    index,
    item,
    quantity,
    usd,
  ]);
}

const days = 730 / 24;
const gib = 2 ** 30;

describe('a month of the notebook at 10 DAU, as the run measured it', () => {
  it('on demand is units × price, and bytes × price', async () => {
    const month = await planned({}, 10);
    // A day: get 100 × 0.5 + list 10 × 1 + find 24 × 12 = 348 read; add 50 × 1 and × 0.5 written; newest 20 × 0.5.
    const lines = linesOf(month, 'on demand');
    const expected = [
      [null, 'read-request-units', 348 * days, (348 * days * 0.125) / 1e6],
      [null, 'write-request-units', 50 * days, (50 * days * 0.625) / 1e6],
      [null, 'storage', 116_300 / gib, (116_300 / gib) * 0.25],
      ['ByKind', 'read-request-units', 10 * days, (10 * days * 0.125) / 1e6],
      ['ByKind', 'write-request-units', 25 * days, (25 * days * 0.625) / 1e6],
      ['ByKind', 'storage', 52_650 / gib, (52_650 / gib) * 0.25],
    ];
    expect(lines.map(([index, item]) => [index, item])).toEqual(expected.map(([index, item]) => [index, item]));
    for (const [at, [, , quantity, usd]] of expected.entries()) {
      expect(lines[at]?.[2]).toBeCloseTo(Number(quantity), 9);
      expect(lines[at]?.[3]).toBeCloseTo(Number(usd), 12);
    }
  });

  it('provisioned is one unit of each at least', async () => {
    const month = await planned({}, 10);
    expect(linesOf(month, 'provisioned')).toContainEqual([null, 'write-capacity-hours', 730, 730 * 0.00065]);
  });
});

describe('a flat day of 100,000 DAU', () => {
  // add 500,000 a day: 5.787 writes a second on the table, half of it on the index.
  it('provisioned for the peak at 70 % is 9 and 5 write units', async () => {
    const month = await planned({}, 100_000);
    const lines = linesOf(month, 'provisioned').filter(([, item]) => item === 'write-capacity-hours');
    expect(lines.map(([index, , quantity]) => [index, quantity])).toEqual([
      [null, 9 * 730],
      ['ByKind', 5 * 730],
    ]);
  });

  it('auto scaling settles there as well, and is the same money as the flat one', async () => {
    const month = await planned({}, 100_000);
    const capacity = (mode: PlanMode) => linesOf(month, mode).filter(([, item]) => item === 'write-capacity-hours');
    const [flat, scaled] = [capacity('provisioned'), capacity('auto scaling')];
    for (const [at, [, , quantity]] of flat.entries()) expect(scaled[at]?.[2]).toBeCloseTo(Number(quantity), 6);
  });

  it('what is there all week is reserved in blocks of 100', async () => {
    const month = await planned({}, 3_000_000);
    // 173.6 writes a second ÷ 0.7 = 248.02 → 249 units: two blocks, and 49 by the hour.
    const own = linesOf(month, 'reserved 1 year').filter(
      ([index, item]) => index === null && /write|reserved/.test(String(item)),
    );
    expect(own).toContainEqual([null, 'reserved-upfront', 200, 25]);
    const byTheHour = own.find(([, item]) => item === 'write-capacity-hours');
    expect(Number(byTheHour?.[2])).toBeCloseTo(49 * 730, 6);
  });
});

describe('as designed', () => {
  const capacity = {
    mode: 'auto-scaling',
    read: { min: 25, max: 500 },
    write: { min: 10, max: 100 },
    targetUtilisation: 0.7,
  } as const;

  it('never goes below the least: 25 and 10 units on the table and on the index', async () => {
    const month = await planned({ capacity }, 10);
    const lines = linesOf(month, 'as designed').filter(([, item]) => item !== 'storage');
    expect(lines.map(([index, item]) => [index, item])).toEqual([
      [null, 'read-capacity-hours'],
      [null, 'write-capacity-hours'],
      ['ByKind', 'read-capacity-hours'],
      ['ByKind', 'write-capacity-hours'],
    ]);
    const [reads, writes] = lines;
    expect(reads?.[2]).toBeCloseTo(25 * 730, 6);
    expect(reads?.[3]).toBeCloseTo(25 * 730 * 0.00013, 9);
    expect(writes?.[3]).toBeCloseTo(10 * 730 * 0.00065, 9);
  });

  it('never goes above the most, and then does not serve all', async () => {
    const month = await planned({ capacity }, 3_000_000);
    const table = inMode(month.dynamodb, 'as designed')?.parts[0];
    expect(table?.week.write.capacity?.every((units) => units === 100)).toBe(true);
    // 100 of the 173.6 writes a second that are asked for; burst fills only once.
    expect(Number(table?.week.write.servedUnits) / Number(table?.week.write.askedUnits)).toBeCloseTo(100 / 173.611, 4);
  });
});

describe('any month', () => {
  it('is the same money by service, by table, by index and by pattern, to the cent', async () => {
    const capacity = { mode: 'provisioned', readUnits: 40, writeUnits: 20 } as const;
    const dau = fc.sample(fc.integer({ min: 1, max: 2_000_000 }), { numRuns: 8, seed: 7 });
    for (const users of dau) {
      const month = await planned({ capacity }, users, 30, { freeTier: users % 2 === 0 });
      for (const { lines, usd } of month.dynamodb) {
        const { services, tables, indexes } = viewsOf(lines);
        const cents = (rows: typeof services): number => rows.reduce((sum, row) => sum + row.cents, 0);
        expect(cents(tables)).toBe(cents(services));
        expect(cents(indexes)).toBe(cents(services));
        expect(cents(services)).toBe(shownTotal([usd]));
      }
      const designed = inMode(month.dynamodb, 'as designed');
      const byPattern = toDouble(total(month.byPattern.map((row) => exactly(row.usd))));
      expect(byPattern).toBeCloseTo(designed?.usd ?? 0, 9);
    }
  });

  it('on demand costs in a straight line what users add, where nothing grows with the data', async () => {
    const workload = notebook();
    const basis = await planBasis(
      { ...workload, patterns: workload.patterns.filter(({ id }) => id !== 'find') },
      notebookRun(['find']),
      20,
    );
    const usd = (dau: number): number => {
      const month = monthPlan(basis, dau, 10, pricing, byRule);
      return month.ok ? (inMode(month.value.dynamodb, 'on demand')?.usd ?? 0) : Number.NaN;
    };
    expect(usd(3000) - usd(2000)).toBeCloseTo(usd(2000) - usd(1000), 9);
    expect(usd(100_000)).toBeCloseTo(100 * usd(1000), 6);
  });

  it('costs at least as much with more users, in every mode', async () => {
    const months = [await planned({}, 1000), await planned({}, 5000), await planned({}, 50_000)];
    for (const mode of ['on demand', 'provisioned', 'auto scaling', 'reserved 1 year'] as const) {
      const usd = months.map(({ dynamodb }) => inMode(dynamodb, mode)?.usd ?? Number.NaN);
      expect(usd).toEqual([...usd].sort((one, other) => one - other));
    }
  });
});

it('a price that the table does not have is told once, and names it', async () => {
  const prices = priceTable();
  const region = prices.regions.get('us-east-1');
  const left = [...(region?.prices ?? [])].filter(([name]) => !name.endsWith('standard.storageUsdPerGbMonth'));
  const poor = region === undefined ? [] : [['us-east-1', { ...region, prices: new Map(left) }] as const];
  const basis = await planBasis(notebook(), notebookRun(), 5);
  const month = monthPlan(basis, 10, 10, { ...pricing, prices: { ...prices, regions: new Map(poor) } }, byRule);
  const found = month.ok ? [] : month.problems.map((problem) => problem.found);
  expect(found).toEqual([
    'storage of Notes, for which the price table has no price in us-east-1 (dynamodb.standard.storageUsdPerGbMonth)',
  ]);
});
