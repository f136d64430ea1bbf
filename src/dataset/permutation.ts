import { Random } from './random.ts';

/**
 * A seeded bijection of 0 … count − 1, in constant memory: a balanced Feistel network of four rounds over the next even
 * number of bits, walked along its cycle until it lands inside (Black and Rogaway, 2002). At most four steps are expected.
 */
export function permutation(count: number, randomSeed: number, streamOf: number): (index: number) => number {
  if (count <= 1) return (index) => index;
  const halfBits = Math.max(1, Math.ceil(Math.log2(count) / 2));
  const halfSize = 2 ** halfBits;
  const random = new Random(randomSeed, streamOf, count);
  const roundKeys = [random.uint32(), random.uint32(), random.uint32(), random.uint32()];

  const step = (index: number): number => {
    let left = Math.floor(index / halfSize);
    let right = index % halfSize;
    for (const key of roundKeys) {
      const hash = Math.imul(right ^ key, 0x9e3779b1);
      const next = (left ^ ((hash ^ (hash >>> 15)) >>> 0)) & (halfSize - 1);
      left = right;
      right = next >>> 0;
    }
    return left * halfSize + right;
  };

  return (index) => {
    let at = step(index);
    while (at >= count) at = step(at);
    return at;
  };
}
