import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dispatch } from './dispatcher.ts';
import { striped } from './schedule.ts';
import { VirtualClock } from './virtual-clock.ts';
import { ms, never, perSecond, queues, run, s, takes } from './virtual-load.fixture.ts';

describe('an open loop', () => {
  it('starts each operation when it is due, whatever became of the one before', async () => {
    const found = await run({ schedule: perSecond(100, 2), server: takes(500 * ms) });
    expect(found.ended.every(({ startedUs, scheduledUs }) => startedUs === scheduledUs)).toBe(true);
    expect(found.order).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(found.mostInFlight).toBe(50);
    expect(found.slots.size).toBe(50);
    expect(found.totals).toEqual({ scheduled: 200, ended: 200, cut: 0, dropped: 0 });
  });
});

describe('a stop', () => {
  it('counts only what was due: it is answered in the grace, or cut', async () => {
    const found = await run({ schedule: perSecond(10, 60), server: takes(260 * ms), stopAtUs: 1.05 * s });
    expect(found.totals).toEqual({ scheduled: 11, ended: 11, cut: 0, dropped: 0 });
    expect(found.overUs).toBe(1.26 * s);
    const cut = await run({
      schedule: perSecond(10, 60),
      server: takes(260 * ms),
      stopAtUs: 1.05 * s,
      graceUs: 100 * ms,
    });
    expect(cut.totals).toEqual({ scheduled: 11, ended: 9, cut: 2, dropped: 0 });
    expect(cut.overUs).toBe(1.15 * s);
  });

  it('drops what waits for a slot', async () => {
    const found = await run({ schedule: perSecond(10, 60), server: takes(10 * s), maxInFlight: 4, stopAtUs: 1.05 * s });
    expect(found.totals).toEqual({ scheduled: 11, ended: 4, cut: 0, dropped: 7 });
  });

  it('before the start counts no more than what is due at once', async () => {
    const found = await run({ schedule: perSecond(10, 60), server: takes(0), stopAtUs: -1 });
    expect(found.totals).toEqual({ scheduled: 1, ended: 0, cut: 0, dropped: 1 });
    expect(found.order).toEqual([]);
  });
});

describe('catching up', () => {
  it('starts all that is overdue, in turns between which answers are read', async () => {
    const clock = new VirtualClock();
    const events: string[] = [];
    const load = dispatch({
      schedule: perSecond(1000, 1),
      clock,
      maxInFlight: Number.POSITIVE_INFINITY,
      maxWaitUs: 10 * s,
      graceUs: s,
      work: {
        begin() {
          events.push('start');
          return clock.sleep(0);
        },
        ended: () => events.push('end'),
        cut: () => {},
        dropped: () => {},
      },
    });
    // The process was held up for half a second: the first call comes late.
    clock.stall(500 * ms);
    await clock.run();
    await load.over;
    expect(events.slice(0, 64)).toEqual(Array(64).fill('start'));
    expect(events.slice(64, 128)).toContain('end');
    expect(events.filter((event) => event === 'start')).toHaveLength(1000);
  });

  it('says how late the generator was, and not how long the house was full', async () => {
    const late: number[] = [];
    const clock = new VirtualClock();
    const load = dispatch({
      schedule: perSecond(10, 1),
      clock,
      maxInFlight: 1,
      maxWaitUs: 10 * s,
      graceUs: 60 * s,
      work: {
        begin: () => clock.sleep(200 * ms),
        ended: () => {},
        cut: () => {},
        dropped: () => {},
        late: (us) => late.push(us),
      },
    });
    clock.stall(70 * ms);
    await clock.run();
    await load.over;
    expect(late).toEqual([70 * ms, ...Array(9).fill(0)]);
  });
});

