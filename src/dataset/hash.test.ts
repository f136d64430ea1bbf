import { describe, expect, it } from 'vitest';
import { entity } from './entity.ts';
import { canonicalJson, datasetHash, evenlySpaced, shortHash } from './hash.ts';
import { SeededWorld } from './world.ts';

const thing = entity({
  name: 'thing',
  count: ({ dau }) => 3 * dau,
  keys: (_, i) => ({ id: i + 1 }),
  rest: (world, { i }) => {
    const random = world.random('thing', i);
    return {
      size: random.logNormal(100, 0.5),
      name: random.one(['책', 'book']),
      tags: [random.hex(4)],
      none: undefined,
    };
  },
  indexOf: ({ id }) => Number(id) - 1,
});

const asOfMs = Date.parse('2026-01-15T12:00:00.000Z');
const workload = { name: 'tiny', entities: { thing } };
const hash = (randomSeed = 1, dau = 5, days = 2, of = workload): string =>
  datasetHash(new SeededWorld(randomSeed, { dau, days }, asOfMs), of);

describe("a dataset's hash", () => {
  it('is the same on every machine and in every version', () => {
    expect(hash()).toBe('9d0278f04b4f2523d45a683972fe67dcba84dd6969a2635efdc47459ef5b6883');
    expect(shortHash(hash())).toBe('9d0278f04b4f');
  });

  it.each([
    ['the random seed', hash(2)],
    ['the number of users', hash(1, 6)],
    ['the days of history', hash(1, 5, 3)],
    ["the workload's name", hash(1, 5, 2, { ...workload, name: 'other' })],
    [
      'the records',
      hash(1, 5, 2, { name: 'tiny', entities: { thing: { ...thing, keys: (_, i) => ({ id: i + 2 }) } } }),
    ],
  ])('changes with %s', (_, other) => {
    expect(other).not.toBe(hash());
  });

  it('does not depend on the order of entities or of members', () => {
    const other = entity({ ...thing, name: 'other' });
    expect(hash(1, 5, 2, { name: 'tiny', entities: { thing, other } } as typeof workload)).toBe(
      hash(1, 5, 2, { name: 'tiny', entities: { other, thing } } as typeof workload),
    );
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: undefined })).toBe('{"b":[{"c":2,"d":1}]}');
  });
});

describe('evenly spaced', () => {
  it.each([
    ['all of few', 3, 5, [0, 1, 2]],
    ['none of none', 0, 5, []],
    ['the first and the last of many', 101, 5, [0, 25, 50, 75, 100]],
    ['whole numbers of an uneven division', 10, 4, [0, 3, 6, 9]],
  ])('%s', (_, count, most, places) => {
    expect(evenlySpaced(count, most)).toEqual(places);
  });
});
