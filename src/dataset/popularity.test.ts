import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniform, zipf } from './popularity.ts';
import { Random } from './random.ts';

/** How often each rank is drawn. */
function drawn(rank: (fraction: number, count: number) => number, count: number, draws: number): number[] {
  const random = new Random(11, 1, 0);
  const counts = Array.from({ length: count }, () => 0);
  for (let draw = 0; draw < draws; draw++) {
    const at = rank(random.fraction(), count);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

describe('Zipf', () => {
  it.each([0.6, 0.9, 1, 1.3])('with exponent %s draws rank r in proportion to (r + 1)^-exponent', (exponent) => {
    const draws = 200_000;
    const counts = drawn(zipf(exponent).rank, 50, draws);
    const total = counts.reduce((sum, _, rank) => sum + (rank + 1) ** -exponent, 0);
    for (const rank of [0, 1, 4, 20, 49]) {
      const expected = (draws * (rank + 1) ** -exponent) / total;
      // Four standard deviations of a count.
      expect(Math.abs((counts[rank] ?? 0) - expected)).toBeLessThan(4 * Math.sqrt(expected));
    }
  });

  it.each([
    [0.9, 2518, 0.0803],
    [0.6, 5000, 0.01361],
    [1, 4, 0.48],
    // Beyond the table: 1 / (H of a million + ln 2).
    [1, 2_000_000, 0.066287],
  ])('with exponent %s gives the first of %s a known share', (exponent, count, share) => {
    expect(zipf(exponent).topShare(count)).toBeCloseTo(share, 5);
  });

  it('draws ranks beyond its table by the same law', () => {
    const { rank } = zipf(0.6);
    // Of 4,000,000 ranks the first 2,000,000 have the share 0.5^0.4, to within the first terms of the sum.
    let low = 0;
    let high = 1;
    for (let step = 0; step < 40; step++) {
      const middle = (low + high) / 2;
      if (rank(middle, 4_000_000) < 2_000_000) low = middle;
      else high = middle;
    }
    expect(low).toBeCloseTo(0.5 ** 0.4, 3);
  });

  it('gives a rank that exists, and no lower one for a greater fraction', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(zipf(0.6), zipf(0.9), zipf(1), uniform),
        fc.constantFrom(1, 2, 17, 1000, 1_500_000),
        fc.double({ min: 0, max: 0.9999999999, noNaN: true }),
        fc.double({ min: 0, max: 0.9999999999, noNaN: true }),
        ({ rank }, count, one, other) => {
          const ranks = [Math.min(one, other), Math.max(one, other)].map((fraction) => rank(fraction, count));
          expect(ranks[0]).toBeGreaterThanOrEqual(0);
          expect(ranks[0]).toBeLessThanOrEqual(ranks[1] ?? -1);
          expect(ranks[1]).toBeLessThan(count);
        },
      ),
    );
  });
});

describe('the uniform popularity', () => {
  it('gives each the same share', () => {
    expect([0, 0.2499, 0.25, 0.999].map((fraction) => uniform.rank(fraction, 4))).toEqual([0, 0, 1, 3]);
    expect(uniform.topShare(4)).toBe(0.25);
  });
});
