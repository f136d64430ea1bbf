import { describe, expect, it } from 'vitest';
import { SeededWorld } from '../../src/dataset/world.ts';
import { asOf } from './clock.ts';
import { entities } from './entities/index.ts';

const counts = (dau: number, days: number) => {
  const world = new SeededWorld(1, { dau, days }, Date.parse(asOf));
  return Object.fromEntries(Object.entries(entities).map(([name, of]) => [name, world.count(of)]));
};

describe('the population', () => {
  it.each([
    [
      'the demo',
      100,
      3,
      { plan: 5, user: 500, problem: 502, testCase: 5014, searchHistory: 6000, usageLog: 6600, job: 165 },
    ],
    [
      'a week of 1,000 users',
      1000,
      7,
      { plan: 5, user: 5000, problem: 2518, testCase: 25186, searchHistory: 140_000, usageLog: 154_000, job: 1850 },
    ],
    [
      'a year, of which usage logs last 90 days',
      1000,
      365,
      {
        plan: 5,
        user: 5000,
        problem: 2518,
        testCase: 25186,
        searchHistory: 7_300_000,
        usageLog: 1_980_000,
        job: 19_750,
      },
    ],
    [
      'the least there is',
      1,
      1,
      { plan: 5, user: 20, problem: 40, testCase: 418, searchHistory: 20, usageLog: 22, job: 20 },
    ],
  ])('is known for %s', (_, dau, days, expected) => {
    expect(counts(dau, days)).toEqual(expected);
  });
});
