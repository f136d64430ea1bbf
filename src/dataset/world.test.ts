import { describe, expect, it } from 'vitest';
import { entity } from './entity.ts';
import { zipf } from './popularity.ts';
import { SeededWorld } from './world.ts';

let counted = 0;
const leaf = entity({
  name: 'leaf',
  count: ({ dau, days }) => {
    counted++;
    return dau * days;
  },
  keys: (world, i) => ({
    leafId: i + 1,
    colour: i % 5 === 0 ? 'red' : i % 5 === 1 ? 'green' : 'brown',
    tree: world.random('tree', i).below(7),
  }),
  rest: (world, keys) => ({ veins: world.random('veins', keys.i).hex(8) }),
  popularity: zipf(0.9),
  indexOf: ({ leafId }) => (typeof leafId === 'number' ? leafId - 1 : null),
});
const world = new SeededWorld(3, { dau: 20, days: 5 }, 0);

describe('a world', () => {
  it('counts an entity once', () => {
    counted = 0;
    const other = new SeededWorld(3, { dau: 20, days: 5 }, 0);
    expect([other.count(leaf), other.count(leaf)]).toEqual([100, 100]);
    expect(counted).toBe(1);
  });

  it('gives a record as its keys, its rest and its number', () => {
    const keys = world.keys(leaf, 12);
    expect(keys).toEqual({ leafId: 13, colour: 'brown', tree: keys.tree, i: 12 });
    expect(world.record(leaf, 12)).toEqual({ ...keys, veins: world.random('veins', 12).hex(8) });
    expect(world.whole(leaf, keys)).toEqual(world.record(leaf, 12));
  });

  it('is the same for the same seed and another for another', () => {
    const records = (seed: number) => {
      const of = new SeededWorld(seed, { dau: 20, days: 5 }, 0);
      return Array.from({ length: 100 }, (_, i) => of.record(leaf, i));
    };
    expect(records(3)).toEqual(records(3));
    expect(records(4)).not.toEqual(records(3));
  });

  it('has a record at every place of a popularity, and draws the first most', () => {
    expect(new Set(Array.from({ length: 100 }, (_, rank) => world.atRank(leaf, rank))).size).toBe(100);
    const random = world.random('test', 0);
    const first = world.atRank(leaf, 0);
    const hits = Array.from({ length: 20_000 }, () => world.popular(leaf, random)).filter((i) => i === first);
    expect(hits.length / 20_000).toBeCloseTo(zipf(0.9).topShare(100), 2);
  });

  it('builds once what is derived from it', () => {
    let built = 0;
    const make = () => ++built;
    expect([world.once(make), world.once(make)]).toEqual([1, 1]);
  });
});
