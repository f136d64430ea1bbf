import { describe, expect, it } from 'vitest';
import { exampleRun } from './example-run.fixture.ts';
import { parseRun, recordProblems } from './parse-run.ts';
import type { PatternRecord, RunRecord } from './run-record.ts';

const parsed = (value: unknown) => parseRun(typeof value === 'string' ? value : JSON.stringify(value), 'run.json');
const told = (value: unknown) =>
  parsed(value).problems?.map(({ place, found, expected }) => `${place}: found ${found}, expected ${expected}`);

/** The example with the first pattern of the first target changed. */
function withPattern(change: Partial<PatternRecord>): RunRecord {
  const run = exampleRun();
  const [first, ...targets] = run.targets;
  if (first === undefined) throw new Error('the example has targets');
  const patterns = first.patterns.map((each, index) => (index === 0 ? { ...each, ...change } : each));
  return { ...run, targets: [{ ...first, patterns }, ...targets] };
}

/** The example with another total of its first bill. */
function withBill(usd: number): RunRecord {
  const run = exampleRun();
  const [month] = run.plan?.at ?? [];
  const [bill, ...bills] = month?.bills ?? [];
  if (run.plan === undefined || month === undefined || bill === undefined) throw new Error('the example has a plan');
  return { ...run, plan: { ...run.plan, at: [{ ...month, bills: [{ ...bill, usd }, ...bills] }] } };
}

describe('parseRun', () => {
  it('gives back what was written', () => {
    expect(parsed(exampleRun()).record).toEqual(exampleRun());
  });

  it('ignores members that it does not know: a later version may add some', () => {
    expect(parsed({ ...exampleRun(), later: 1 }).problems).toBeNull();
  });

  it.each<[string, unknown, RegExp]>([
    ['an empty file', '', /^run\.json: found an empty file, expected a saved run$/],
    [
      'a file cut off in the middle',
      '{"schema": "patternbench/ru',
      /^run\.json: found text that is no JSON \(.+\), expected a saved run$/,
    ],
    [
      'a newer form',
      { schema: 'patternbench/run@2' },
      /^run\.json: schema: found patternbench\/run@2, expected patternbench\/run@1, which this version/,
    ],
    [
      'another kind of file',
      { schema: 'k6' },
      /^run\.json: schema: found "k6", expected patternbench\/run@1: a run that patternbench saved$/,
    ],
    ['no schema', { id: 'x' }, /^run\.json: schema: found none, expected/],
    ['a list', [], /^run\.json: schema: found none, expected/],
    ['null', 'null', /^run\.json: schema: found none, expected/],
  ])('tells %s as one problem', (_, value, sentence) => {
    const problems = told(value) ?? [];
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(sentence);
  });

  it('tells every problem with its place', () => {
    expect(told({ ...exampleRun(), status: 'done', seconds: -1, startedAt: 'yesterday' })).toEqual([
      'run.json.status: found "done", expected one of "complete", "interrupted"',
      'run.json.startedAt: found "yesterday", expected a text like ^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$',
      'run.json.seconds: found -1, expected a number of at least 0',
    ]);
  });

  it.each<[string, RunRecord, string]>([
    ['scheduled is not the sum', withPattern({ scheduled: 7 }), 'scheduled = completed + failed + dropped'],
    ['errors do not divide failed', withPattern({ failed: 1, scheduled: 1501 }), 'errors that add up to failed'],
    ['a pattern is there twice', withPattern({ pattern: '02' }), 'each name once'],
    [
      'a verdict is of a target that was not run',
      { ...exampleRun(), targets: exampleRun().targets.slice(1) },
      'one of dynamodb',
    ],
    [
      'a phase does not add up',
      withPattern({
        phases: [
          {
            phase: 'ramp',
            counted: true,
            scheduled: 2,
            completed: 1,
            failed: 0,
            dropped: 0,
            response: { p50: 1, p90: 1, p95: 1, p99: 1, p999: 1, max: 1, p99Interval: null },
          },
        ],
      }),
      'scheduled = completed + failed + dropped',
    ],
    ['a planned bill is not the sum of its lines', withBill(62), 'the sum of its lines, 62.489999999999995'],
  ])('refuses a run where %s', (_, run, expected) => {
    expect(parsed(run).problems?.map((problem) => problem.expected)).toContain(expected);
  });

  it('allows verdicts of all targets and of all patterns', () => {
    const run = exampleRun();
    const verdicts = [
      { target: null, pattern: null, objective: 'failed == 0', value: 3, verdict: 'missed' as const, why: '3 failed' },
    ];
    expect(parsed({ ...run, verdicts }).problems).toBeNull();
  });
});

describe('recordProblems', () => {
  it('finds what JSON would turn into null', () => {
    const run = exampleRun();
    expect(recordProblems({ ...run, seconds: Number.NaN }).map(({ place }) => place)).toEqual(['run.seconds']);
    const options = { rate: { perSecond: Number.POSITIVE_INFINITY } };
    expect(recordProblems({ ...run, scenario: { ...run.scenario, options } })).toEqual([
      { place: 'run.scenario.options.rate.perSecond', found: 'Infinity', expected: 'a finite number' },
    ]);
  });
});
