import { describe, expect, it } from 'vitest';
import { Batches } from './batches.ts';
import { Histogram } from './histogram.ts';
import { percentileInterval } from './statistics.ts';

/** A small generator with a known sequence (mulberry32), so that the coverage below is the same every time. */
function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}

function normals(seed: number): () => number {
  const random = randoms(seed);
  return () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

/** Latencies around 10 ms whose logarithms follow each other with the given correlation. */
function series(seed: number, correlation: number, count: number): number[] {
  const normal = normals(seed);
  let x = normal();
  return Array.from({ length: count }, () => {
    x = correlation * x + Math.sqrt(1 - correlation * correlation) * normal();
    return 10_000 * Math.exp(0.5 * x);
  });
}

/** The normal distribution's quantiles, for the true percentiles of such series. */
const quantiles: Readonly<Record<number, number>> = { 50: 0, 95: 1.6448536, 99: 2.3263479 };

function coverage(
  correlation: number,
  percentile: number,
  seconds: number,
  perSecond: number,
): { naive: number; ours: number } {
  const truth = 10_000 * Math.exp(0.5 * (quantiles[percentile] ?? Number.NaN));
  const runs = 200;
  let naive = 0;
  let ours = 0;
  for (let run = 0; run < runs; run++) {
    const values = series(1000 + 7919 * run, correlation, seconds * perSecond);
    const batches = new Batches();
    const histogram = new Histogram();
    for (let second = 0; second < seconds; second++) {
      const interval = new Histogram();
      for (const us of values.slice(second * perSecond, (second + 1) * perSecond)) interval.record(us);
      batches.add(interval.data(), 0);
      histogram.add(interval.data());
    }
    const covers = (inflation: number): boolean => {
      const { lowUs, highUs } = percentileInterval({ histogram, dropped: 0 }, percentile, inflation);
      return (lowUs ?? 0) <= truth && truth <= (highUs ?? Number.POSITIVE_INFINITY);
    };
    if (covers(1)) naive++;
    if (covers(batches.inflation(percentile))) ours++;
  }
  return { naive: naive / runs, ours: ours / runs };
}

describe('the interval of a percentile', () => {
  it.each([
    [50, 60],
    [99, 60],
    [99, 10],
  ])('of independent values covers p%i in 95 of 100 runs of %i s', (percentile, seconds) => {
    const { naive, ours } = coverage(0, percentile, seconds, 200);
    // 200 runs tell 95 % to ± 3 (two standard errors); an estimated variance costs a little width.
    expect(naive).toBeGreaterThan(0.92);
    expect(naive).toBeLessThan(0.98);
    expect(ours).toBeGreaterThan(0.93);
    expect(ours).toBeLessThan(0.995);
  });

  it.each([
    [50, 60, 0.9],
    [99, 60, 0.9],
    [50, 30, 0.97],
    [99, 120, 0.97],
  ])(
    'of values that follow each other still covers p%i in %i s (correlation %f), where the naive one does not',
    (percentile, seconds, correlation) => {
      const { naive, ours } = coverage(correlation, percentile, seconds, 100);
      expect(naive).toBeLessThan(0.85);
      expect(ours).toBeGreaterThan(0.91);
    },
  );
});

describe('the inflation', () => {
  const second = (...us: number[]) => {
    const histogram = new Histogram();
    for (const value of us) histogram.record(value);
    return histogram.data();
  };

  it('is 1 where there is nothing to tell from', () => {
    expect(new Batches().inflation(99)).toBe(1);
    const constant = new Batches();
    for (let k = 0; k < 60; k++) constant.add(second(...Array(10).fill(2000)), 0);
    expect(constant.inflation(99)).toBe(1);
  });

  it('is what a stall makes of it: 30 slow ones in one second of 30 count as about one', () => {
    const batches = new Batches();
    for (let k = 0; k < 30; k++) {
      batches.add(second(...Array(70).fill(2000), ...Array(30).fill(k === 10 ? 900_000 : 2000)), 0);
    }
    // Squared deviations 29² + 29 × 1² over 3000 × 0.01 × 0.99 × 29/30, times Student's correction for 30 batches.
    expect(batches.inflation(99)).toBeCloseTo((870 / (29.7 * (29 / 30))) * 1.0889, 1);
  });

  it('counts dropped arrivals as slow ones', () => {
    const batches = new Batches();
    for (let k = 0; k < 30; k++) batches.add(second(...Array(k === 10 ? 70 : 100).fill(2000)), k === 10 ? 30 : 0);
    expect(batches.inflation(99)).toBeGreaterThan(25);
  });

  it('knows a wave that takes longer than a second', () => {
    const batches = new Batches();
    for (let k = 0; k < 640; k++) batches.add(second(...Array(100).fill(Math.floor(k / 8) % 2 === 0 ? 1000 : 9000)), 0);
    // Independent operations would do; these come in waves of 1,600, of which a level of 32 s sees nothing but whole ones.
    expect(batches.inflation(50)).toBeLessThan(2);
    const slower = new Batches();
    for (let k = 0; k < 640; k++) slower.add(second(...Array(100).fill(Math.floor(k / 64) % 2 === 0 ? 1000 : 9000)), 0);
    expect(slower.inflation(50)).toBeGreaterThan(1000);
  });
});
