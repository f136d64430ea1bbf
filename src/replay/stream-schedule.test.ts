import { describe, expect, it } from 'vitest';
import type { VuPlan } from '../load/vu-plan.ts';
import { users } from './stream-schedule.ts';

const s = 1_000_000;
const plan = (iterations: VuPlan['iterations']): VuPlan => ({
  steps: [
    { atUs: 0, vus: 2 },
    { atUs: 3 * s, vus: 5 },
  ],
  endUs: 10 * s,
  iterations,
  rampDownGraceUs: 0,
  graceUs: 0,
});

describe('the users of a closed loop', () => {
  it.each([
    [
      'at once',
      0,
      0,
      [
        [0, 2],
        [3, 5],
      ],
      10,
    ],
    [
      'after their start',
      4,
      0,
      [
        [4, 2],
        [7, 5],
      ],
      14,
    ],
    [
      'after the warm-up, in which they are there as they open',
      0,
      6,
      [
        [0, 2],
        [6, 2],
        [9, 5],
      ],
      16,
    ],
    [
      'after both, not between them',
      4,
      6,
      [
        [0, 2],
        [6, 0],
        [10, 2],
        [13, 5],
      ],
      20,
    ],
  ])('begin %s', (_, start, warmUp, steps, end) => {
    const found = users(plan({ kind: 'unlimited' }), start * s, warmUp * s);
    expect(found.steps.map(({ atUs, vus }) => [atUs / s, vus])).toEqual(steps);
    expect(found.endUs).toBe(end * s);
  });

  it('that have so many iterations have none for the warm-up', () => {
    const found = users(plan({ kind: 'shared', count: 7 }), 1 * s, 2 * s);
    expect(found.steps.map(({ atUs }) => atUs / s)).toEqual([3, 6]);
  });
});
