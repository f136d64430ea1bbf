import { describe, expect, it } from 'vitest';
import { Draw } from './draw.ts';
import { entity } from './entity.ts';
import { zipf } from './popularity.ts';
import { SeededWorld } from './world.ts';

const leaf = entity({
  name: 'leaf',
  count: ({ dau, days }) => dau * days,
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

describe('a draw', () => {
  const drawn = (draw: Draw) => [draw.popular(leaf).i, draw.any(leaf).i, draw.recent(leaf).i];

  it('is the same for the same operation', () => {
    expect(drawn(new Draw(world, 8))).toEqual(drawn(new Draw(world, 8)));
    expect(drawn(new Draw(world, 9))).not.toEqual(drawn(new Draw(world, 8)));
  });

  it('of a later run reads the same and writes anew', () => {
    expect(drawn(new Draw(world, 8, 1000))).toEqual(drawn(new Draw(world, 8)));
    expect(new Draw(world, 8).fresh(leaf).i).toBe(108);
    expect(new Draw(world, 8, 1000).fresh(leaf).i).toBe(1108);
  });

  it('never gives two operations the same fresh record', () => {
    const fresh = Array.from({ length: 50 }, (_, n) => [0, 1, 2].map((k) => new Draw(world, n).fresh(leaf, k, 3).i));
    expect(new Set(fresh.flat()).size).toBe(150);
    expect(Math.min(...fresh.flat())).toBe(100);
  });

  it('of what is recent is among the last, the newest most often', () => {
    const drawn = Array.from({ length: 2000 }, (_, n) => new Draw(world, n).recent(leaf, 0.2).i);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(80);
    expect(Math.max(...drawn)).toBe(99);
    // The square of an even draw is below a quarter half of the time: the newest five of twenty.
    expect(drawn.filter((i) => i >= 95).length / 2000).toBeCloseTo(0.5, 1);
  });
});
