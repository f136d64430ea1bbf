import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random, stream } from './random.ts';

const draws = (times: number, draw: () => number): number[] => Array.from({ length: times }, draw);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('random numbers', () => {
  it('are those of sfc32 on every machine', () => {
    const random = new Random(1, 2, 3);
    expect([random.uint32(), random.uint32(), random.uint32(), random.uint32()]).toEqual([
      3587712930, 2802035528, 2967494114, 904619594,
    ]);
  });

  it.each([
    ['a fraction', (random: Random) => random.fraction(), 0.8353295107372105],
    ['hexadecimal digits', (random: Random) => random.hex(20), 'd5d827a2a703ab48b0e0'],
    ['a UUID of version 4', (random: Random) => random.uuid(), 'd5d827a2-a703-4b48-b0e0-5de235eb664a'],
    ['a log-normal size', (random: Random) => Math.floor(random.logNormal(1000, 0.7)), 1747],
  ])('give %s that is known', (_, draw, expected) => {
    expect(draw(new Random(1, 2, 3))).toBe(expected);
  });

  it.each([
    ['random seed', new Random(2, 2, 3)],
    ['stream', new Random(1, 3, 3)],
    ['number', new Random(1, 2, 4)],
    ['number beyond 32 bits', new Random(1, 2, 2 ** 32 + 3)],
  ])('differ with the %s', (_, other) => {
    expect(other.uint32()).not.toBe(new Random(1, 2, 3).uint32());
  });

  it('of neighbouring numbers do not resemble each other', () => {
    const first = draws(
      10_000,
      (() => {
        let i = 0;
        return () => new Random(1, 2, i++).fraction();
      })(),
    );
    expect(mean(first)).toBeCloseTo(0.5, 2);
    const products = first.slice(1).map((value, at) => (value - 0.5) * ((first[at] ?? 0) - 0.5));
    expect(Math.abs(mean(products))).toBeLessThan(0.003);
  });

  it('stay within their bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), fc.integer({ min: 1, max: 1_000_000 }), (seed, i, count) => {
        const random = new Random(seed, 1, i);
        const below = random.below(count);
        expect(below >= 0 && below < count && Number.isInteger(below)).toBe(true);
        const between = random.between(5, 5 + count);
        expect(between >= 5 && between <= 5 + count).toBe(true);
        expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  it('fall by their weights', () => {
    const random = new Random(7, 1, 0);
    const weights = { often: 70, sometimes: 29, seldom: 1, never: 0 };
    const counts = { often: 0, sometimes: 0, seldom: 0, never: 0 };
    for (let draw = 0; draw < 100_000; draw++) counts[random.weighted(weights)]++;
    expect(counts.often / 100_000).toBeCloseTo(0.7, 2);
    expect(counts.sometimes / 100_000).toBeCloseTo(0.29, 2);
    expect(counts.seldom / 100_000).toBeCloseTo(0.01, 2);
    expect(counts.never).toBe(0);
  });

  it('are normal and log-normal where they say so', () => {
    const random = new Random(7, 2, 0);
    const normal = draws(100_000, () => random.normal());
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(mean(normal.map((value) => value * value))).toBeCloseTo(1, 1);
    const sizes = draws(20_001, () => random.logNormal(500, 0.8)).sort((one, other) => one - other);
    expect((sizes[10_000] ?? 0) / 500).toBeCloseTo(1, 1);
    // One sigma above the median: 500 × e^0.8.
    expect((sizes[Math.floor(20_001 * 0.8413)] ?? 0) / 1112.8).toBeCloseTo(1, 1);
  });

  it('cannot choose from nothing', () => {
    expect(() => new Random(1, 1, 1).one([])).toThrow('one() of an empty list');
  });
});

describe('a stream', () => {
  it('has the number of its name by FNV-1a', () => {
    expect([stream(''), stream('run'), stream('user')]).toEqual([2166136261, 718098122, 1618501362]);
  });
});
