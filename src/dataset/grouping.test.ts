import { describe, expect, it } from 'vitest';
import { Data } from './data.ts';
import { entity } from './entity.ts';
import { grouping } from './grouping.ts';
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
  indexOf: ({ leafId }) => (typeof leafId === 'number' ? leafId - 1 : null),
});
const byColour = grouping(leaf, ({ colour }) => (colour === 'brown' ? null : colour));
const byTree = grouping(leaf, ({ tree }) => tree);

const world = new SeededWorld(3, { dau: 20, days: 5 }, 0);
const data = new Data(world);

describe('a grouping', () => {
  it('holds the members of each value by rising number, and of no value none', () => {
    expect([...data.group(byColour, 'red').members]).toEqual(Array.from({ length: 20 }, (_, k) => 5 * k));
    expect([...data.group(byColour, 'green').members].slice(0, 3)).toEqual([1, 6, 11]);
    expect(data.group(byColour, 'brown').members.length).toBe(0);
    expect(data.group(byColour, 'blue').members.length).toBe(0);
  });

  it('divides all records among its values', () => {
    expect(data.groupSizes(byColour)).toEqual(
      new Map([
        ['red', 20],
        ['green', 20],
      ]),
    );
    const all = [...data.groupSizes(byTree).keys()].flatMap((tree) => [...data.group(byTree, tree).members]);
    expect(all.sort((one, other) => one - other)).toEqual([...data.all(leaf).members]);
  });

  it('has for each member the value that it is grouped by', () => {
    for (const i of data.group(byTree, 3).members) expect(world.keys(leaf, i).tree).toBe(3);
  });
});
