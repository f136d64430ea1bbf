import { describe, expect, it } from 'vitest';
import { scheduleOf } from '../load/scenario-load.ts';
import type { Replay, Stream } from '../replay/order.ts';
import { BadInput } from '../workload/problem.ts';
import { replayAt, shapeOf } from './load-shape.ts';

const base: Omit<Replay, 'streams' | 'warmUpUs'> = {
  scriptFile: null,
  operationTimeoutMs: 5000,
  retries: 0,
  connections: 16,
  verification: 'sample',
  workers: 1,
};
const house = { maxInFlight: 1000, maxWaitUs: 10_000_000 };
const order = { number: 1, purpose: 'growing', perSecond: 100, settleSeconds: 2, seconds: 5 } as const;

function constant(name: string, perSecond: number, startUs: number, durationUs: number): Stream {
  const rate = { arrivals: perSecond, perUs: 1_000_000 };
  const load = { kind: 'constant rate', rate, durationUs, randomSeed: null } as const;
  return { name, load, startUs, jobs: [name], maxInFlight: 1, maxWaitUs: 0 };
}

describe('the load of a window', () => {
  it('has the rate, its share of it in each part, and the parts out of step', () => {
    const parts = [
      { name: 'a', jobs: ['a'], ...house, share: 0.75 },
      { name: 'b', jobs: ['b'], ...house, share: 0.25 },
    ];
    const { streams, warmUpUs } = replayAt(base, { parts }, order);
    expect(warmUpUs).toBe(2_000_000);
    expect(streams.map(({ startUs }) => startUs)).toEqual([0, 20_000]);
    const counts = streams.map(({ load }) => (load.kind === 'virtual users' ? 0 : scheduleOf(load).count));
    expect(counts).toEqual([375, 125]);
  });

  it('leaves out a part that would not come in it', () => {
    const parts = [
      { name: 'a', jobs: ['a'], ...house, share: 0.9999 },
      { name: 'b', jobs: ['b'], ...house, share: 0.0001 },
    ];
    expect(replayAt(base, { parts }, order).streams.map(({ name }) => name)).toEqual(['a']);
  });
});

describe('a script’s load', () => {
  it('is that of its busiest moment', () => {
    const ramp: Stream = {
      ...constant('ramp', 1, 5_000_000, 0),
      load: {
        kind: 'ramping rate',
        startRate: 0,
        perUs: 1_000_000,
        stages: [
          { durationUs: 10_000_000, target: 30 },
          { durationUs: 10_000_000, target: 0 },
        ],
        randomSeed: null,
      },
    };
    const streams = [constant('always', 10, 0, 60_000_000), ramp, constant('late', 20, 50_000_000, 1_000_000)];
    const { shape, perSecond, leftOut } = shapeOf(streams, house);
    expect(perSecond).toBeCloseTo(40, 4);
    expect(shape.parts.map(({ name }) => name)).toEqual(['always', 'ramp']);
    expect(shape.parts[1]?.share).toBeCloseTo(0.75, 5);
    expect(shape.parts[0]).toMatchObject(house);
    expect(leftOut).toEqual(['late']);
  });

  it('cannot be scaled where it is virtual users', () => {
    const steps = [{ atUs: 0, vus: 2 }];
    const plan = { steps, endUs: 1, iterations: { kind: 'unlimited' }, rampDownGraceUs: 0, graceUs: 0 } as const;
    const users: Stream = { ...constant('users', 1, 0, 1), load: { kind: 'virtual users', plan } };
    expect(() => shapeOf([users], house)).toThrow(BadInput);
  });
});
