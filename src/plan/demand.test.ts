import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atPeak, daysPerMonth, demandAt, unitsPerSecond } from './demand.ts';
import { notebook, notebookRun } from './notebook.fixture.ts';
import { hourWords, operationsPerSecond, weekCurve } from './traffic-week.ts';
import { unitsPerOperation } from './units-per-operation.ts';

const measured = unitsPerOperation(notebookRun(), notebook());
const units = measured.ok ? measured.value.patterns : [];

describe('demand of the notebook at 1,000 DAU', () => {
  const demand = demandAt(notebook(), 1000, units);

  it('is operations a day × units per operation, per table and index', () => {
    // get 10,000 × 0.5 + list 1,000 × 1 + find 24 × 12 = 6,288; newest 2,000 × 0.5; add 5,000 × (1 + 0.5).
    expect(demand.parts.map(({ byPattern: _, ...part }) => part)).toEqual([
      { table: 'Notes', index: null, read: 6288, write: 5000 },
      { table: 'Notes', index: 'ByKind', read: 1000, write: 2500 },
    ]);
  });

  it('says which pattern takes how much', () => {
    expect(demand.parts[1]?.byPattern).toEqual([
      { pattern: 'newest', read: 1000, write: 0 },
      { pattern: 'add', read: 0, write: 2500 },
    ]);
  });

  it('is the same in every hour where the day is flat', () => {
    const [part] = demand.parts;
    const perSecond = part === undefined ? [] : unitsPerSecond(demand, part, 'write');
    expect(perSecond).toHaveLength(168);
    for (const each of perSecond) expect(each).toBeCloseTo(5000 / 86_400, 12);
  });
});

describe('an hour that is eleven times as busy as the others', () => {
  const hours = [...Array<number>(23).fill(1), 11];
  const demand = demandAt(notebook({ hours }), 1000, units);

  it('has 11 of the 34 shares of a day', () => {
    expect(atPeak(demand, 5000)).toBeCloseTo((5000 * 11) / 34 / 3600, 12);
    expect(hourWords(demand.peakHour)).toBe('Sunday 23:00 UTC');
  });

  it('shapes the operations a second of a pattern', () => {
    const perSecond = operationsPerSecond(notebook({ hours }).traffic, 'get', 1000);
    expect(perSecond[23]).toBeCloseTo((10_000 * 11) / 34 / 3600, 12);
    expect(perSecond[0]).toBeCloseTo(10_000 / 34 / 3600, 12);
  });
});

describe('any traffic', () => {
  it('falls into the hours of a week so that an average day is one day', () => {
    const weights = (length: number) =>
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: length, maxLength: length });
    fc.assert(
      fc.property(weights(24), weights(7), (hours, days) => {
        const curve = weekCurve({ rates: {}, hours, days });
        expect(curve.reduce((sum, share) => sum + share, 0)).toBeCloseTo(7, 9);
      }),
    );
  });

  it('asks for units in a straight line as users grow', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 }), (one, more) => {
        const read = (dau: number): number => demandAt(notebook(), dau, units).parts[0]?.read ?? 0;
        // 6 units a user and day, and the 288 of what happens so often a day whoever comes.
        expect(read(one + more) - read(one)).toBeCloseTo(6 * more, 4);
        expect(read(one)).toBeCloseTo(6 * one + 288, 4);
      }),
    );
  });
});

it('a month of 730 hours has 30.4167 days', () => {
  expect(daysPerMonth(730)).toBeCloseTo(30.416_667, 6);
});
