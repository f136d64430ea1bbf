import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phaseAt } from './phase.ts';
import { constantRate, delayed, inTurn, rampingRate, type Schedule, striped } from './schedule.ts';

const s = 1_000_000;
const moments = (schedule: Schedule): number[] => Array.from({ length: schedule.count }, (_, i) => schedule.atUs(i));

describe('a constant rate', () => {
  it.each([
    ['100/s for 30 s', 100, s, 30 * s, 3000, 29_990_000],
    ['600/m is 10/s', 600, 60 * s, 2 * s, 20, 1_900_000],
    ['3/s does not divide a second', 3, s, 10 * s, 30, 9_666_667],
    ['one in three seconds, cut in the middle', 1, 3 * s, 10 * s, 4, 9 * s],
    ['slower than its whole duration', 1, 60 * s, 10 * s, 1, 0],
    ['0.37/s', 0.37, s, 100 * s, 37, 97_297_297],
    ['no time', 100, s, 0, 0, undefined],
  ])('%s', (_, arrivals, perUs, durationUs, count, last) => {
    const schedule = constantRate({ arrivals, perUs }, durationUs);
    expect(schedule.count).toBe(count);
    expect(moments(schedule).at(-1)).toBe(last);
    expect(moments(schedule)[0]).toBe(count === 0 ? undefined : 0);
  });

  it('does not drift over a thousand million arrivals', () => {
    const schedule = constantRate({ arrivals: 7, perUs: s }, 200_000_000 * s);
    expect(schedule.count).toBe(1_400_000_000);
    for (const n of [1, 999_999_999, 1_399_999_999]) {
      expect(schedule.atUs(n)).toBe(Number((BigInt(n) * 2_000_000n + 7n) / 14n));
    }
  });

  it('is due at the exact quotient, to the microsecond', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50_000 }),
        fc.constantFrom(s, 60 * s, 3600 * s),
        fc.nat(1e9),
        (arrivals, perUs, n) => {
          const exact = (BigInt(n) * BigInt(perUs) * 2n + BigInt(arrivals)) / (2n * BigInt(arrivals));
          expect(constantRate({ arrivals, perUs }, s).atUs(n)).toBe(Number(exact));
        },
      ),
    );
  });
});

describe('a ramping rate', () => {
  const stages = [
    { durationUs: 5 * s, target: 1 },
    { durationUs: 1 * s, target: 1 },
    { durationUs: 5 * s, target: 0 },
  ];

  it("is due when k6 says: the vector of k6's own test, in ms", () => {
    expect(moments(rampingRate(0, stages, s)).map((us) => Math.floor(us / 1000))).toEqual([
      3162, 4472, 5500, 6527, 7837, 11000,
    ]);
  });

  it('and three times as fast, where k6 rounds down a third of a second', () => {
    const expected = [
      1825, 2581, 3162, 3651, 4082, 4472, 4830, 5166, 5499, 5833, 6169, 6527, 6917, 7348, 7837, 8418, 9174, 10999,
    ];
    const found = moments(rampingRate(0, stages, s / 3)).map((us) => us / 1000);
    expect(found).toHaveLength(expected.length);
    for (const [i, ms] of found.entries()) expect(Math.abs(ms - (expected[i] ?? 0))).toBeLessThan(1.1);
  });

  it.each([
    ['the first third', 0, [3162, 6527]],
    ['the second third', 1, [4472, 7837]],
    ['the last third', 2, [5500, 11000]],
  ])("deals the same arrivals to three workers as k6's segments do: %s", (_, worker, expected) => {
    const stripe = striped(rampingRate(0, stages, s), { worker, workers: 3 });
    expect(moments(stripe).map((us) => Math.floor(us / 1000))).toEqual(expected);
  });

  it.each([
    [
      'a step of no duration',
      10,
      [
        { durationUs: 0, target: 20 },
        { durationUs: s, target: 20 },
      ],
      20,
      50_000,
      s,
    ],
    [
      'a pause at rate 0',
      10,
      [
        { durationUs: s, target: 10 },
        { durationUs: 0, target: 0 },
        { durationUs: s, target: 0 },
        { durationUs: 0, target: 10 },
        { durationUs: s, target: 10 },
      ],
      20,
      100_000,
      3 * s,
    ],
    ['nothing at all', 0, [{ durationUs: s, target: 0 }], 0, undefined, undefined],
  ])('%s', (_, start, legs, count, first, last) => {
    const schedule = rampingRate(start, legs, s);
    expect(schedule.count).toBe(count);
    expect(moments(schedule)[0]).toBe(first);
    expect(moments(schedule).at(-1)).toBe(last);
  });

  it('never goes back, stays within its time, and integrates to its rate', () => {
    const stage = fc.record({
      durationUs: fc.integer({ min: 0, max: 20 }).map((x) => x * 100_000),
      target: fc.nat(200),
    });
    fc.assert(
      fc.property(fc.nat(200), fc.array(stage, { minLength: 1, maxLength: 6 }), (start, legs) => {
        const schedule = rampingRate(start, legs, s);
        const due = moments(schedule);
        for (const [i, us] of due.entries()) {
          expect(us).toBeGreaterThanOrEqual(due[i - 1] ?? 0);
          expect(us).toBeLessThanOrEqual(schedule.endUs);
          expect(areaUntil(start, legs, us)).toBeCloseTo(i + 1, 2);
        }
        expect(schedule.count).toBe(Math.floor(areaUntil(start, legs, schedule.endUs) + 1e-6));
      }),
    );
  });
});

