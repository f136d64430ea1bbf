import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveStages } from './day-stages.ts';
import { readOptions } from './executors.ts';
import { loadOf, scheduleOf } from './scenario-load.ts';
import type { Schedule } from './schedule.ts';

function scheduled(arrivals: number, weights: readonly number[], durationMs: number, extension = {}): Schedule {
  const scenario = {
    executor: 'ramping-arrival-rate',
    ...curveStages(arrivals, weights, durationMs),
    preAllocatedVUs: 1,
  };
  const read = readOptions({ scenarios: { day: scenario }, ext: { patternbench: extension } });
  expect(read.problems).toEqual([]);
  const load = read.options?.scenarios.map(loadOf)[0];
  if (load?.kind !== 'open') throw new TypeError('no arrivals');
  return scheduleOf(load.arrivals);
}

const everyStep = ({ count, atUs }: Schedule, steps: number, stepMs: number): number[] => {
  const found = Array<number>(steps).fill(0);
  for (let i = 0; i < count; i++) {
    const step = Math.min(steps - 1, Math.ceil(atUs(i) / (stepMs * 1000)) - 1);
    found[step] = (found[step] ?? 0) + 1;
  }
  return found;
};

describe('arrivals on a curve', () => {
  it('come as often in each step as its weight says', () => {
    expect(everyStep(scheduled(100, [1, 2.5, 0, 1.5], 4000), 4, 1000)).toEqual([20, 50, 0, 30]);
  });

  it('end with the curve', () => {
    expect(scheduled(100, [1, 2.5, 0, 1.5], 4000).endUs).toBe(4_000_000);
  });

  it.each(['even', 'poisson'])('are as many as are asked for, %s, however few or many', (arrivals) => {
    const weight = fc.integer({ min: 1, max: 100 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 250_000 }),
        fc.array(weight, { minLength: 24, maxLength: 24 }),
        fc.integer({ min: 1, max: 20_000 }),
        (count, weights, stepMs) => {
          expect(scheduled(count, weights, stepMs * 24, { arrivals }).count).toBe(count);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keep k6 within its largest target, and lose no arrival that would be seen', () => {
    const { stages } = curveStages(20_000_000, [0.6, 7.8], 86_400_000);
    expect(Math.max(...stages.map(({ target }) => target))).toBeLessThanOrEqual(100_000_000);
    expect(scheduled(20_000_000, [0.6, 7.8], 86_400_000).count / 20_000_000).toBeCloseTo(1, 6);
  });

  it('need steps of whole milliseconds', () => {
    expect(() => curveStages(10, [1, 1, 1], 1000)).toThrow('1000 ms are not 3 steps of whole milliseconds');
  });
});
