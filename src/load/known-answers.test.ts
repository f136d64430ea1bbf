import { describe, expect, it } from 'vitest';
import { freezes, ms, never, perSecond, queues, responses, run, s, takes } from './virtual-load.fixture.ts';

describe('a constant 100 ms', () => {
  it('shows as 100 ms', async () => {
    const found = await run({ schedule: perSecond(100, 10), server: takes(100 * ms) });
    expect(responses(found, 50, 99, 100)).toEqual([100, 100, 100]);
  });
});

describe('a freeze of 1 s, 10 s into 30 s at 100/s', () => {
  it.each([
    ['a cap of 20', 20],
    ['a cap of 200', 200],
    ['no cap', Number.POSITIVE_INFINITY],
  ])('shows as the schedule says with %s in flight', async (_, maxInFlight) => {
    const found = await run({ schedule: perSecond(100, 30), server: freezes(10 * s, 11 * s), maxInFlight });
    expect(responses(found, 97, 98, 99, 99.9, 100)).toEqual([100, 400, 700, 970, 1000]);
    expect(found.totals).toEqual({ scheduled: 3000, ended: 3000, cut: 0, dropped: 0 });
    expect(found.mostInFlight).toBe(Math.min(maxInFlight, 100));
  });

  it('starts those that waited in their order', async () => {
    const found = await run({ schedule: perSecond(100, 30), server: freezes(10 * s, 11 * s), maxInFlight: 20 });
    expect(found.order).toEqual(Array.from({ length: 3000 }, (_, n) => n));
  });

  it('drops those that found no slot for half a second, and counts them', async () => {
    const found = await run({
      schedule: perSecond(100, 30),
      server: freezes(10 * s, 11 * s),
      maxInFlight: 20,
      maxWaitUs: 500 * ms,
    });
    // Due from 10.20 s (the house is full) to before 10.50 s, half a second before it opens.
    expect(found.dropped.map(({ n }) => n)).toEqual(Array.from({ length: 30 }, (_, k) => 1020 + k));
    expect(found.dropped.every(({ atUs, scheduledUs }) => atUs - scheduledUs === 500 * ms)).toBe(true);
    expect(found.totals).toEqual({ scheduled: 3000, ended: 2970, cut: 0, dropped: 30 });
  });

  it('drops at once with a longest wait of 0, as k6 does', async () => {
    const found = await run({
      schedule: perSecond(100, 30),
      server: freezes(10 * s, 11 * s),
      maxInFlight: 20,
      maxWaitUs: 0,
    });
    expect(found.dropped.map(({ n }) => n)).toEqual(Array.from({ length: 80 }, (_, k) => 1020 + k));
    expect(found.dropped.every(({ atUs, scheduledUs }) => atUs === scheduledUs)).toBe(true);
  });
});

describe('a server of half the rate', () => {
  it('lets the response time grow by the schedule, 10 ms an arrival, where nothing caps it', async () => {
    const found = await run({ schedule: perSecond(100, 30), server: queues(20 * ms), graceUs: 60 * s });
    expect(found.ended.every(({ n, scheduledUs, doneUs }) => doneUs - scheduledUs === (20 + 10 * n) * ms)).toBe(true);
    expect(found.totals.ended).toBe(3000);
  });

  it('drops begin when they must: with the first arrival whose slot comes too late', async () => {
    const found = await run({
      schedule: perSecond(100, 60),
      server: queues(20 * ms),
      maxInFlight: 20,
      maxWaitUs: 10 * s,
    });
    // The house is full from arrival 38 on: n then starts when n − 20 has ended, at 20 ms × (n − 19), which is 10 s
    // after it was due when n = 1038.
    const before = found.ended.filter(({ n }) => n >= 38 && n <= 1038);
    expect(before).toHaveLength(1001);
    expect(before.every(({ n, startedUs }) => startedUs === 20 * ms * (n - 19))).toBe(true);
    expect(found.dropped[0]?.n).toBe(1039);
    // From then on every second arrival is dropped, and no started one waits longer than it may.
    expect(found.ended.every(({ startedUs, scheduledUs }) => startedUs - scheduledUs <= 10 * s)).toBe(true);
    expect(found.totals.dropped).toBeCloseTo((6000 - 1039) / 2, -1);
    expect(found.totals.ended + found.totals.dropped).toBe(6000);
  });
});

describe('a target that never answers', () => {
  it('is cut after the grace; what never got a slot is dropped; all is counted', async () => {
    const found = await run({
      schedule: perSecond(100, 2),
      server: never,
      maxInFlight: 20,
      maxWaitUs: s,
      graceUs: 5 * s,
    });
    expect(found.totals).toEqual({ scheduled: 200, ended: 0, cut: 20, dropped: 180 });
    // The last arrival is due at 1.99 s and dropped a second later: the grace begins then.
    expect(found.overUs).toBe(7.99 * s);
    expect(found.cut.every(({ cutUs }) => cutUs === 7.99 * s)).toBe(true);
  });

  it('lets a late answer to what was cut count for nothing', async () => {
    const found = await run({ schedule: perSecond(10, 1), server: takes(60 * s), graceUs: s });
    expect(found.totals).toEqual({ scheduled: 10, ended: 0, cut: 10, dropped: 0 });
    expect(found.ended).toEqual([]);
  });
});
