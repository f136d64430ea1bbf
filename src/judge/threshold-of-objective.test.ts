import { describe, expect, it } from 'vitest';
import { runMetrics } from './run-metrics.ts';
import { asksTheSame, thresholdOf } from './threshold-of-objective.ts';
import { type MetricType, parseThresholds } from './thresholds.ts';
import { parseObjective } from './thresholds-objective.ts';

const metrics = new Map<string, MetricType>(Object.entries(runMetrics).map(([name, { type }]) => [name, type]));

describe("a pattern's objective as a threshold", () => {
  it.each([
    ['p(99) < 50ms', 'response{pattern:02}', 'p(99)<50'],
    ['service p(95) <= 0.5s', 'service{pattern:02}', 'p(95)<=500'],
    ['lag max < 800us', 'lag{pattern:02}', 'max<0.8'],
    ['failed == 0', 'failed{pattern:02}', 'count==0'],
    ['dropped < 0.1%', 'dropped{pattern:02}', 'rate<0.001'],
    ['throttled < 7%', 'throttled{pattern:02}', 'rate<0.07'],
  ])('%s', (text, selector, expression) => {
    const { objective } = parseObjective(text, 'test');
    if (objective === null) throw new Error(`no objective: ${text}`);
    expect(thresholdOf(objective, '02')).toEqual({ selector, text: expression });
    const { thresholds, problems } = parseThresholds({ [selector]: [expression] }, metrics);
    expect(problems).toEqual([]);
    const [threshold] = thresholds;
    if (threshold === undefined) throw new Error('no threshold');
    expect(asksTheSame(threshold, objective, '02', 'postgres')).toBe(true);
    expect(asksTheSame(threshold, objective, '03', 'postgres')).toBe(false);
    expect(
      asksTheSame({ ...threshold, tags: { ...threshold.tags, target: 'dynamodb' } }, objective, '02', 'postgres'),
    ).toBe(false);
  });
});
