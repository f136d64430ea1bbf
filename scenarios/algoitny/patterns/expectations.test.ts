import type { Expectation, RecordOf } from 'patternbench';
import { describe, expect, it } from 'vitest';
import { job } from '../../../seed/algoitny/entities/job.ts';
import { plan } from '../../../seed/algoitny/entities/plan.ts';
import { problem } from '../../../seed/algoitny/entities/problem.ts';
import { searchHistory } from '../../../seed/algoitny/entities/search-history.ts';
import { testCase } from '../../../seed/algoitny/entities/test-case.ts';
import { usageLog } from '../../../seed/algoitny/entities/usage-log.ts';
import { user } from '../../../seed/algoitny/entities/user.ts';
import { Data } from '../../../src/dataset/data.ts';
import { Draw } from '../../../src/dataset/draw.ts';
import type { AnyEntity } from '../../../src/dataset/entity.ts';
import { SeededWorld } from '../../../src/dataset/world.ts';
import type { AnyPattern } from '../../../src/workload/pattern.ts';
import workload from '../workload.ts';

const world = new SeededWorld(2, { dau: 10, days: 3 }, workload.asOfMs);
const data = new Data(world);
const all = <E extends AnyEntity>(of: E): RecordOf<E>[] =>
  Array.from({ length: world.count(of) }, (_, i) => world.record(of, i));

const problems = all(problem);
const testCases = all(testCase);
const runs = all(searchHistory);
const logs = all(usageLog);
const jobs = all(job);
const users = all(user);
const plans = all(plan);

// biome-ignore lint/suspicious/noExplicitAny: each row of the table knows the parameters of its own pattern
type Params = any;
type Numbered = { readonly i: number };
const numbers = (records: readonly Numbered[]) => records.map(({ i }) => i);
const only = (records: readonly Numbered[]) => records[0]?.i ?? null;

/** What each read must find, by looking at every record there is. */
const byLooking: Readonly<Record<string, (params: Params) => unknown>> = {
  '01': ({ internalId }) => only(problems.filter((of) => of.internalId === internalId)),
  '02': ({ platform, number }) => only(problems.filter((of) => of.platform === platform && of.problemId === number)),
  '03.platform': ({ platform }) => numbers(problems.filter((of) => of.platform === platform && !of.isDeleted)),
  '03.language': ({ language }) => numbers(problems.filter((of) => of.language === language && !of.isDeleted)),
  '03.title': ({ fragment }) => numbers(problems.filter((of) => of.title.includes(fragment) && !of.isDeleted)),
  '03.platform.next': ({ value, after }) =>
    numbers(problems.filter((of) => of.platform === value && !of.isDeleted && of.createdAt < after.createdAt)),
  '04.next': ({ after }) =>
    numbers(problems.filter((of) => of.isCompleted && !of.isDeleted && of.createdAt < after.createdAt)),
  '04': () => numbers(problems.filter((of) => of.isCompleted && !of.isDeleted)),
  '05': () => numbers(problems.filter((of) => !of.isCompleted && !of.isDeleted)),
  '06': ({ platform, number }) => {
    const found = problems.filter((of) => of.platform === platform && of.problemId === number)[0];
    return {
      problem: found?.i ?? null,
      testCases: numbers(testCases.filter((of) => of.problemId === found?.internalId)),
    };
  },
  '07': ({ userId }) => numbers(runs.filter((of) => of.userId === userId)),
  '07.next': ({ value, after }) => numbers(runs.filter((of) => of.userId === value && of.createdAt < after.createdAt)),
  '08.next': ({ after }) => numbers(runs.filter((of) => of.isCodePublic && of.createdAt < after.createdAt)),
  '11.platform.next': ({ value, after }) =>
    numbers(runs.filter((of) => of.platform === value && of.createdAt < after.createdAt)),
  '08': () => numbers(runs.filter((of) => of.isCodePublic)),
  '09': ({ userId }) => numbers(runs.filter((of) => of.isCodePublic || of.userId === userId)),
  '10': ({ historyId, userId }) => only(runs.filter((of) => of.historyId === historyId && of.userId === userId)),
  '11.platform': ({ platform }) => numbers(runs.filter((of) => of.platform === platform)),
  '11.language': ({ language }) => numbers(runs.filter((of) => of.language === language)),
  '13': ({ platform, number }) => {
    const found = problems.filter((of) => of.platform === platform && of.problemId === number)[0];
    return numbers(testCases.filter((of) => of.problemId === found?.internalId));
  },
  '14': ({ userId, action }) =>
    logs.filter((of) => of.userId === userId && of.action === action && of.createdAt >= '2026-01-15').length,
  '16': ({ userId }) => {
    const found = users.filter((of) => of.userId === userId)[0];
    return only(plans.filter((of) => of.planId === found?.subscriptionPlanId));
  },
  '18': ({ historyId, userId }) => only(runs.filter((of) => of.historyId === historyId && of.userId === userId)),
  '20.id': ({ jobId }) => only(jobs.filter((of) => of.jobId === jobId)),
  '20.task': ({ taskId }) => only(jobs.filter((of) => of.celeryTaskId === taskId)),
  '21.type': ({ type }) => numbers(jobs.filter((of) => of.jobType === type)),
  '21.status': ({ status }) => numbers(jobs.filter((of) => of.status === status)),
  '23': () => numbers(users),
  '24': ({ email }) => only(users.filter((of) => of.email === email)),
  '25': ({ googleId }) => only(users.filter((of) => of.googleId === googleId)),
  '27': ({ planId }) => numbers(users.filter((of) => of.subscriptionPlanId === planId)),
  '28.people': () => numbers(plans.filter((of) => of.isActive)),
  '28.admins': () => numbers(plans),
  '29': ({ name }) => only(plans.filter((of) => of.name === name)),
  '31': ({ userId }) => {
    const own = runs.filter((of) => of.userId === userId);
    const by = (field: 'platform' | 'language', names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, own.filter((of) => of[field] === name).length]));
    return {
      platforms: by('platform', ['baekjoon', 'codeforces', 'leetcode', 'programmers', 'atcoder']),
      languages: by('language', ['python', 'cpp', 'java', 'javascript', 'kotlin', 'go', 'rust']),
    };
  },
  '32': () => {
    const week = logs.filter((of) => of.createdAt >= '2026-01-08' && of.createdAt < '2026-01-15');
    return {
      execution: week.filter((of) => of.action === 'execution').length,
      hint: week.filter((of) => of.action === 'hint').length,
    };
  },
  '33': () => {
    const week = runs.filter((of) => of.createdAt >= '2026-01-08' && of.createdAt < '2026-01-15');
    const activity = users.map(({ userId }) => ({ userId, runs: week.filter((of) => of.userId === userId).length }));
    return activity
      .filter((of) => of.runs > 0)
      .sort((one, other) => other.runs - one.runs || one.userId - other.userId)
      .slice(0, 10);
  },
};

