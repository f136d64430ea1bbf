import { describe, expect, it } from 'vitest';
import { parseObjective } from '../judge/thresholds-objective.ts';
import type { PatternRecord } from '../runs/run-record.ts';
import { atLeast, isClearlyMissed } from './few-samples.ts';

const { objective } = parseObjective('p(99) < 50ms', 'here');

function record(scheduled: number, response: Partial<PatternRecord['response']>): PatternRecord {
  const fast = { p50: 1, p90: 1, p95: 1, p99: 1, p999: 1, max: 1, p99Interval: null };
  const errors = { throttled: 0, timeout: 0, connection: 0, server: 0, malformed: 0, wrong: 0 };
  return {
    pattern: 'a',
    name: 'a',
    class: 'high',
    scheduled,
    completed: scheduled,
    failed: 0,
    dropped: 0,
    errors,
    response: { ...fast, ...response },
    service: { p50: 1 },
    lag: { p50: 0, p99: 0, max: 0 },
    items: 0,
    bytes: 0,
    consumed: [],
  };
}

describe('too few samples', () => {
  it.each([
    ['one of one that is slow may be chance', 1, { p50: 90, p90: 90, p95: 90, p99: 90, p999: 90, max: 90 }, false],
    ['two of two are not', 2, { p50: 90, p90: 90, p95: 90, p99: 90, p999: 90, max: 90 }, true],
    ['one of a hundred is as it should be', 100, { p999: 90, max: 90 }, false],
    ['ten of a hundred are not: from the 91st on all were slow', 100, { p90: 0, p95: 90, p99: 90, max: 90 }, true],
    ['none of ten says nothing', 10, {}, false],
  ])('%s', (_, scheduled, response, expected) => {
    if (objective === null) throw new Error('an objective that does not parse');
    expect(isClearlyMissed(objective, record(scheduled, response))).toBe(expected);
  });

  it('are counted by the binomial distribution', () => {
    expect(atLeast(0, 5, 0.01)).toBe(1);
    expect(atLeast(1, 100, 0.01)).toBeCloseTo(0.633968, 6);
    expect(atLeast(3, 3, 0.1)).toBeCloseTo(0.001, 9);
  });
});
