import { describe, expect, it } from 'vitest';
import { heatAssumptions } from './assumptions.ts';
import { type FluidPart, fluidWeek } from './fluid-week.ts';
import type { Throughput } from './throughput.ts';

const week = (units: (hour: number) => number): number[] => Array.from({ length: 168 }, (_, hour) => units(hour));
const none = { demand: week(() => 0), throughput: { mode: 'provisioned', units: 1 } } as const;
const part = (demand: readonly number[], throughput: Throughput): FluidPart => ({
  read: { demand, throughput },
  write: none,
});
const atOnce = { ...heatAssumptions, updateLagMinutes: 0 };

describe('the average week as a flow', () => {
  it('serves a flat load below a flat capacity whole', () => {
    const [only] = fluidWeek([
      part(
        week(() => 7),
        { mode: 'provisioned', units: 10 },
      ),
    ]);
    expect(only?.read).toMatchObject({ askedUnits: 7 * 604_800, servedUnits: 7 * 604_800, throttledMinutes: 0 });
    expect(only?.read.capacity?.every((capacity) => capacity === 10)).toBe(true);
  });

  it('serves of twice the capacity half, once the burst is gone', () => {
    const [only] = fluidWeek([
      part(
        week(() => 20),
        { mode: 'provisioned', units: 10 },
      ),
    ]);
    expect(only?.read).toMatchObject({ servedUnits: 10 * 604_800, throttledMinutes: 10_080 });
  });

  it('lets a burst of five minutes through and throttles from there', () => {
    // One hour a week at 20 of 10 units: 300 s × 10 in the bucket last 300 s; the other 55 minutes of the hour are short.
    const [only] = fluidWeek([
      part(
        week((hour) => (hour === 12 ? 20 : 0)),
        { mode: 'provisioned', units: 10 },
      ),
    ]);
    expect(only?.read.throttledMinutes).toBe(55);
    expect(only?.read.servedUnits).toBe(10 * 3600 + 3000);
  });

  it('scales up and down with the day', () => {
    // 70 a second from 08:00 to 20:00, 7 otherwise: 100 and 10 units, two points up, fifteen down.
    const policy = { min: 10, max: 500, targetUtilisation: 0.7 };
    const day = week((hour) => (hour % 24 >= 8 && hour % 24 < 20 ? 70 : 7));
    const [only] = fluidWeek([part(day, { mode: 'auto-scaling', policy })], atOnce);
    const capacity = only?.read.capacity ?? new Float64Array();
    // 08:00 takes 3,600 of 4,200 units with the burst, 08:01 only its 600: 10 ÷ 0.7 = 14.3 is asked for. From there what is
    // consumed is what there is: ÷ 0.7 every two minutes (21.4, 31.4, 45.7, 65.7, 94.3), until 70 ÷ 0.7 = 100 serves at 08:14.
    const every2 = (minute: number): number[] =>
      Array.from({ length: 8 }, (_, step) => capacity[8 * 60 + minute + 2 * step] ?? 0);
    expect(every2(0)).toEqual([10, 15, 22, 32, 46, 66, 95, 100]);
    expect(every2(1)).toEqual([10, 15, 22, 32, 46, 66, 95, 100]);
    expect([...capacity.slice(20 * 60 + 13, 20 * 60 + 17)]).toEqual([100, 100, 10, 10]);
    // Each day 12 h less 14 min plus 15 min at 100 units, the steps of two minutes, and 10 units the rest.
    const steps = 2 * (10 + 15 + 22 + 32 + 46 + 66 + 95);
    expect(capacity.reduce((sum, units) => sum + units, 0)).toBe(7 * (721 * 100 + steps + 705 * 10));
    expect(only?.read.throttledMinutes).toBe(7 * 12);
  });

  it('a write waits for the index that has the least room', () => {
    const write = (demand: number, units: number): FluidPart => ({
      read: none,
      write: { demand: week(() => demand), throughput: { mode: 'provisioned', units } },
    });
    const [table, index] = fluidWeek([write(10, 100), write(20, 10)]);
    expect(index?.write.servedUnits).toBeCloseTo(10 * 604_800, 3);
    expect(table?.write.servedUnits).toBeCloseTo(5 * 604_800, 3);
    expect(table?.write.throttledMinutes).toBe(10_080);
  });

  it('on demand has no capacity and stops at the quota of 40,000', () => {
    const [only] = fluidWeek([
      part(
        week(() => 80_000),
        { mode: 'on-demand' },
      ),
    ]);
    expect(only?.read).toMatchObject({ capacity: null, servedUnits: 40_000 * 604_800, throttledMinutes: 10_080 });
  });
});