/** The area by adding up trapezia: the definition, where the schedule inverts it. */
function areaUntil(start: number, legs: readonly { durationUs: number; target: number }[], us: number): number {
  let area = 0;
  let fromUs = 0;
  let rate = start;
  for (const { durationUs, target } of legs) {
    const t = Math.min(Math.max(us - fromUs, 0), durationUs);
    const reached = durationUs === 0 ? target : rate + ((target - rate) * t) / durationUs;
    area += ((rate + reached) / 2) * (t / s);
    fromUs += durationUs;
    rate = target;
  }
  return area;
}

describe('schedules put together', () => {
  it('a warm-up in front is a phase of its own, and operations are numbered through', () => {
    const whole = inTurn([constantRate({ arrivals: 2, perUs: s }, s), constantRate({ arrivals: 4, perUs: s }, s)]);
    expect(moments(whole)).toEqual([0, 500_000, 1_000_000, 1_250_000, 1_500_000, 1_750_000]);
    expect(whole.endUs).toBe(2 * s);
    const phases = [
      { name: 'warm-up', fromUs: 0 },
      { name: 'measured', fromUs: s },
    ];
    expect(moments(whole).map((us) => phaseAt(phases, us))).toEqual([
      'warm-up',
      'warm-up',
      ...Array(4).fill('measured'),
    ]);
  });

  it('an empty part takes its time', () => {
    const pause = rampingRate(0, [{ durationUs: 3 * s, target: 0 }], s);
    expect(moments(inTurn([pause, constantRate({ arrivals: 1, perUs: s }, s)]))).toEqual([3 * s]);
  });

  it('a start offset moves all of it', () => {
    const later = delayed(constantRate({ arrivals: 2, perUs: s }, s), 5 * s);
    expect(moments(later)).toEqual([5_000_000, 5_500_000]);
    expect(later.endUs).toBe(6 * s);
  });

  it('the union of the stripes is the schedule', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(300), (workers, arrivals) => {
        const schedule = constantRate({ arrivals: arrivals + 1, perUs: s }, s);
        const found: [number, number][] = [];
        for (let worker = 0; worker < workers; worker++) {
          const stripe = striped(schedule, { worker, workers });
          for (let i = 0; i < stripe.count; i++) {
            expect(stripe.operation(i) % workers).toBe(worker);
            found.push([stripe.operation(i), stripe.atUs(i)]);
          }
        }
        found.sort(([a], [b]) => a - b);
        expect(found).toEqual(moments(schedule).map((us, n) => [n, us]));
      }),
    );
  });
});
