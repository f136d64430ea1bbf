import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SeededWorld } from '../../../src/dataset/world.ts';
import { asOf } from '../clock.ts';
import { entities } from './index.ts';

const world = new SeededWorld(1, { dau: 100, days: 3 }, Date.parse(asOf));

/** The first records, the last ones, and the first fresh ones. */
function hashOf(of: (typeof entities)[keyof typeof entities]): string {
  const count = world.count(of);
  const some = [...Array(50).keys(), ...Array.from({ length: 10 }, (_, k) => count - 5 + k)].filter((i) => i >= 0);
  const hash = createHash('sha256');
  for (const i of some) hash.update(JSON.stringify(world.record(of, i)));
  return hash.digest('hex').slice(0, 16);
}

describe('the dataset of random seed 1', () => {
  // What differs here differs in every report that names the dataset's hash: change it on purpose, with the changelog.
  it.each([
    ['plan', '71bca15c2c92e970'],
    ['user', '303431aaceb0228f'],
    ['problem', '707e58ad6999968c'],
    ['testCase', 'b74c57873d1d0cee'],
    ['searchHistory', '7f1c0e80f39fdaec'],
    ['usageLog', 'f7509e40c76a734f'],
    ['job', 'c5da27fd1368d20b'],
  ] as const)('has the same bytes on every machine: %s', (name, hash) => {
    expect(hashOf(entities[name])).toBe(hash);
  });
});
