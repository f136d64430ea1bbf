import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../dataset/random.ts';
import { powerFit } from './power-fit.ts';

const law = (exponent: number, factor: number, xs: readonly number[]) =>
  xs.map((x) => ({ x, y: factor * x ** exponent }));

describe('the power law through points', () => {
  it('is exact where they are', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.01, max: 1000, noNaN: true }),
        fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 3, maxLength: 8 }),
        (exponent, factor, xs) => {
          const found = powerFit(law(exponent, factor, xs));
          expect(found?.exponent).toBeCloseTo(exponent, 6);
          expect(found?.standardError).toBeCloseTo(0, 6);
        },
      ),
    );
  });

  it.each<[string, { x: number; y: number }[], number | null]>([
    ['of two points is known without an error', law(2, 3, [100, 300]), 2],
    ['of one size is not known', law(1, 1, [100, 100, 100]), null],
    ['of one point is not known', law(1, 1, [100]), null],
    ['leaves out what has no logarithm', [...law(1, 5, [10, 1000]), { x: 100, y: 0 }], 1],
  ])('%s', (_, points, exponent) => {
    const found = powerFit(points);
    if (exponent === null) expect(found).toBeNull();
    else
      expect(found).toMatchObject({
        exponent: expect.closeTo(exponent, 9),
        standardError: null,
        interval: null,
        points: 2,
      });
  });

  it('has the textbook error of a small example', () => {
    // ln x = 0, 1, 2; ln y = 0, 1, 3: slope 1.5, residuals 1/6, -1/3, 1/6, so s² = 1/6 and the error √(1/12).
    const points = [
      [0, 0],
      [1, 1],
      [2, 3],
    ].map(([u = 0, v = 0]) => ({ x: Math.exp(u), y: Math.exp(v) }));
    const found = powerFit(points);
    expect(found?.exponent).toBeCloseTo(1.5, 12);
    expect(found?.standardError).toBeCloseTo(Math.sqrt(1 / 12), 12);
    expect(found?.interval?.[1]).toBeCloseTo(1.5 + 12.706 * Math.sqrt(1 / 12), 9);
  });

  it('has intervals that cover the exponent behind noise 95 times in a hundred', () => {
    const runs = 2000;
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const random = new Random(run, 1, 0);
      const points = [100, 300, 1000].flatMap((x) =>
        Array.from({ length: 5 }, () => ({ x, y: 7 * x ** 0.8 * Math.exp(0.3 * random.normal()) })),
      );
      const [low, high] = powerFit(points)?.interval ?? [0, 0];
      if (low <= 0.8 && 0.8 <= high) covered++;
    }
    // Four standard deviations of a binomial with 0.95: 0.0195.
    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.97);
  });
});
