import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportioned, type Portion } from './apportion.ts';

const portion = fc.record({ weight: fc.integer({ min: 0, max: 1000 }), floor: fc.integer({ min: 0, max: 1000 }) });
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('a total that is shared', () => {
  it.each<[string, number, Portion[], number[]]>([
    [
      'by weight where no floor is above a share',
      100,
      [
        { weight: 3, floor: 10 },
        { weight: 1, floor: 10 },
      ],
      [75, 25],
    ],
    [
      'with a floor for the one, and the rest by weight',
      100,
      [
        { weight: 8, floor: 0 },
        { weight: 2, floor: 0 },
        { weight: 0, floor: 50 },
      ],
      [40, 10, 50],
    ],
    [
      'where one floor leaves another share below its own',
      100,
      [
        { weight: 90, floor: 0 },
        { weight: 8, floor: 7 },
        { weight: 2, floor: 40 },
      ],
      [53, 7, 40],
    ],
    [
      'by floors alone where they are more than the total',
      100,
      [
        { weight: 9, floor: 80 },
        { weight: 1, floor: 60 },
      ],
      [80, 60],
    ],
    ['among nobody', 100, [], []],
    ['where nobody weighs anything', 100, [{ weight: 0, floor: 0 }], [0]],
  ])('is divided %s', (_, total, portions, expected) => {
    expect(apportioned(total, portions)).toEqual(expected);
  });

  it('is divided whole, or by floors that are more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.array(portion, { minLength: 1, maxLength: 20 }),
        (total, portions) => {
          const shares = apportioned(total, portions);
          const floors = sum(portions.map(({ floor }) => floor));
          for (const [at, { floor }] of portions.entries()) expect(shares[at]).toBeGreaterThanOrEqual(floor);
          if (sum(portions.map(({ weight }) => weight)) > 0 && portions.every(({ weight }) => weight > 0)) {
            expect(sum(shares)).toBeCloseTo(Math.max(total, floors), 6);
          }
        },
      ),
    );
  });

  it('gives those above their floors in proportion to their weights', () => {
    fc.assert(
      fc.property(fc.array(portion, { minLength: 2, maxLength: 20 }), (portions) => {
        const shares = apportioned(10_000, portions);
        const perWeight = portions.flatMap(({ weight, floor }, at) => {
          const share = shares[at] ?? 0;
          return weight > 0 && share > floor ? [share / weight] : [];
        });
        for (const one of perWeight) expect(one).toBeCloseTo(perWeight[0] ?? 0, 6);
      }),
    );
  });
});
