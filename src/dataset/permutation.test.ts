import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permutation } from './permutation.ts';

const all = (count: number, seed: number, stream: number): number[] => {
  const place = permutation(count, seed, stream);
  return Array.from({ length: count }, (_, index) => place(index));
};

describe('a permutation', () => {
  it('has every place once, whatever its size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer(), fc.nat(), (count, seed, stream) => {
        expect(new Set(all(count, seed, stream)).size).toBe(count);
        expect(Math.max(-1, ...all(count, seed, stream))).toBe(count - 1);
      }),
    );
  });

  it('is the same on every machine', () => {
    expect(all(10, 1, 7)).toEqual([2, 3, 0, 1, 7, 6, 5, 4, 8, 9]);
  });

  it('depends on the random seed and the stream', () => {
    expect(all(100, 2, 7)).not.toEqual(all(100, 1, 7));
    expect(all(100, 1, 8)).not.toEqual(all(100, 1, 7));
  });

  it('keeps within bounds where no list would fit in memory', () => {
    const place = permutation(5_000_000_000, 1, 1);
    const places = [0, 1, 2, 4_999_999_999].map(place);
    expect(places.every((at) => at >= 0 && at < 5_000_000_000)).toBe(true);
    expect(new Set(places).size).toBe(4);
  });
});
