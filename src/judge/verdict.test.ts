import { describe, expect, it } from 'vitest';
import { Distribution } from '../measure/distribution.ts';
import { Histogram } from '../measure/histogram.ts';
import { type Objective, parseObjective } from './thresholds-objective.ts';
import { type CountEvidence, type Evidence, judge, samplesNeeded } from './verdict.ts';

const objective = (text: string): Objective => {
  const { objective: read, problems } = parseObjective(text, 'objective');
  if (read === null) throw new Error(problems.map(({ expected }) => expected).join());
  return read;
};

/** Latencies of 1, 2, 3 … ms. */
const upTo = (samples: number, dropped = 0): Distribution => {
  const histogram = new Histogram();
  for (let k = 1; k <= samples; k++) histogram.record(k * 1000);
  return new Distribution({ histogram, dropped });
};

const counts = (changes: Partial<CountEvidence> = {}): CountEvidence => ({
  scheduled: 1000,
  completed: 1000,
  failed: 0,
  dropped: 0,
  errors: { throttled: 0, timeout: 0, connection: 0, server: 0, malformed: 0, wrong: 0 },
  ...changes,
});
const noErrors = counts().errors;

const evidence = (response: Distribution, changes: Partial<Evidence> = {}): Evidence => ({
  latency: { response, service: response, lag: response },
  counts: counts(),
  saturated: null,
  ...changes,
});

describe('an objective as it is written', () => {
  it.each([
    ['p(99) < 50ms', 'response p(99) < 50ms', 50],
    ['response p(99)<50ms', 'response p(99) < 50ms', 50],
    ['service p( 99.9 ) <= 0.5s', 'service p(99.9) <= 0.5s', 500],
    ['lag max < 800us', 'lag max < 800us', 0.8],
    ['avg < 5 ms', 'response avg < 5ms', 5],
  ])('%s', (text, shown, limitMs) => {
    expect(objective(text)).toMatchObject({ kind: 'latency', text: shown, limitMs });
  });

  it.each([
    ['failed == 0', { counter: 'failed', operator: '==', limit: 0, ofScheduled: false }],
    ['failed<0.1%', { text: 'failed < 0.1%', counter: 'failed', limit: 0.1, ofScheduled: true }],
    ['dropped <= 3', { counter: 'dropped', operator: '<=', limit: 3 }],
    ['throttled == 0', { counter: 'throttled' }],
    ['completed >= 1000', { counter: 'completed', operator: '>=', limit: 1000 }],
  ])('%s', (text, expected) => {
    expect(objective(text)).toMatchObject({ kind: 'count', ...expected });
  });

  it.each([
    ['no unit', 'p(99) < 50', 1, /50ms, 0\.5s or 800us/],
    ['a unit that is none', 'p(99) < 50sec', 1, /50ms/],
    ['no comparison', 'fast', 1, /an objective such as/],
    ['no text', 50, 1, /an objective such as/],
    ['a latency nearly right', 'reponse p(99) < 5ms', 1, /^response/],
    ['a percentile that is none', 'p(999) < 5ms', 1, /N from 0 to 100/],
    ['a bare p', 'p < 5ms', 1, /bare p/],
    ['a counter nearly right', 'fialed < 5ms', 1, /^failed/],
    ["a counter's limit in words", 'failed < few', 1, /0\.1%/],
    ['a statistic of other metrics', 'count < 5ms', 1, /p\(N\), avg, min, med or max/],
    ['two things at once', 'p(101) < 50', 2, /N from 0 to 100/],
  ])('is refused with %s', (_, text, many, expected) => {
    const { objective: read, problems } = parseObjective(text, 'patterns[3].objective');
    expect(read).toBeNull();
    expect(problems).toHaveLength(many);
    expect(problems[0]?.place).toBe('patterns[3].objective');
    expect(problems[0]?.expected).toMatch(expected);
  });
});

describe('the samples that a percentile needs', () => {
  it.each([
    [50, 20],
    [90, 100],
    [95, 200],
    [99, 1000],
    [99.9, 10_000],
    [99.99, 100_000],
    [1, 1000],
  ])('p%f needs %i', (percentile, samples) => {
    expect(samplesNeeded(percentile)).toBe(samples);
  });
});

