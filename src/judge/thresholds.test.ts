import { describe, expect, it } from 'vitest';
import { Distribution } from '../measure/distribution.ts';
import { Histogram } from '../measure/histogram.ts';
import { TrendValues } from '../measure/sample-tally.ts';
import { Values } from '../measure/values.ts';
import { type MetricType, parseThresholds, type Threshold } from './thresholds.ts';
import { aborts, judgeThreshold, type MetricEvidence } from './thresholds-judge.ts';

const metrics = new Map<string, MetricType>([
  ['db_op_duration', 'trend'],
  ['db_ops', 'counter'],
  ['db_op_failed', 'rate'],
  ['vus', 'gauge'],
  ['failed', 'tally'],
]);
const parse = (expressions: unknown, selector = 'db_op_duration') =>
  parseThresholds({ [selector]: expressions }, metrics);

describe("k6's thresholds", () => {
  it.each([
    ['p(95)<200', 'db_op_duration', { kind: 'percentile', percentile: 95 }, '<', 200],
    ['p(99.9) <= 1e3', 'db_op_duration', { kind: 'percentile', percentile: 99.9 }, '<=', 1000],
    ['p(0)>0.5', 'db_op_duration', { kind: 'percentile', percentile: 0 }, '>', 0.5],
    ['p(100)<=9', 'db_op_duration', { kind: 'percentile', percentile: 100 }, '<=', 9],
    ['  avg  <  -1 ', 'db_op_duration', { kind: 'avg' }, '<', -1],
    ['med!=.5', 'db_op_duration', { kind: 'med' }, '!=', 0.5],
    ['min>=1', 'db_op_duration', { kind: 'min' }, '>=', 1],
    ['max===7', 'db_op_duration', { kind: 'max' }, '===', 7],
    ['count==0', 'db_ops', { kind: 'count' }, '==', 0],
    ['rate>100', 'db_ops', { kind: 'rate' }, '>', 100],
    ['rate<0.01', 'db_op_failed', { kind: 'rate' }, '<', 0.01],
    ['value<50', 'vus', { kind: 'value' }, '<', 50],
  ])('%s on %s', (text, selector, statistic, operator, limit) => {
    expect(parse([text], selector)).toEqual({
      problems: [],
      thresholds: [
        {
          metric: selector,
          selector,
          tags: {},
          text: text.trim(),
          statistic,
          operator,
          limit,
          abortOnFail: false,
          delayAbortEvalMs: 0,
        },
      ],
    });
  });

  it.each([
    ['no operator that there is', 'count!20', /malformed threshold expression/, /statistic operator number/],
    ['an arrow', 'avg=>20', /malformed/, /statistic operator number/],
    ['no operator', 'p(95)', /malformed/, /statistic operator number/],
    ['an unknown statistic', 'foo>20', /"foo"/, /p\(N\) or one of avg/],
    ['a statistic nearly right', 'agv>20', /"agv"/, /^avg/],
    ['a bare p', 'p<200', /"p"/, /bare p for p\(0\)/],
    ['an empty percentile', 'p()<1', /"p\(\)"/, /N from 0 to 100/],
    ['a percentile without its end', 'p(99<1', /"p\(99"/, /p\(N\) or one of/],
    ['a percentile in words', 'p(foo)<1', /p\(foo\)/, /N from 0 to 100/],
    ['a negative percentile', 'p(-1)<1', /p\(-1\)/, /N from 0 to 100/],
    ['a percentile above 100', 'p(101)<1', /p\(101\)/, /N from 0 to 100/],
    ['no number at all in a percentile', 'p(NaN)<1', /p\(NaN\)/, /N from 0 to 100/],
    ['spaces in a percentile', 'p( 95 )<1', /p\( 95 \)/, /no spaces inside/],
    ['a limit in words', 'avg>abc', /"abc"/, /a number without a unit/],
    ['a limit with a unit', 'p(95)<500ms', /"500ms"/, /milliseconds/],
    ['an infinite limit', 'avg<Inf', /"Inf"/, /a number/],
    [
      "another type's statistic",
      'count>5',
      /unsupported aggregation method count on metric of type trend/,
      /avg, min, max, med, p\(N\)/,
    ],
    ['no text', 17, /malformed threshold expression 17/, /statistic operator number/],
  ])('refuse %s', (_, text, found, expected) => {
    const { thresholds, problems } = parse([text]);
    expect(thresholds).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.place).toBe('options.thresholds["db_op_duration"][0]');
    expect(problems[0]?.found).toMatch(found);
    expect(problems[0]?.expected).toMatch(expected);
  });

  it('refuse a percentile of a counter, and say what there is', () => {
    const [problem] = parse(['p(95)<1'], 'db_ops').problems;
    expect(problem?.found).toBe('unsupported aggregation method p on metric of type counter');
    expect(problem?.expected).toBe('supported aggregation methods for this metric are: count, rate');
  });

  it.each([
    ['db_op_duration{op:get}', { op: 'get' }],
    ['db_op_duration{op:get,pattern:02}', { op: 'get', pattern: '02' }],
    ['db_op_duration{ "op" : \'get it\' }', { op: 'get it' }],
    ['db_op_duration{url:http://x}', { url: 'http://x' }],
  ])('select a part by tags: %s', (selector, tags) => {
    const { thresholds, problems } = parse(['avg<1'], selector);
    expect(problems).toEqual([]);
    expect(thresholds[0]).toMatchObject({ metric: 'db_op_duration', selector, tags });
  });

  it.each([
    ['an empty value', 'db_op_duration{op:}', /malformed tag expression "op:"/],
    ['no value', 'db_op_duration{op}', /malformed tag expression "op"/],
    ['nothing', 'db_op_duration{}', /malformed tag expression ""/],
    ['a tag twice', 'db_op_duration{op:a,op:b}', /the tag "op" twice/],
    ['metadata', 'db_op_duration{vu:1}', /the tag vu/],
    ['an unknown metric', 'db_op_durations', /no metric name "db_op_durations" found/],
  ])('refuse a selector with %s', (_, selector, found) => {
    expect(parse(['avg<1'], selector).problems[0]?.found).toMatch(found);
  });

  it('take an object for one that ends the run', () => {
    const { thresholds, problems } = parse([{ threshold: 'p(95)<200', abortOnFail: true, delayAbortEval: '10s' }]);
    expect(problems).toEqual([]);
    expect(thresholds[0]).toMatchObject({ abortOnFail: true, delayAbortEvalMs: 10_000 });
  });

  it('tell all that is wrong at once', () => {
    const { problems } = parseThresholds(
      {
        db_op_duration: ['p<1', { threshold: 'avg<', abortOnFial: true, abortOnFail: 'yes', delayAbortEval: '10' }],
        db_ups: ['count>1'],
        vus: 'value<1',
      },
      metrics,
    );
    expect(problems.map(({ place }) => place)).toEqual([
      'options.thresholds["db_op_duration"][0]',
      'options.thresholds["db_op_duration"][1].abortOnFial',
      'options.thresholds["db_op_duration"][1].abortOnFail',
      'options.thresholds["db_op_duration"][1].delayAbortEval',
      'options.thresholds["db_op_duration"][1]',
      'options.thresholds["db_ups"]',
      'options.thresholds["vus"]',
    ]);
    expect(problems[1]?.expected).toMatch(/^abortOnFail/);
    expect(problems[3]?.found).toBe('"10", which k6 takes for milliseconds');
    expect(problems[5]?.expected).toMatch(/^db_ops/);
  });

  it('may be left out, and are nothing else than an object', () => {
    expect(parseThresholds(undefined, metrics)).toEqual({ thresholds: [], problems: [] });
    expect(parseThresholds(['p(95)<1'], metrics).problems[0]?.place).toBe('options.thresholds');
  });
});

