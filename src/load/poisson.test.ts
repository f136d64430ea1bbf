import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poisson } from './poisson.ts';
import { flat, ramp } from './rate-curve.ts';
import { striped } from './schedule.ts';

const s = 1_000_000;
const perSecond = (arrivals: number, seconds: number) => flat({ arrivals, perUs: s }, seconds * s);
const moments = (curve: ReturnType<typeof flat>, seed: number): number[] => {
  const schedule = poisson(curve, seed);
  return Array.from({ length: schedule.count }, (_, i) => schedule.atUs(i));
};

describe('Poisson arrivals', () => {
  it('are a pure function of the seed and n, in whatever order they are asked for', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 3000 }), (seed, arrivals) => {
        const due = moments(perSecond(arrivals, 1), seed);
        const again = poisson(perSecond(arrivals, 1), seed);
        for (let i = due.length - 1; i >= 0; i -= 97) expect(again.atUs(i)).toBe(due[i]);
      }),
      { numRuns: 30 },
    );
  });

  it('are exactly as many as are expected, in order, within the time', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1500 }), (seed, arrivals) => {
        const due = moments(perSecond(arrivals, 2), seed);
        expect(due).toHaveLength(2 * arrivals);
        expect(due.every((us, i) => us >= (due[i - 1] ?? 0) && us <= 2 * s)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('have exponential gaps: Kolmogorov and Smirnov find no difference at 1 %', () => {
    const due = moments(perSecond(1000, 20), 42);
    const gaps = due.map((us, i) => (us - (due[i - 1] ?? 0)) / 1000).sort((a, b) => a - b);
    const distance = Math.max(...gaps.map((gap, i) => Math.abs(1 - Math.exp(-gap) - (i + 0.5) / gaps.length)));
    expect(distance).toBeLessThan(1.63 / Math.sqrt(gaps.length));
  });

  it('come in seconds whose counts vary as Poisson counts do: the variance is the mean', () => {
    const counts = Array.from({ length: 2000 }, () => 0);
    for (const us of moments(perSecond(50, 2000), 7)) {
      const second = Math.min(1999, Math.floor(us / s));
      counts[second] = (counts[second] ?? 0) + 1;
    }
    const variance = counts.reduce((sum, count) => sum + (count - 50) ** 2, 0) / counts.length;
    // The sample variance of 2,000 such counts has a standard error of 50 × √(2/2000) = 1.6.
    expect(Math.abs(variance - 50)).toBeLessThan(5);
  });

  it('follow a ramp: a quarter of them in the first half of a ramp from 0', () => {
    const due = moments(ramp(0, [{ durationUs: 10 * s, target: 2000 }], s), 3);
    expect(due).toHaveLength(10_000);
    const early = due.filter((us) => us < 5 * s).length;
    expect(Math.abs(early - 2500)).toBeLessThan(4 * Math.sqrt(10_000 * 0.25 * 0.75));
  });

  it('differ from seed to seed', () => {
    expect(moments(perSecond(10, 1), 1)).not.toEqual(moments(perSecond(10, 1), 2));
  });

  it('are the same over stripes', () => {
    const schedule = poisson(perSecond(1000, 2), 9);
    const union = [0, 1, 2].flatMap((worker) => {
      const stripe = striped(poisson(perSecond(1000, 2), 9), { worker, workers: 3 });
      return Array.from({ length: stripe.count }, (_, i) => [stripe.operation(i), stripe.atUs(i)] as const);
    });
    union.sort(([a], [b]) => a - b);
    expect(union.map(([, us]) => us)).toEqual(Array.from({ length: 2000 }, (_, i) => schedule.atUs(i)));
  });
});
