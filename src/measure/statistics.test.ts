import { describe, expect, it } from 'vitest';
import { Histogram } from './histogram.ts';
import { fewness, intervalRanks, percentileInterval, percentileUs, rankOf, studentT } from './statistics.ts';

const of = (...us: number[]): Histogram => {
  const histogram = new Histogram();
  for (const value of us) histogram.record(value);
  return histogram;
};
const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k + 1);

describe('the nearest rank', () => {
  it.each([
    [99, 3000, 2970],
    [99.9, 3000, 2997],
    [99, 100, 99],
    [99, 101, 100],
    [50, 1, 1],
    [0, 10, 1],
    [100, 10, 10],
    [95, 20, 19],
    [99.9, 1000, 999],
    [99.99, 1_000_000_000, 999_900_000],
  ])('of p%f of %i is %i', (percentile, count, rank) => {
    expect(rankOf(percentile, count)).toBe(rank);
  });
});

describe('a percentile', () => {
  it.each([
    ['nothing', [], 0, 99, null],
    ['one value', [7], 0, 99, 7],
    ['a hundred', upTo(100), 0, 99, 99],
    ['a hundred, one dropped: it moves up', upTo(100), 1, 99, 100],
    ['a hundred, two dropped: it falls among them', upTo(100), 2, 99, null],
    ['the median is still known', upTo(100), 99, 50, 100],
    ['only dropped ones', [], 5, 50, null],
  ])('of %s', (_, us, dropped, percentile, expected) => {
    expect(percentileUs({ histogram: of(...us), dropped }, percentile)).toBe(expected);
  });
});

describe('the ranks of an interval at 95 %', () => {
  it.each([
    // Summed up in exact fractions.
    [5, 50, 0, 6],
    [6, 50, 1, 6],
    [10, 50, 2, 9],
    [100, 50, 40, 61],
    [1000, 50, 469, 532],
    [300, 99, 293, 301],
    [368, 99, 360, 368],
    [1000, 99, 983, 997],
    [2000, 99, 1971, 1989],
    [3000, 95, 2826, 2874],
    [10_000, 99.9, 9983, 9997],
    // By the expansion: the same as summed up with logarithms of factorials.
    [100_000, 50, 49_690, 50_311],
    [100_000, 99, 98_938, 99_062],
    [1_000_000, 99, 989_805, 990_196],
    [1_000_000, 99.9, 998_938, 999_062],
  ])('of %i values around p%f', (n, percentile, low, high) => {
    expect(intervalRanks(n, percentile / 100)).toEqual({ low, high });
  });

  it('go on smoothly where the exact sum ends', () => {
    for (const n of [69_000, 69_500, 70_000, 70_500]) {
      const { low, high } = intervalRanks(n, 0.99);
      expect(Math.abs(low - 0.99 * n + 1.96 * Math.sqrt(n * 0.0099))).toBeLessThan(2);
      expect(Math.abs(high - 0.99 * n - 1.96 * Math.sqrt(n * 0.0099))).toBeLessThan(2);
    }
  });
});

describe('an interval', () => {
  it('lies between two order statistics', () => {
    expect(percentileInterval({ histogram: of(...upTo(1000)), dropped: 0 }, 99, 1)).toEqual({
      lowUs: 983,
      highUs: 997,
    });
  });

  it('is wider where values resemble their neighbours', () => {
    // A thousand that say as much as 368: ranks 360 and 368 of these.
    const found = percentileInterval({ histogram: of(...upTo(1000)), dropped: 0 }, 99, 1000 / 368);
    expect(found).toEqual({ lowUs: 978, highUs: 1000 });
  });

  it.each([
    ['too few values', upTo(100), 0, 1, { lowUs: 97, highUs: null }],
    ['too few independent ones', upTo(1000), 0, 10, { lowUs: 970, highUs: null }],
    ['a bound among the dropped', upTo(995), 5, 1, { lowUs: 983, highUs: null }],
    ['both bounds among the dropped', upTo(900), 100, 1, { lowUs: null, highUs: null }],
    ['nothing', [], 0, 1, { lowUs: null, highUs: null }],
  ])('is open on the side that is not known: %s', (_, us, dropped, inflation, expected) => {
    expect(percentileInterval({ histogram: of(...us), dropped }, 99, inflation)).toEqual(expected);
  });
});

describe("Student's t at 97.5 %", () => {
  it.each([
    [3, 3.182],
    [5, 2.571],
    [10, 2.228],
    [30, 2.042],
    [1000, 1.962],
  ])('of %i degrees of freedom is %f', (degrees, expected) => {
    expect(Math.abs(studentT(degrees) / expected - 1)).toBeLessThan(0.02);
  });

  it('never asks for less than the known variance, and for most where there is hardly any', () => {
    expect(fewness(1_000_000)).toBeCloseTo(1, 4);
    expect(fewness(2)).toBe(fewness(4));
    expect(fewness(4)).toBeGreaterThan(2.4);
  });
});
