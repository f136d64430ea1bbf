import { describe, expect, it } from 'vitest';
import { type BacklogPoint, growthOf, isSettled, pilesUp } from './backlog.ts';
import type { WindowOrder } from './search.ts';

const order: WindowOrder = { number: 1, purpose: 'growing', perSecond: 1000, settleSeconds: 2, seconds: 6 };
const limits = { latencyMs: 50, iterationMs: 0 };
const points = (...backlogs: readonly number[]): BacklogPoint[] =>
  backlogs.map((inFlight, at) => ({ second: at + 1, inFlight, waiting: 0 }));

describe('arrivals pile up', () => {
  it.each([
    ['a second of them is the least', limits, 1000, false],
    ['and more is too many', limits, 1001, true],
    ['of a target that may take 2 s, four seconds of them', { latencyMs: 2000, iterationMs: 0 }, 4000, false],
    ['of people who think for 3 s, as many more', { latencyMs: 50, iterationMs: 3000 }, 4000, false],
    [
      'and of a script of which nobody knows how long it takes, never',
      { latencyMs: 50, iterationMs: null },
      1e6,
      false,
    ],
  ])('%s', (_, of, backlog, expected) => {
    expect(pilesUp({ second: 1, inFlight: backlog / 2, waiting: backlog / 2 }, order, of)).toBe(expected);
  });
});

describe('a target has come to rest', () => {
  it.each([
    ['where the last second added nothing', [400, 400], true],
    ['where it added a tenth of its arrivals', [300, 403], true],
    ['but not where it added more', [300, 404], false],
    ['and where it works off what was left', [900, 500], true],
  ])('%s', (_, backlogs, expected) => {
    expect(isSettled(points(...backlogs), order, limits)).toBe(expected);
  });
});

describe('the backlog of a window', () => {
  it.each([
    ['that stays has not grown', [5, 5, 5, 5, 5, 5, 5, 5], 0],
    ['grows by what is asked for too much', [0, 0, 30, 60, 90, 120, 150, 180], 180],
    ['that was there before and stays has not grown', [900, 900, 900, 900, 900, 900, 900, 900], 0],
    ['that a stall left behind has not grown, second by second', [5, 5, 5, 5, 5, 700, 700, 700], 0],
    ['that a stall left behind and is worked off has not grown', [5, 5, 5, 700, 500, 300, 100, 5], -885],
  ])('%s', (_, backlogs, grew) => {
    expect(growthOf(points(...backlogs), order)).toEqual({ grew, allowed: 120 });
  });

  it('may grow by ten operations, however few there are', () => {
    expect(growthOf([], { ...order, perSecond: 20 })).toEqual({ grew: 0, allowed: 10 });
  });
});
