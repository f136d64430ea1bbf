import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turns } from './turns.ts';

const first = (count: number, turnOf: (n: number) => number): number[] =>
  Array.from({ length: count }, (_, n) => turnOf(n));

describe('turns', () => {
  it('go round where nothing is weighed', () => {
    expect(first(7, turns(3, undefined))).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });

  it('spread what comes often evenly, and what comes seldom apart', () => {
    expect(first(6, turns(3, [4, 1, 1]))).toEqual([0, 1, 0, 0, 2, 0]);
  });

  it('give each job its weight in every round, whatever the weights', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 12 }), (weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const taken = first(2 * total, turns(weights.length, weights));
        for (const [job, weight] of weights.entries()) {
          expect(taken.slice(0, total).filter((one) => one === job)).toHaveLength(weight);
          let count = 0;
          const aheads = taken.map((one, n) => {
            if (one === job) count++;
            return Math.abs(count - ((n + 1) * weight) / total);
          });
          expect(Math.max(...aheads)).toBeLessThan(2 + weights.length / 2);
        }
      }),
      { numRuns: 30 },
    );
  });
});