/** An expectation without what it is made of: numbers of records, counts and values. */
function plain(expected: Expectation): unknown {
  switch (expected.kind) {
    case 'record':
      return expected.i;
    case 'rows':
      return [...expected.members];
    case 'count':
      return expected.count;
    case 'value':
      return expected.value;
    case 'parts':
      return Object.fromEntries(Object.entries(expected.parts).map(([name, part]) => [name, plain(part)]));
    case 'nothing':
      return null;
  }
}

const reads = workload.patterns.filter(({ leaves }) => leaves === undefined);
const writes = workload.patterns.filter(({ leaves }) => leaves !== undefined);

function paramsOf(pattern: AnyPattern): [string, object][] {
  const drawn = Array.from({ length: 20 }, (_, n): [string, object] => [
    `draw ${n}`,
    pattern.params(new Draw(world, n)),
  ]);
  return [...drawn, ...(Object.entries(pattern.edges?.(new Draw(world, 100), data) ?? {}) as [string, object][])];
}

describe('what a read must find', () => {
  it.each(reads.map((pattern) => [pattern.id, pattern] as const))(
    'is what looking at every record finds: %s',
    (id, pattern) => {
      for (const [name, params] of paramsOf(pattern)) {
        expect([name, plain(pattern.expects(params, data))]).toEqual([name, byLooking[id]?.(params as Params)]);
      }
    },
  );

  it.each([
    ['02', ['a title in Korean', 'a deleted problem', 'a number that the platform does not have']],
    ['03.platform', ['a platform without problems']],
    [
      '07',
      [
        'the most active person',
        'a page that is just full',
        'a page and one',
        'two runs of the same millisecond',
        'a person who is not there',
      ],
    ],
    ['10', ["another person's run"]],
    ['14', ['the most active person today', 'a person who is not there']],
    ['16', ['a person on a plan that is no longer sold']],
    ['20.task', ['a job that failed', 'a job that is not there']],
  ])('has edges of %s: %j', (id, names) => {
    const pattern = reads.find((of) => of.id === id);
    expect(Object.keys(pattern?.edges?.(new Draw(world, 100), data) ?? {})).toEqual(expect.arrayContaining(names));
  });
});

describe('a write', () => {
  it.each(writes.map((pattern) => [pattern.id, pattern] as const))(
    '%s leaves records of its own, or a later state of one that is there',
    (_, pattern) => {
      for (const [, params] of paramsOf(pattern)) {
        const left = pattern.leaves?.(params, data) ?? [];
        expect(left.length).toBeGreaterThan(0);
        for (const { of, i, record } of left) {
          if (record === undefined) expect(i).toBeGreaterThanOrEqual(world.count(of));
          else expect(of.stateOf?.(world, i, { ...record })).toEqual(record);
        }
      }
    },
  );
});
