import type { Entity, RecordOf } from 'patternbench';
import { describe, expect, it } from 'vitest';
import { SeededWorld } from '../../../src/dataset/world.ts';
import { asOf, iso } from '../clock.ts';
import { entities } from './index.ts';
import { job, problemOfJob } from './job.ts';
import { plan } from './plan.ts';
import { problem } from './problem.ts';
import { isSentTwice, searchHistory } from './search-history.ts';
import { firstTestCaseOf, problemOfTestCase, testCaseCountOf, testCasesOf } from './test-case.ts';
import { usageLog } from './usage-log.ts';
import { plansThatChange, user } from './user.ts';

const world = new SeededWorld(5, { dau: 20, days: 3 }, Date.parse(asOf));
const fresh = 60;
/** All records, and some of those that are written later. */
const all = <E extends Entity>(of: E): RecordOf<E>[] =>
  Array.from({ length: world.count(of) + fresh }, (_, i) => world.record(of, i));

const runs = all(searchHistory);
const logs = all(usageLog);
const problems = all(problem);
const users = all(user);

describe('the relations of the dataset', () => {
  it('give every run a person and a problem that were there, and repeat them rightly', () => {
    for (const run of runs) {
      const person = users[run.userId - 1];
      const about = problems[run.problemId - 1];
      expect(person?.i).toBeLessThan(world.count(user));
      expect(about?.i).toBeLessThan(world.count(problem));
      expect(run.userIdentifier).toBe(person?.email);
      expect([run.platform, run.problemNumber, run.problemTitle]).toEqual([
        about?.platform,
        about?.problemId,
        about?.title,
      ]);
      expect(String(person?.createdAt) <= run.createdAt && String(about?.createdAt) <= run.createdAt).toBe(true);
    }
  });

  it("count a run's results over its problem's test cases", () => {
    for (const run of runs) {
      const cases = testCasesOf(run.problemId - 1);
      expect(run.totalCount).toBe(cases.length);
      expect(run.passedCount + run.failedCount).toBe(run.totalCount);
      expect(run.testResults).toHaveLength(Math.min(20, cases.length));
      run.testResults.forEach((result, at) => {
        expect(result.test_case_id).toBe((cases[at] ?? 0) + 1);
        expect(result.status === 'passed').toBe(at < run.passedCount);
      });
    }
  });

  it('give every usage log the person and the problem of its run, which came no later', () => {
    for (const log of logs) {
      const run = world.keys(searchHistory, log.metadata.history_id - 1);
      expect([log.userId, log.problemId]).toEqual([run.userId, run.problemId]);
      expect(run.createdAt <= log.createdAt).toBe(true);
    }
    const seeded = logs.slice(0, world.count(usageLog));
    expect(seeded.filter(({ action }) => action === 'execution').length).toBe(world.count(searchHistory));
    const hinted = seeded.filter(({ action }) => action === 'hint').map(({ metadata }) => metadata.history_id);
    const withHints = runs.filter(({ hints, i }) => hints !== null && i < world.count(searchHistory));
    expect(hinted).toEqual(withHints.map(({ historyId }) => historyId));
  });

  it('tie each test case to the one problem that counts it', () => {
    for (let at = 0; at < 500; at++) {
      expect(testCasesOf(at).map(problemOfTestCase)).toEqual(Array.from({ length: testCaseCountOf(at) }, () => at));
      expect(firstTestCaseOf(at + 1)).toBe(firstTestCaseOf(at) + testCaseCountOf(at));
    }
    expect(firstTestCaseOf(64_000) / 64_000).toBeCloseTo(10, 1);
    expect(Math.max(...Array.from({ length: 64 }, (_, at) => testCaseCountOf(at)))).toBe(47);
  });

  it("give every user a plan, and the plan's name", () => {
    const names = new Map(all(plan).map(({ planId, name }) => [planId, name]));
    for (const of of users) expect(names.get(of.subscriptionPlanId)).toBe(of.subscriptionPlanName);
    expect(new Set(users.map(({ email }) => email)).size).toBe(users.length);
    const google = users.flatMap(({ googleId }) => googleId ?? []);
    expect(new Set(google).size).toBe(google.length);
    expect(google.length / users.length).toBeCloseTo(0.7, 1);
  });

  it('let jobs be about problems, a fresh one about the fresh problem of its operation', () => {
    for (const of of all(job)) {
      const about = problems[problemOfJob(world, of.i)];
      expect([of.platform, of.problemId, of.title]).toEqual([about?.platform, about?.problemId, about?.title]);
    }
    expect(problemOfJob(world, world.count(job) + 7)).toBe(world.count(problem) + 7);
  });

  it('let flows begin with people who keep their plan', () => {
    const changing = plansThatChange(world);
    const starts = runs.filter(({ i }) => i >= world.count(searchHistory) || i % 10 === 7);
    expect(starts.length).toBe(fresh + world.count(searchHistory) / 10);
    for (const { userId } of starts) expect(userId - 1).toBeGreaterThanOrEqual(changing);
  });

  it.each(Object.entries(entities))('never let the time of creation go back: %s', (_, of) => {
    const times = Array.from({ length: world.count(of) + fresh }, (_, i) => {
      const { createdAt } = world.keys<Entity<{ createdAt: string }>>(of as Entity<{ createdAt: string }>, i);
      return createdAt;
    });
    for (let i = 1; i < times.length; i++) expect(String(times[i]) >= String(times[i - 1])).toBe(true);
    expect(String(times[world.count(of) - 1]) <= asOf).toBe(true);
    const firstFresh = of === usageLog ? world.count(of) + 2 : world.count(of) + 1;
    expect(String(times[firstFresh]) > iso(Date.parse(asOf))).toBe(true);
  });

  it('let neighbours share a millisecond, and some runs be sent twice', () => {
    const twins = runs.filter((run, i) => i > 0 && runs[i - 1]?.createdAt === run.createdAt);
    expect(twins.length / runs.length).toBeCloseTo(1 / 16, 2);
    for (const run of runs.filter(({ i }) => isSentTwice(i))) {
      const before = runs[run.i - 1];
      expect([run.userId, run.problemId, run.createdAt]).toEqual([
        before?.userId,
        before?.problemId,
        before?.createdAt,
      ]);
      expect(run.historyId).not.toBe(before?.historyId);
    }
  });
});
