import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { platformOf, platforms, problemIndexOf, problemNumberOf, problemUrl } from './platforms.ts';

describe('a problem of a platform', () => {
  it('is found by the number that it has there, and no two share one', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2_000_000 }), (i) => {
        expect(problemIndexOf(platformOf(i), problemNumberOf(i))).toBe(i);
      }),
    );
  });

  it.each([
    ['a number beyond the platform', 'baekjoon', '999999999999999999'],
    ['a number of another platform', 'leetcode', '1000'],
    ['no number', 'codeforces', 'A'],
    ['letters', 'baekjoon', '천번'],
    ['a platform that is not there', 'swea', '1000'],
    ['a leading zero', 'leetcode', '03'],
  ])('is not there for %s', (_, platform, number) => {
    const found = problemIndexOf(platform, number);
    expect(found === null || platformOf(found) === platform).toBe(true);
    if (found !== null) expect(problemNumberOf(found)).toBe(number);
  });

  it('comes from Baekjoon by far the most', () => {
    const counts = new Map<string, number>(platforms.map((platform) => [platform, 0]));
    for (let i = 0; i < 10_000; i++) counts.set(platformOf(i), (counts.get(platformOf(i)) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      baekjoon: 6201,
      codeforces: 1600,
      leetcode: 1200,
      programmers: 699,
      atcoder: 300,
    });
  });

  it.each([
    ['baekjoon', '1000', 'https://www.acmicpc.net/problem/1000'],
    ['codeforces', '152B', 'https://codeforces.com/problemset/problem/152/B'],
    ['atcoder', 'abc103_d', 'https://atcoder.jp/contests/abc103/tasks/abc103_d'],
  ] as const)('has an address in the style of %s', (platform, number, url) => {
    expect(problemUrl(platform, number)).toBe(url);
  });
});