describe('a threshold', () => {
  const threshold = (text: string, selector: string): Threshold => {
    const [first] = parse([{ threshold: text, abortOnFail: true, delayAbortEval: '5s' }], selector).thresholds;
    if (first === undefined) throw new Error(`no threshold: ${text}`);
    return first;
  };
  const trend = (count: number): MetricEvidence => {
    const histogram = new Histogram();
    for (let k = 1; k <= count; k++) histogram.record(k * 10);
    return { type: 'trend', values: new Distribution({ histogram, dropped: 0 }), isTime: true };
  };

  it.each([
    ['count==0', 'db_ops', { type: 'counter', count: 0, seconds: 10, observed: true }, 'met', 0],
    ['count<5', 'db_ops', { type: 'counter', count: 5, seconds: 10, observed: true }, 'missed', 5],
    ['rate>=2', 'db_ops', { type: 'counter', count: 20, seconds: 10, observed: true }, 'met', 2],
    ['rate>=2', 'db_ops', { type: 'counter', count: 0, seconds: 0, observed: true }, 'unproven', null],
    ['count==0', 'db_ops', { type: 'counter', count: 0, seconds: 10, observed: false }, 'unproven', null],
    ['count<3', 'failed', { type: 'tally', count: 2, scheduled: 100, blamed: 0 }, 'met', 2],
    ['rate<0.01', 'failed', { type: 'tally', count: 2, scheduled: 100, blamed: 0 }, 'missed', 0.02],
    ['count==0', 'failed', { type: 'tally', count: 0, scheduled: 0, blamed: 0 }, 'unproven', null],
    ['rate<0.01', 'db_op_failed', { type: 'rate', nonZero: 1, samples: 100 }, 'missed', 0.01],
    ['rate<0.01', 'db_op_failed', { type: 'rate', nonZero: 0, samples: 0 }, 'unproven', null],
    ['value<50', 'vus', { type: 'gauge', value: 7 }, 'met', 7],
    ['value<50', 'vus', { type: 'gauge', value: null }, 'unproven', null],
    ['p(95)<20', 'db_op_duration', trend(1000), 'met', 9.503],
    ['p(95)<9', 'db_op_duration', trend(1000), 'missed', 9.503],
    ['p(95)<9.5', 'db_op_duration', trend(1000), 'unproven', 9.503],
    ['p(95)<9', 'db_op_duration', trend(0), 'unproven', null],
    ['avg<6', 'db_op_duration', trend(1000), 'met', 5.005],
  ] as const)('%s of %s', (text, selector, evidence, verdict, value) => {
    expect(judgeThreshold(threshold(text, selector), evidence, null)).toMatchObject({ verdict, value });
  });

  it('that a saturated generator may have missed is unproven', () => {
    expect(judgeThreshold(threshold('p(95)<9', 'db_op_duration'), trend(1000), 'it was late').verdict).toBe('unproven');
    expect(judgeThreshold(threshold('p(95)<20', 'db_op_duration'), trend(1000), 'it was late').verdict).toBe('met');
  });

  it('that only a saturated generator missed is unproven', () => {
    const tally = (blamed: number): MetricEvidence => ({ type: 'tally', count: 3, scheduled: 100, blamed });
    expect(judgeThreshold(threshold('count==0', 'failed'), tally(3), 'it was late').verdict).toBe('unproven');
    expect(judgeThreshold(threshold('count==0', 'failed'), tally(2), 'it was late').verdict).toBe('missed');
  });

  it('on values that are no times is told without a unit, and below 0 too', () => {
    const values = new TrendValues();
    const second = new Values();
    for (let k = 1; k <= 1000; k++) second.record(-k);
    values.add(second);
    const verdict = judgeThreshold(
      threshold('max<0', 'db_op_duration'),
      { type: 'trend', values, isTime: false },
      null,
    );
    expect(verdict).toEqual({ verdict: 'met', value: -1, why: 'max was -1 of 1,000 samples' });
  });

  it.each([
    ['missed', 6000, true],
    ['missed', 5000, false],
    ['unproven', 6000, false],
    ['met', 6000, false],
  ] as const)('that is %s after %i ms ends the run: %s', (verdict, elapsedMs, expected) => {
    expect(aborts(threshold('count<5', 'db_ops'), { verdict, value: 1, why: '' }, elapsedMs)).toBe(expected);
  });
});
