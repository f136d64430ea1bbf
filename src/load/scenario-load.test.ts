import { describe, expect, it } from 'vitest';
import { readOptions } from './executors.ts';
import { loadOf, scheduleOf } from './scenario-load.ts';

const constantRate = { executor: 'constant-arrival-rate', rate: 100, duration: '30s', preAllocatedVUs: 20 };
const first = (options: unknown) => {
  const read = readOptions(options);
  expect(read.problems).toEqual([]);
  return read.options?.scenarios[0];
};

describe('a scenario as a load', () => {
  const load = (fields: Record<string, unknown>, patternbench = {}) => {
    const read = first({ scenarios: { a: fields }, ext: { patternbench } });
    return read === undefined ? null : loadOf(read);
  };

  it('of a constant rate has arrivals, evenly or not', () => {
    const even = load(constantRate);
    expect(even).toEqual({
      kind: 'open',
      arrivals: {
        kind: 'constant rate',
        rate: { arrivals: 100, perUs: 1_000_000 },
        durationUs: 30_000_000,
        randomSeed: null,
      },
      maxInFlight: 20,
      maxWaitUs: 10_000_000,
      graceUs: 30_000_000,
    });
    const uneven = load(constantRate, { arrivals: 'poisson', seed: 3 });
    const schedules = [even, uneven].map((one) => (one?.kind === 'open' ? scheduleOf(one.arrivals) : null));
    expect(schedules.map((schedule) => schedule?.count)).toEqual([3000, 3000]);
    expect(schedules[0]?.atUs(7)).toBe(70_000);
    expect(schedules[1]?.atUs(7)).not.toBe(70_000);
  });

  it('of a ramping rate follows it', () => {
    const stages = [
      { duration: '5s', target: 1 },
      { duration: '1s', target: 1 },
      { duration: '5s', target: 0 },
    ];
    const fields = { executor: 'ramping-arrival-rate', stages, preAllocatedVUs: 1 };
    for (const arrivals of ['even', 'poisson']) {
      const ramping = load(fields, { arrivals });
      const schedule = ramping?.kind === 'open' ? scheduleOf(ramping.arrivals) : null;
      expect([schedule?.count, schedule?.endUs]).toEqual([6, 11_000_000]);
    }
  });

  it.each([
    [
      { executor: 'constant-vus', vus: 3, duration: '2s' },
      { steps: [{ atUs: 0, vus: 3 }], endUs: 2_000_000, iterations: { kind: 'unlimited' } },
    ],
    [
      { executor: 'shared-iterations', vus: 3, iterations: 9, maxDuration: '5s' },
      { endUs: 5_000_000, iterations: { kind: 'shared', count: 9 } },
    ],
    [
      { executor: 'per-vu-iterations', vus: 3, iterations: 9 },
      { endUs: 600_000_000, iterations: { kind: 'each', count: 9 } },
    ],
    [
      {
        executor: 'ramping-vus',
        stages: [
          { duration: '2s', target: 3 },
          { duration: '1s', target: 3 },
        ],
        gracefulRampDown: '5s',
        gracefulStop: '1s',
      },
      {
        steps: [
          { atUs: 0, vus: 1 },
          { atUs: 1_000_000, vus: 2 },
          { atUs: 2_000_000, vus: 3 },
        ],
        endUs: 3_000_000,
        rampDownGraceUs: 5_000_000,
        graceUs: 1_000_000,
      },
    ],
  ])('of users is a plan: %j', (fields, plan) => {
    expect(load(fields)).toMatchObject({ kind: 'closed', plan });
  });
});
