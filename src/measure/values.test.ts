import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankOf } from './statistics.ts';
import { Values } from './values.ts';

const of = (numbers: readonly number[]): Values => {
  const values = new Values();
  for (const number of numbers) values.record(number);
  return values;
};

describe('values', () => {
  it.each([
    ['whole numbers, exactly', [3, 1, 2, 5, 4], 50, 3],
    ['zeros', [0, 0, 0, 1], 50, 0],
    ['negative numbers', [-10, -20, 5], 50, -10],
    ['the least of mixed signs', [-7.5, 0, 7.5], 1, -7.5],
    ['one alone', [1e15], 99, 1e15],
    ['shares', [0.25, 0.5, 0.75, 1], 75, 0.75],
  ])('of %s: %j', (_, numbers, percentile, expected) => {
    expect(of(numbers).percentile(percentile)).toBe(expected);
  });

  it('of nothing have no figures', () => {
    const values = new Values();
    expect([values.percentile(50), values.mean, values.min, values.max, values.count]).toEqual([
      null,
      null,
      null,
      null,
      0,
    ]);
  });

  const number = fc.double({ min: -1e12, max: 1e12, noNaN: true });

  it('tell any percentile within a thousandth', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1, maxLength: 50 }), fc.integer({ min: 1, max: 100 }), (numbers, p) => {
        const exact = numbers.toSorted((a, b) => a - b)[rankOf(p, numbers.length) - 1] ?? Number.NaN;
        const found = of(numbers).percentile(p) ?? Number.NaN;
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(Math.abs(exact) / 1000 + 1e-300);
      }),
    );
  });

  it('of any two halves are those of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.array(fc.integer()), (some, others) => {
        const added = of(some);
        added.add(of(others).drain());
        expect(added.data()).toEqual(of([...some, ...others]).data());
      }),
    );
  });
});
