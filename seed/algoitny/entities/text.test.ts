import { describe, expect, it } from 'vitest';
import { SeededWorld } from '../../../src/dataset/world.ts';
import { asOf } from '../clock.ts';
import { searchHistoryItem } from '../items/search-history.ts';
import { languageShares } from '../languages.ts';
import { problem } from './problem.ts';
import { searchHistory } from './search-history.ts';
import { user } from './user.ts';

const world = new SeededWorld(1, { dau: 100, days: 3 }, Date.parse(asOf));
const runs = Array.from({ length: 4000 }, (_, i) => world.record(searchHistory, i));
const problems = Array.from({ length: world.count(problem) }, (_, i) => world.record(problem, i));

const share = <Value>(values: readonly Value[], holds: (value: Value) => boolean) =>
  values.filter(holds).length / values.length;
const quantile = (values: readonly number[], at: number) =>
  [...values].sort((one, other) => one - other)[Math.floor(at * values.length)] ?? 0;
const hasKorean = (text: string) => /[가-힣]/.test(text);

describe('the text of the dataset', () => {
  it('has code of 0.3 to 6 KB, log-normal around 1.3 KB', () => {
    const bytes = runs.map(({ code }) => Buffer.byteLength(code));
    expect(Math.min(...bytes)).toBeGreaterThanOrEqual(300);
    expect(Math.max(...bytes)).toBeLessThanOrEqual(6144);
    expect(Math.max(...bytes)).toBeGreaterThan(6000);
    const [low, median, high] = [0.1, 0.5, 0.9].map((at) => quantile(bytes, at));
    // The tenth and the ninetieth percentile are e^(0.75 × 1.2816) from the median, and half a line is finished on average.
    expect(Math.abs((median ?? 0) - 1320) / 1320).toBeLessThan(0.05);
    expect(Math.abs((low ?? 0) - 517) / 517).toBeLessThan(0.1);
    expect(Math.abs((high ?? 0) - 3419) / 3419).toBeLessThan(0.05);
  });

  it('is Korean where people are: half of Baekjoon, names, comments and most hints', () => {
    expect(
      share(
        problems.filter(({ platform }) => platform === 'baekjoon'),
        ({ title }) => hasKorean(title),
      ),
    ).toBeCloseTo(0.5, 1);
    expect(
      share(
        problems.filter(({ platform }) => platform === 'codeforces'),
        ({ title }) => hasKorean(title),
      ),
    ).toBe(0);
    const names = Array.from({ length: 500 }, (_, i) => world.record(user, i).name);
    expect(share(names, hasKorean)).toBeCloseTo(0.8, 1);
    expect(share(runs, ({ code }) => hasKorean(code))).toBeGreaterThan(0.7);
    const hinted = runs.flatMap(({ hints }) => (hints === null ? [] : [hints]));
    expect(hinted.length).toBe(400);
    expect(share(hinted, (hints) => hasKorean(hints[0]?.content ?? ''))).toBeCloseTo(0.7, 1);
  });

  it('has more bytes than characters', () => {
    const text = runs.map((run) => JSON.stringify(run)).join('');
    expect(Buffer.byteLength(text) / text.length).toBeGreaterThan(1.03);
  });

  it('is written in the languages that people use', () => {
    const total = Object.values(languageShares).reduce((sum, weight) => sum + weight, 0);
    expect(total).toBeCloseTo(1, 10);
    for (const [language, weight] of Object.entries(languageShares)) {
      expect(Math.abs(share(runs, (run) => run.language === language) - weight)).toBeLessThan(0.025);
    }
  });

  it('makes items of a few KB, far below what DynamoDB takes', () => {
    const bytes = runs.map((run) => Buffer.byteLength(JSON.stringify(searchHistoryItem.toItem(run))));
    expect(quantile(bytes, 0.5)).toBeGreaterThan(2500);
    expect(quantile(bytes, 0.5)).toBeLessThan(4500);
    expect(Math.max(...bytes)).toBeLessThan(20_000);
  });

  it('makes problems of their kinds: completed, drafts, deleted', () => {
    expect(share(problems, ({ isCompleted }) => isCompleted)).toBeCloseTo(0.85, 1);
    expect(share(problems, ({ isDeleted }) => isDeleted)).toBeCloseTo(0.03, 1);
    for (const of of problems) {
      expect((of.language === null) === !of.isCompleted && (of.solutionCode === null) === !of.isCompleted).toBe(true);
      expect((of.deletedAt !== null) === of.isDeleted && (of.deletedReason !== null) === of.isDeleted).toBe(true);
    }
  });
});
