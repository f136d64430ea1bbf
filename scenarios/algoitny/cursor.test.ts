import { describe, expect, it } from 'vitest';
import { problem } from '../../seed/algoitny/entities/problem.ts';
import { problemItem } from '../../seed/algoitny/items/problem.ts';
import { Draw } from '../../src/dataset/draw.ts';
import { SeededWorld } from '../../src/dataset/world.ts';
import { cursorAfter, leftBy } from './cursor.ts';
import { problemsOfPlatform } from './groupings.ts';
import workload from './workload.ts';

const world = new SeededWorld(1, { dau: 50, days: 3 }, workload.asOfMs);
const group = new Draw(world, 0).group(problemsOfPlatform, 'baekjoon');
const createdAt = (i: number) => world.keys(problem, i).createdAt;
const cursor = (shown: number, of = group) => {
  const found = cursorAfter(world, of, shown, { of: problem, index: 'GSI1', toItem: problemItem.toItem });
  if (found === null) throw new TypeError('no records');
  return found;
};

describe('a cursor', () => {
  it('leaves over what is not shown, give or take records of one moment', () => {
    for (const shown of [1, 20, 33, group.members.length - 2]) {
      expect(Math.abs(group.members.length - shown - leftBy(cursor(shown), group).length)).toBeLessThanOrEqual(2);
    }
  });

  it('stands at a record that has its moment for itself, so that every engine leaves over the same', () => {
    for (let shown = 1; shown <= group.members.length; shown++) {
      const { createdAt: at } = cursor(shown);
      expect([...group.members].filter((i) => createdAt(i) === at)).toHaveLength(1);
    }
  });

  it("is the key that DynamoDB gives: the table's and the index's", () => {
    const { id, start } = cursor(20);
    const { platform, problemId } = world.keys(problem, id - 1);
    expect(start).toEqual({
      PK: `PROBLEM#${platform}#${problemId}`,
      SK: 'METADATA',
      GSI1PK: 'PLATFORM#baekjoon',
      GSI1SK: createdAt(id - 1),
    });
  });

  it('leaves nothing over of a group that is shown whole', () => {
    const first = { ...group, members: group.members.subarray(0, 1) };
    expect(leftBy(cursor(20, first), first)).toEqual([]);
  });

  it('is none in a group without records', () => {
    const none = { ...group, members: new Int32Array(0) };
    expect(cursorAfter(world, none, 20, { of: problem, index: 'GSI1', toItem: problemItem.toItem })).toBe(null);
  });
});
