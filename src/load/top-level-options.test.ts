import { describe, expect, it } from 'vitest';
import { readOptions } from './executors.ts';

const constantRate = { executor: 'constant-arrival-rate', rate: 100, duration: '30s', preAllocatedVUs: 20 };

describe('the other options', () => {
  it('have defaults', () => {
    expect(readOptions(undefined).options).toMatchObject({
      tags: {},
      setupTimeoutMs: 60_000,
      teardownTimeoutMs: 60_000,
      noSetup: false,
      noTeardown: false,
      minIterationDurationMs: 0,
      summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'],
      summaryTimeUnit: null,
      warmUpMs: 0,
      operationTimeoutMs: null,
    });
  });

  it('are read', () => {
    const given = {
      tags: { build: '7' },
      setupTimeout: '2m',
      noSetup: true,
      minIterationDuration: '1s',
      summaryTrendStats: ['p(99.9)', 'count'],
      summaryTimeUnit: 'us',
      thresholds: { a: [] },
    };
    expect(readOptions(given).options).toMatchObject({
      tags: { build: '7' },
      setupTimeoutMs: 120_000,
      noSetup: true,
      minIterationDurationMs: 1000,
      summaryTrendStats: ['p(99.9)', 'count'],
      summaryTimeUnit: 'us',
    });
  });

  it("of k6's HTTP client are ignored, and that is said", () => {
    const { options, warnings } = readOptions({ userAgent: 'x', batch: 3 });
    expect(options).not.toBeNull();
    expect(warnings.map((warning) => warning.split(' ')[0])).toEqual(['options.userAgent', 'options.batch']);
  });

  it.each([
    ['an unknown one', { treshold: {} }, 'options.treshold', /^thresholds/],
    ['a segment', { executionSegment: '0:1/2' }, 'options.executionSegment', /--workers/],
    ['a statistic that is none', { summaryTrendStats: ['avg', 'p99'] }, 'options.summaryTrendStats[1]', /p\(N\)/],
    ['a unit that is none', { summaryTimeUnit: 'min' }, 'options.summaryTimeUnit', /s, ms or us/],
    ['a flag that is none', { noSetup: 'yes' }, 'options.noSetup', /true or false/],
    ['a timeout of 0', { setupTimeout: '0s' }, 'options.setupTimeout', /must be more than 0/],
    ['no object', 7, 'options', /an object/],
  ])('are refused: %s', (_, options, place, expected) => {
    const { problems } = readOptions(options);
    expect(problems.map((problem) => problem.place)).toContain(place);
    expect(problems.find((problem) => problem.place === place)?.expected).toMatch(expected);
  });
});

describe('ext.patternbench', () => {
  const ext = (patternbench: unknown) => ({
    scenarios: { a: constantRate, b: constantRate },
    ext: { patternbench, loadimpact: { any: 'thing' } },
  });

  it('says what k6 has no word for, of all scenarios or of one', () => {
    const { options, problems } = readOptions(
      ext({
        arrivals: 'poisson',
        seed: 7,
        maxWait: '0s',
        warmUp: '30s',
        operationTimeout: '1m',
        scenarios: { b: { arrivals: 'even', maxInFlight: 500 } },
      }),
    );
    expect(problems).toEqual([]);
    expect(options?.warmUpMs).toBe(30_000);
    expect(options?.operationTimeoutMs).toBe(60_000);
    expect(options?.scenarios.map((one) => ('house' in one ? one.house : null))).toEqual([
      { arrivals: 'poisson', randomSeed: 7, maxInFlight: 20, maxWaitMs: 0 },
      { arrivals: 'even', randomSeed: 7, maxInFlight: 500, maxWaitMs: 0 },
    ]);
  });

  it.each([
    ['an unknown word', { warmup: '1s' }, 'options.ext.patternbench.warmup', /^warmUp/],
    ['arrivals of another kind', { arrivals: 'random' }, 'options.ext.patternbench.arrivals', /even or poisson/],
    ['a cap of 0', { maxInFlight: 0 }, 'options.ext.patternbench.maxInFlight', /nothing could start/],
    ['a wait without a unit', { maxWait: 5 }, 'options.ext.patternbench.maxWait', /with its unit/],
    [
      'an operation timeout of nothing',
      { operationTimeout: '0s' },
      'options.ext.patternbench.operationTimeout',
      /more than 0/,
    ],
    ['a negative warm-up', { warmUp: '-1s' }, 'options.ext.patternbench.warmUp', /negative/],
    ['no object', 'poisson', 'options.ext.patternbench', /an object/],
    ['a scenario that there is not', { scenarios: { c: {} } }, 'options.ext.patternbench.scenarios.c', /one of a, b/],
    [
      "a warm-up of one scenario's own",
      { scenarios: { a: { warmUp: '1s' } } },
      'options.ext.patternbench.scenarios.a.warmUp',
      /one of arrivals/,
    ],
  ])('is refused with %s', (_, patternbench, place, expected) => {
    const { problems } = readOptions(ext(patternbench));
    expect(problems.map((problem) => problem.place)).toEqual([place]);
    expect(problems[0]?.expected).toMatch(expected);
  });

  it('has nothing to say of arrivals where users decide', () => {
    const { problems } = readOptions({
      scenarios: { a: { executor: 'constant-vus', duration: '1s' } },
      ext: { patternbench: { scenarios: { a: { arrivals: 'poisson' } } } },
    });
    expect(problems[0]?.expected).toMatch(/virtual users have no arrivals/);
  });
});