describe('a percentile', () => {
  it.each([
    [
      'well below its limit',
      'p(99) < 1100ms',
      upTo(1000),
      'met',
      /^p\(99\) was 990 ms \(at 95 % between 983 ms and 997 ms; 1,000 samples\)$/,
    ],
    ['well above', 'p(99) < 900ms', upTo(1000), 'missed', /was 990 ms .*, where < 900 ms is asked for$/],
    [
      'with the limit within its interval',
      'p(99) < 995ms',
      upTo(1000),
      'unproven',
      /between 983 ms and 997 ms; 1,000 samples\): the limit of 995 ms lies within/,
    ],
    ['with the limit within its interval, from above', 'p(99) < 985ms', upTo(1000), 'unproven', /lies within/],
    ['of too few', 'p(99) < 1s', upTo(999), 'unproven', /takes 1,000 samples to tell and there were 999$/],
    ['of too few, far above', 'p(99) < 1ms', upTo(999), 'unproven', /takes 1,000 samples/],
    ['of nothing', 'p(99) < 1s', upTo(0), 'unproven', /^nothing was measured$/],
    [
      'among the dropped',
      'p(99) < 1s',
      upTo(990, 11),
      'missed',
      /falls among the 11 of 1,001 arrivals that were dropped: it is above what was waited for/,
    ],
    ['among the dropped, of few', 'p(99) < 1s', upTo(3, 1), 'missed', /falls among the 1 of 4/],
    ['of only dropped ones', 'p(99) < 1s', upTo(0, 5), 'missed', /falls among the 5 of 5/],
    ['whose interval reaches the dropped', 'p(99) < 2s', upTo(995, 5), 'unproven', /above 983 ms, with no upper bound/],
    ['whose interval reaches the dropped, missed anyway', 'p(99) < 900ms', upTo(995, 5), 'missed', /where < 900 ms/],
    ['with a limit from below', 'p(50) > 400ms', upTo(1000), 'met', /^p\(50\) was 500 ms/],
    ['with an exact value asked for', 'p(50) != 400ms', upTo(1000), 'met', /^p\(50\)/],
    ['called the median', 'med < 600ms', upTo(1000), 'met', /^p\(50\) was 500 ms/],
  ])('%s', (_, text, response, verdict, why) => {
    const found = judge(objective(text), evidence(response));
    expect(found.verdict).toBe(verdict);
    expect(found.why).toMatch(why);
  });

  it('among the dropped has no value', () => {
    expect(judge(objective('p(99) < 1s'), evidence(upTo(10, 10))).value).toBeNull();
  });
});

describe('a plain statistic', () => {
  it.each([
    ['the largest', 'max < 1.1s', upTo(1000), 'met', 1000],
    ['the largest, too large', 'max < 1s', upTo(1000), 'missed', 1000],
    ['the largest, when some were dropped', 'max < 2s', upTo(1000, 1), 'missed', null],
    ['p(100) is the largest', 'p(100) < 1.1s', upTo(1000), 'met', 1000],
    ['the least', 'min >= 1ms', upTo(1000), 'met', 1],
    ['the mean', 'avg < 501ms', upTo(1000), 'met', 500.5],
    ['the mean, when dropped ones would raise it', 'avg < 501ms', upTo(1000, 1), 'unproven', 500.5],
    ['the mean, when they could only make it worse', 'avg < 400ms', upTo(1000, 1), 'missed', 500.5],
    ['anything of nothing', 'max < 1s', upTo(0), 'unproven', null],
  ])('%s', (_, text, response, verdict, value) => {
    expect(judge(objective(text), evidence(response))).toMatchObject({ verdict, value });
  });
});

describe('a count decides exactly', () => {
  it.each([
    ['failed == 0', {}, 'met', 0, '0 of 1,000 failed'],
    [
      'failed == 0',
      { failed: 1, errors: { ...noErrors, server: 1 } },
      'missed',
      1,
      '1 of 1,000 failed, where == 0 is asked for',
    ],
    ['failed < 0.2%', { failed: 1, errors: { ...noErrors, server: 1 } }, 'met', 0.1, '1 of 1,000 failed (0.1 %)'],
    [
      'failed < 0.1%',
      { failed: 1, errors: { ...noErrors, server: 1 } },
      'missed',
      0.1,
      '1 of 1,000 failed (0.1 %), where < 0.1 % is asked for',
    ],
    ['dropped == 0', { dropped: 2 }, 'missed', 2, '2 of 1,000 dropped, where == 0 is asked for'],
    [
      'wrong == 0',
      { failed: 3, errors: { ...noErrors, wrong: 3 } },
      'missed',
      3,
      '3 of 1,000 wrong, where == 0 is asked for',
    ],
    ['completed >= 1000', {}, 'met', 1000, '1,000 of 1,000 completed'],
    ['failed == 0', { scheduled: 0, completed: 0 }, 'unproven', null, 'nothing was scheduled'],
  ])('%s', (text, changes, verdict, value, why) => {
    expect(judge(objective(text), evidence(upTo(1), { counts: counts(changes) }))).toEqual({ verdict, value, why });
  });
});

describe('a saturated generator', () => {
  const saturated = 'operations started 30 ms late at p99';

  it.each([
    ['a missed response time is unproven', 'p(99) < 900ms', upTo(1000), {}, 'unproven'],
    ['a met response time stays met: its delay is in it', 'p(99) < 1100ms', upTo(1000), {}, 'met'],
    [
      'a met service time is unproven: the load may have thinned out',
      'service p(99) < 1100ms',
      upTo(1000),
      {},
      'unproven',
    ],
    ['a percentile among the dropped is unproven', 'p(99) < 1s', upTo(10, 10), {}, 'unproven'],
    ['drops are unproven', 'dropped == 0', upTo(1), { dropped: 5 }, 'unproven'],
    ['no drops are none', 'dropped == 0', upTo(1), {}, 'met'],
    [
      'timeouts are real, whoever waited',
      'failed == 0',
      upTo(1),
      { failed: 2, errors: { ...noErrors, timeout: 2 } },
      'missed',
    ],
    [
      'a wrong answer is wrong',
      'failed == 0',
      upTo(1),
      { failed: 2, errors: { ...noErrors, timeout: 1, wrong: 1 } },
      'missed',
    ],
  ])('%s', (_, text, response, changes, verdict) => {
    expect(judge(objective(text), evidence(response, { counts: counts(changes), saturated })).verdict).toBe(verdict);
  });

  it('is named', () => {
    const { why } = judge(objective('p(99) < 900ms'), evidence(upTo(1000), { saturated }));
    expect(why).toMatch(/so this says nothing about the target: operations started 30 ms late at p99$/);
  });
});
