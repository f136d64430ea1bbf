import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heatAssumptions } from './assumptions.ts';
import { AutoScaling } from './auto-scaling.ts';
import { DecreaseBudget } from './decrease-budget.ts';

const atOnce = { ...heatAssumptions, updateLagMinutes: 0 };
const policy = { min: 25, max: 500, targetUtilisation: 0.7 };

/** Capacity in each minute, the first included, for what is consumed in it (mean units a second). */
function trace(consumed: readonly number[], assumptions = atOnce, of = policy): number[] {
  const scaling = new AutoScaling(of, new DecreaseBudget(), assumptions);
  const capacities = [scaling.capacity];
  for (const [minute, units] of consumed.entries()) capacities.push(scaling.point(minute, units));
  return capacities;
}

const minutes = (count: number, units: number): number[] => Array<number>(count).fill(units);

describe('auto scaling from 25 to 500 units at 70 %', () => {
  it('steps up after two points: 35 consumed ÷ 0.7 = 50', () => {
    expect(trace(minutes(4, 35))).toEqual([25, 25, 50, 50, 50]);
  });

  it('does nothing for one point above, or for exactly 70 %', () => {
    expect(trace([20, 10, 20, 10])).toEqual([25, 25, 25, 25, 25]);
    expect(trace(minutes(3, 17.5))).toEqual([25, 25, 25, 25]);
  });

  it('serves what it asked for only after the lag', () => {
    // Points of minutes 0 and 1 ask; alarm and update take minutes 2, 3 and 4; minute 5 has it.
    expect(trace(minutes(7, 35), heatAssumptions)).toEqual([25, 25, 25, 25, 25, 50, 50, 50]);
  });

  it('follows a ramp of 7 units a minute in pairs of points', () => {
    // 20 of 25 (80 %), 27: ask 27 ÷ 0.7 = 38.6 → 39. 34 of 39, 41: 58.6 → 59. 48 of 59, 55: 78.6 → 79.
    expect(trace([20, 27, 34, 41, 48, 55])).toEqual([25, 25, 39, 39, 59, 59, 79]);
  });

  it('steps down after fifteen points below, to what is consumed ÷ 0.7', () => {
    const capacities = trace([...minutes(2, 70), ...minutes(15, 21)]);
    expect(capacities.slice(0, 3)).toEqual([25, 25, 100]);
    expect(capacities.slice(3, 17)).toEqual(minutes(14, 100));
    expect(capacities[17]).toBe(30);
  });

  it('never leaves its bounds', () => {
    expect(trace(minutes(3, 10_000)).at(-1)).toBe(500);
    expect(trace([...minutes(2, 70), ...minutes(15, 0)]).at(-1)).toBe(25);
  });

  it('begins to count anew when a spike of one minute is over', () => {
    expect(trace([100, 0, 100, 0, 100]).at(-1)).toBe(25);
  });

  it('can scale down only as often as decreases are left', () => {
    // A saw-tooth: two minutes at 70, fifteen at 21, again and again; each tooth takes a decrease. 4 at 00:00, +1 an hour.
    const tooth = [...minutes(2, 70), ...minutes(15, 21)];
    const day = Array.from({ length: 10 }, () => tooth).flat();
    const capacities = trace(day);
    const downs = capacities.flatMap((capacity, minute) =>
      minute > 0 && capacity < (capacities[minute - 1] ?? 0) ? [minute] : [],
    );
    // Teeth of 17 minutes: 17, 34, 51 take three of four, 01:00 gives one back for 68 and 85. At 102 none is left, and when
    // 02:00 = 120 gives one the next tooth has begun: it is taken at 136.
    expect(downs).toEqual([17, 34, 51, 68, 85, 136]);
  });

  it('a capacity that is 100 times what is needed would be noticed', () => {
    expect(trace(minutes(3, 35)).at(-1)).toBe(50);
    expect(trace(minutes(3, 35)).at(-1)).not.toBe(5000);
  });
});

describe('decreases of a UTC day', () => {
  it('are 4 at its start, one more each hour, 27 in all when each is taken at once', () => {
    const budget = new DecreaseBudget();
    const taken = (from: number, to: number): number => {
      let count = 0;
      for (let minute = from; minute < to; minute++) if (budget.take(minute)) count++;
      return count;
    };
    expect(taken(0, 60)).toBe(4);
    expect(taken(60, 120)).toBe(1);
    expect(taken(120, 1440)).toBe(22);
    expect(taken(1440, 1450)).toBe(4);
  });

  it('are never more than 4 in hand', () => {
    const budget = new DecreaseBudget();
    const many = [1, 2, 3, 4, 5].map(() => budget.take(23 * 60));
    expect(many).toEqual([true, true, true, true, false]);
  });
});

describe('any consumption', () => {
  it('leaves the capacity within the bounds, and enough for a steady load', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 350, noNaN: true }), { minLength: 1, maxLength: 200 }),
        (points) => {
          for (const capacity of trace(points)) {
            expect(capacity).toBeGreaterThanOrEqual(25);
            expect(capacity).toBeLessThanOrEqual(500);
          }
          const last = points.at(-1) ?? 0;
          const steady = trace([...points, ...minutes(20, last)]).at(-1) ?? 0;
          expect(last / steady).toBeLessThanOrEqual(0.7 + 1e-9);
        },
      ),
    );
  });
});
