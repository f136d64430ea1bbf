import { describe, expect, it } from 'vitest';
import { readOptions } from './executors.ts';

const scenario = (fields: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  readOptions({ scenarios: { a: fields }, ...more });
const first = (options: unknown) => {
  const read = readOptions(options);
  expect(read.problems).toEqual([]);
  return read.options?.scenarios[0];
};
const constantRate = { executor: 'constant-arrival-rate', rate: 100, duration: '30s', preAllocatedVUs: 20 };
const base = { name: 'a', startTimeMs: 0, gracefulStopMs: 30_000, exec: 'default', env: {}, tags: {} };
const house = { arrivals: 'even', randomSeed: 1, maxInFlight: 20, maxWaitMs: 10_000 };

describe("an executor's fields and defaults are k6's", () => {
  it.each([
    [
      { executor: 'constant-vus', duration: '10s' },
      { executor: 'constant-vus', vus: 1, durationMs: 10_000 },
    ],
    [
      { executor: 'ramping-vus', stages: [{ duration: '1m', target: 5 }] },
      {
        executor: 'ramping-vus',
        startVUs: 1,
        stages: [{ durationUs: 60_000_000, target: 5 }],
        gracefulRampDownMs: 30_000,
      },
    ],
    [constantRate, { executor: 'constant-arrival-rate', rate: 100, timeUnitMs: 1000, durationMs: 30_000, house }],
    [
      {
        executor: 'ramping-arrival-rate',
        stages: [{ duration: '0s', target: 5 }],
        preAllocatedVUs: 2,
        maxVUs: 9,
        timeUnit: '1m',
      },
      {
        executor: 'ramping-arrival-rate',
        startRate: 0,
        timeUnitMs: 60_000,
        stages: [{ durationUs: 0, target: 5 }],
        house: { ...house, maxInFlight: 9 },
      },
    ],
    [
      { executor: 'shared-iterations' },
      { executor: 'shared-iterations', vus: 1, iterations: 1, maxDurationMs: 600_000 },
    ],
    [
      { executor: 'per-vu-iterations', vus: '4', iterations: 3, maxDuration: '1h' },
      { executor: 'per-vu-iterations', vus: 4, iterations: 3, maxDurationMs: 3_600_000 },
    ],
  ])('%j', (fields, expected) => {
    expect(first({ scenarios: { a: fields } })).toEqual({ ...base, ...expected });
  });

  it('and so are those that all share', () => {
    const shared = { startTime: '5s', gracefulStop: '0s', exec: 'browse', env: { A: 'b' }, tags: { kind: 'read' } };
    expect(first({ scenarios: { a: { executor: 'constant-vus', duration: '1s', ...shared } } })).toMatchObject({
      startTimeMs: 5000,
      gracefulStopMs: 0,
      exec: 'browse',
      env: { A: 'b' },
      tags: { kind: 'read' },
    });
  });

  it('several scenarios come in the order of their start, then of their names', () => {
    const vus = { executor: 'constant-vus', duration: '1s' };
    const { options } = readOptions({ scenarios: { late: { ...vus, startTime: '5s' }, b: vus, a: vus } });
    expect(options?.scenarios.map(({ name }) => name)).toEqual(['a', 'b', 'late']);
  });
});

describe('what is wrong with a scenario', () => {
  const stage = { duration: '1s', target: 1 };
  it.each([
    ['no executor', { duration: '1s' }, 'executor', /scenario 'a' doesn't have a specified executor type/],
    ['an executor that there is not', { executor: 'constant-vu' }, 'executor', /^constant-vus/],
    ["k6 1's", { executor: 'externally-controlled' }, 'executor', /k6 2\.0 removed it/],
    [
      "another executor's field",
      { executor: 'constant-vus', duration: '1s', maxDuration: '1s' },
      'maxDuration',
      /^duration|one of executor/,
    ],
    ['a misspelt field', { ...constantRate, preAllocatedVus: 3 }, 'preAllocatedVus', /^preAllocatedVUs/],
    ['no users', { executor: 'constant-vus', vus: 0, duration: '1s' }, 'vus', /the number of VUs must be more than 0/],
    ['half a user', { executor: 'constant-vus', vus: 1.5, duration: '1s' }, 'vus', /^a whole number$/],
    ['users in words', { executor: 'constant-vus', vus: 'many', duration: '1s' }, 'vus', /^a whole number$/],
    ['too many users', { executor: 'constant-vus', vus: 100_000_001, duration: '1s' }, 'vus', /^at most 100,000,000$/],
    ['no duration', { executor: 'constant-vus' }, 'duration', /the duration is unspecified/],
    ['half a second', { executor: 'constant-vus', duration: '500ms' }, 'duration', /the duration must be at least 1s/],
    [
      'a duration without a unit',
      { executor: 'constant-vus', duration: '30' },
      'duration',
      /with its unit, such as "30s"/,
    ],
    ['a number as duration', { executor: 'constant-vus', duration: 30 }, 'duration', /with its unit/],
    ['a duration in words', { executor: 'constant-vus', duration: 'long' }, 'duration', /with its unit/],
    ['no stages', { executor: 'ramping-vus' }, 'stages', /at least one stage has to be specified/],
    ['an empty list of stages', { executor: 'ramping-vus', stages: [] }, 'stages', /at least one stage/],
    [
      'a stage without duration',
      { executor: 'ramping-vus', stages: [stage, { target: 1 }] },
      'stages[1].duration',
      /stage 2 doesn't have a duration/,
    ],
    [
      'a stage without target',
      { executor: 'ramping-vus', stages: [{ duration: '1s' }] },
      'stages[0].target',
      /stage 1 doesn't have a target/,
    ],
    [
      'a negative target',
      { executor: 'ramping-vus', stages: [{ duration: '1s', target: -1 }] },
      'stages[0].target',
      /the target for stage 1 can't be negative/,
    ],
    [
      'a negative stage',
      { executor: 'ramping-vus', stages: [{ duration: '-1s', target: 1 }] },
      'stages[0].duration',
      /the duration for stage 1 can't be negative/,
    ],
    [
      'a misspelt part of a stage',
      { executor: 'ramping-vus', stages: [{ ...stage, targets: 1 }] },
      'stages[0].targets',
      /^target/,
    ],
    [
      'negative users at first',
      { executor: 'ramping-vus', startVUs: -1, stages: [stage] },
      'startVUs',
      /the number of start VUs can't be negative/,
    ],
    [
      'nobody at all',
      { executor: 'ramping-vus', startVUs: 0, stages: [{ duration: '1s', target: 0 }] },
      'startVUs',
      /must be greater than 0/,
    ],
    ['no rate', { ...constantRate, rate: undefined }, 'rate', /the iteration rate isn't specified/],
    ['a rate of 0', { ...constantRate, rate: 0 }, 'rate', /the iteration rate must be more than 0/],
    ['a broken rate', { ...constantRate, rate: 1.5 }, 'rate', /longer timeUnit/],
    ['a time unit of 0', { ...constantRate, timeUnit: '0s' }, 'timeUnit', /the timeUnit must be more than 0/],
    [
      'no VUs',
      { ...constantRate, preAllocatedVUs: undefined },
      'preAllocatedVUs',
      /the number of preAllocatedVUs isn't specified/,
    ],
    ['negative VUs', { ...constantRate, preAllocatedVUs: -1 }, 'preAllocatedVUs', /can't be negative/],
    ['a smaller maximum', { ...constantRate, maxVUs: 5 }, 'maxVUs', /maxVUs can't be less than preAllocatedVUs/],
    ['none of either', { ...constantRate, preAllocatedVUs: 0 }, 'maxVUs', /nothing could start/],
    [
      'a negative start rate',
      { executor: 'ramping-arrival-rate', startRate: -1, stages: [stage], preAllocatedVUs: 1 },
      'startRate',
      /can't be negative/,
    ],
    [
      'fewer iterations than users',
      { executor: 'shared-iterations', vus: 5, iterations: 3 },
      'iterations',
      /\(3\) can't be less than the number of VUs \(5\)/,
    ],
    ['no iterations', { executor: 'per-vu-iterations', iterations: 0 }, 'iterations', /must be more than 0/],
    [
      'a short longest duration',
      { executor: 'per-vu-iterations', maxDuration: '10ms' },
      'maxDuration',
      /the maxDuration must be at least 1s/,
    ],
    ['a negative start time', { ...constantRate, startTime: '-1s' }, 'startTime', /the startTime can't be negative/],
    [
      'a negative graceful stop',
      { ...constantRate, gracefulStop: '-1s' },
      'gracefulStop',
      /the gracefulStop timeout can't be negative/,
    ],
    ['an empty function name', { ...constantRate, exec: '' }, 'exec', /exec value cannot be empty/],
    ['a tag that is a number', { ...constantRate, tags: { a: 1 } }, 'tags.a', /^text, in quotes$/],
    ['an environment that is a list', { ...constantRate, env: [] }, 'env', /an object/],
    ['a browser', { ...constantRate, options: { browser: { type: 'chromium' } } }, 'options', /no browser module/],
  ])('%s', (_, fields, place, expected) => {
    const { options, problems } = scenario(fields);
    expect(options).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.place).toBe(`options.scenarios.a.${place}`);
    expect(problems[0]?.expected).toMatch(expected);
  });

  it('an unpronounceable name', () => {
    const { problems } = readOptions({ scenarios: { 'a b': constantRate } });
    expect(problems[0]?.expected).toMatch(/only numbers, latin letters, underscores, and dashes/);
  });

  it('a function that the script does not export', () => {
    const { problems } = readOptions(
      { scenarios: { a: { ...constantRate, exec: 'brwse' } } },
      { functions: ['browse', 'setup'] },
    );
    expect(problems[0]?.expected).toMatch(/function 'brwse' not found in exports/);
  });

  it('is told of all scenarios at once, with what was found', () => {
    const { problems } = readOptions({
      scenarios: { a: { executor: 'constant-vus', vus: -1, duration: '30' }, b: { executor: 'nothing' }, c: 7 },
      sumaryTimeUnit: 'ms',
    });
    expect(problems.map(({ place, found }) => [place, found])).toEqual([
      ['options.sumaryTimeUnit', 'an unknown option'],
      ['options.scenarios.a.vus', '-1'],
      ['options.scenarios.a.duration', '"30", which k6 takes for milliseconds'],
      ['options.scenarios.b.executor', '"nothing"'],
      ['options.scenarios.c', '7'],
    ]);
  });
});

describe('shortcuts', () => {
  it.each([
    [
      'nothing: one user, one iteration',
      {},
      { executor: 'shared-iterations', vus: 1, iterations: 1, maxDurationMs: 600_000 },
    ],
    ['iterations', { iterations: 10, vus: 2 }, { executor: 'shared-iterations', vus: 2, iterations: 10 }],
    [
      'iterations within a duration',
      { iterations: 10, duration: '30s' },
      { executor: 'shared-iterations', maxDurationMs: 30_000 },
    ],
    ['a duration', { duration: '30s', vus: 5 }, { executor: 'constant-vus', vus: 5, durationMs: 30_000 }],
    ['stages', { stages: [{ duration: '1s', target: 3 }], vus: 2 }, { executor: 'ramping-vus', startVUs: 2 }],
    ['users alone: an iteration each', { vus: 7 }, { executor: 'shared-iterations', vus: 7, iterations: 7 }],
  ])('%s', (_, options, expected) => {
    expect(first(options)).toMatchObject({ name: 'default', ...expected });
  });

  it.each([
    [
      'iterations and stages',
      { iterations: 1, stages: [{ duration: '1s', target: 1 }] },
      'options',
      /using `iterations` and `stages` options simultaneously is not allowed/,
    ],
    [
      'a duration and stages',
      { duration: '1s', stages: [{ duration: '1s', target: 1 }] },
      'options',
      /using `duration` and `stages`/,
    ],
    [
      'a duration and scenarios',
      { duration: '1s', scenarios: { a: constantRate } },
      'options',
      /using `duration` and `scenarios`/,
    ],
    ['users and scenarios', { vus: 1, scenarios: { a: constantRate } }, 'options', /k6 drops the scenarios/],
    [
      'a duration without a unit, where it was written',
      { iterations: 5, duration: '10' },
      'options.duration',
      /with its unit/,
    ],
    [
      'negative users, where they were written',
      { vus: -3, stages: [{ duration: '1s', target: 1 }] },
      'options.vus',
      /start VUs can't be negative/,
    ],
  ])('are refused: %s', (_, options, place, expected) => {
    const { problems } = readOptions(options);
    expect(problems[0]?.place).toBe(place);
    expect(problems[0]?.expected).toMatch(expected);
  });

  it('no scenarios at all are one iteration, with a warning', () => {
    const { options, warnings } = readOptions({ scenarios: {} });
    expect(options?.scenarios).toHaveLength(1);
    expect(warnings).toEqual([expect.stringContaining('empty')]);
  });
});