describe('what the work itself throws', () => {
  it.each([
    ['begin rejects', { begin: () => Promise.reject(new Error('broken')) }],
    [
      'begin throws',
      {
        begin: () => {
          throw new Error('broken');
        },
      },
    ],
    [
      'a listener throws',
      {
        ended: () => {
          throw new Error('broken');
        },
      },
    ],
  ])('stops the load and is its error: %s', async (_, broken) => {
    const clock = new VirtualClock();
    let begun = 0;
    const work = { begin: () => clock.sleep(0), ended: () => {}, cut: () => {}, dropped: () => {}, ...broken };
    const load = dispatch({
      schedule: perSecond(10, 10),
      clock,
      maxInFlight: 5,
      maxWaitUs: s,
      graceUs: s,
      work: {
        ...work,
        begin(): Promise<void> {
          begun++;
          return work.begin();
        },
      },
    });
    const failure = expect(load.over).rejects.toThrow('broken');
    await clock.run();
    await failure;
    expect(begun).toBe(1);
  });
});

describe('the count', () => {
  it('adds up exactly, and nothing overtakes, whatever the rate, the server, the caps and the stop', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          rate: fc.integer({ min: 1, max: 200 }),
          serviceMs: fc.nat(300),
          maxInFlight: fc.integer({ min: 1, max: 30 }),
          maxWaitMs: fc.nat(500),
          graceMs: fc.nat(300),
          stopMs: fc.option(fc.nat(1500), { nil: undefined }),
          workers: fc.integer({ min: 1, max: 3 }),
        }),
        async ({ rate, serviceMs, maxInFlight, maxWaitMs, graceMs, stopMs, workers }) => {
          let told = 0;
          for (let worker = 0; worker < workers; worker++) {
            const found = await run({
              schedule: striped(perSecond(rate, 1), { worker, workers }),
              server: queues(serviceMs * ms),
              maxInFlight,
              maxWaitUs: maxWaitMs * ms,
              graceUs: graceMs * ms,
              ...(stopMs === undefined ? {} : { stopAtUs: stopMs * ms }),
            });
            const { scheduled, ended, cut, dropped } = found.totals;
            expect([found.ended.length, found.cut.length, found.dropped.length]).toEqual([ended, cut, dropped]);
            expect(ended + cut + dropped).toBe(scheduled);
            expect(found.order).toEqual(found.order.toSorted((a, b) => a - b));
            expect(found.mostInFlight).toBeLessThanOrEqual(maxInFlight);
            expect(found.ended.every((flight) => flight.startedUs - flight.scheduledUs <= maxWaitMs * ms)).toBe(true);
            for (const flight of found.ended.filter(({ startedUs, scheduledUs }) => startedUs > scheduledUs)) {
              const before = found.ended.filter(({ n }) => n < flight.n);
              const busy = before.filter(({ doneUs }) => doneUs >= flight.startedUs);
              const cutBefore = found.cut.filter(({ n }) => n < flight.n).length;
              // It waited for a slot and took it in the instant in which it was given back.
              expect(before.some(({ doneUs }) => doneUs === flight.startedUs)).toBe(true);
              expect(busy.length + cutBefore).toBeGreaterThanOrEqual(maxInFlight);
            }
            told += scheduled;
          }
          const due = Math.min(rate, Math.floor(((stopMs ?? 1000) * rate) / 1000) + 1);
          expect(told).toBe(due);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('what never ends', () => {
  const schedule = perSecond(1, 2);

  it.each([
    ['after the last start, without an end', {}, 1 * s + 300 * ms],
    ['after the end of the time', { endUs: 2 * s }, 2 * s + 300 * ms],
    ['sooner after a stop', { endUs: 2 * s, stopGraceUs: 100 * ms, stopAtUs: 1500 * ms }, 1500 * ms + 100 * ms],
    ['sooner after a stop within the grace', { endUs: 2 * s, stopGraceUs: 50 * ms, stopAtUs: 2100 * ms }, 2150 * ms],
    ['no later after a stop', { stopGraceUs: 9 * s, stopAtUs: 1100 * ms }, 1300 * ms],
  ])('is cut when the grace is over: %s', async (_, setting, atUs) => {
    const { cut, totals } = await run({ schedule, server: never, graceUs: 300 * ms, ...setting });
    expect(cut.map(({ cutUs }) => cutUs)).toEqual([atUs, atUs]);
    expect(totals).toEqual({ scheduled: 2, ended: 0, cut: 2, dropped: 0 });
  });
});
