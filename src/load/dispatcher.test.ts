import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram } from '../measure/histogram.ts';
import { dispatch } from './dispatcher.ts';
import { constantRate, type Schedule, striped } from './schedule.ts';
import { VirtualClock } from './virtual-clock.ts';
import type { Flight, LoadTotals } from './work.ts';

const ms = 1000;
const s = 1_000_000;

/** A server in virtual time: when it has answered what comes in at a moment. */
type Server = (clock: VirtualClock) => (flight: Flight) => Promise<void>;

const takes =
  (durationUs: number): Server =>
  (clock) =>
  () =>
    clock.sleep(durationUs);

/** Answers at once, but nothing from `fromUs` to `untilUs`. */
const freezes =
  (fromUs: number, untilUs: number): Server =>
  (clock) =>
  () => {
    const nowUs = clock.nowUs();
    return clock.sleep(nowUs >= fromUs && nowUs < untilUs ? untilUs - nowUs : 0);
  };

/** One at a time, in the order of coming. */
const queues =
  (serviceUs: number): Server =>
  (clock) => {
    let freeUs = 0;
    return () => {
      freeUs = Math.max(freeUs, clock.nowUs()) + serviceUs;
      return clock.sleep(freeUs - clock.nowUs());
    };
  };

const never: Server = () => () => new Promise<void>(() => {});

interface Setting {
  readonly schedule: Schedule;
  readonly server: Server;
  readonly maxInFlight?: number;
  readonly maxWaitUs?: number;
  readonly graceUs?: number;
  readonly stopAtUs?: number;
}

interface Found {
  readonly totals: LoadTotals;
  readonly ended: {
    readonly n: number;
    readonly scheduledUs: number;
    readonly startedUs: number;
    readonly doneUs: number;
  }[];
  readonly dropped: { readonly n: number; readonly scheduledUs: number; readonly atUs: number }[];
  readonly cut: { readonly n: number; readonly cutUs: number }[];
  readonly order: number[];
  readonly mostInFlight: number;
  readonly slots: Set<number>;
  readonly overUs: number;
}

async function run(setting: Setting): Promise<Found> {
  const clock = new VirtualClock();
  const stop = new AbortController();
  if (setting.stopAtUs !== undefined && setting.stopAtUs < 0) stop.abort();
  const serve = setting.server(clock);
  const found = { ended: [], dropped: [], cut: [], order: [], slots: new Set<number>() } as Pick<
    Found,
    'ended' | 'dropped' | 'cut' | 'order' | 'slots'
  >;
  let inFlight = 0;
  let mostInFlight = 0;
  let overUs = 0;
  const load = dispatch({
    schedule: setting.schedule,
    clock,
    maxInFlight: setting.maxInFlight ?? Number.POSITIVE_INFINITY,
    maxWaitUs: setting.maxWaitUs ?? 10 * s,
    graceUs: setting.graceUs ?? 30 * s,
    signal: stop.signal,
    work: {
      begin(flight) {
        found.order.push(flight.n);
        found.slots.add(flight.slot);
        mostInFlight = Math.max(mostInFlight, ++inFlight);
        return serve(flight);
      },
      ended({ n, scheduledUs, startedUs }, _, doneUs) {
        inFlight--;
        found.ended.push({ n, scheduledUs, startedUs, doneUs });
      },
      cut({ n }, cutUs) {
        inFlight--;
        found.cut.push({ n, cutUs });
      },
      dropped: (n, scheduledUs) => found.dropped.push({ n, scheduledUs, atUs: clock.nowUs() }),
    },
  });
  if (setting.stopAtUs !== undefined) clock.wakeAt(setting.stopAtUs, () => stop.abort());
  const totals = load.over.then((end) => {
    overUs = clock.nowUs();
    return end;
  });
  await clock.run();
  return { ...found, totals: await totals, mostInFlight, overUs };
}

const perSecond = (arrivals: number, seconds: number) => constantRate({ arrivals, perUs: s }, seconds * s);

/** The recorded response times at some percentiles, in ms to the histogram's three digits. */
function responses({ ended }: Found, ...percentiles: number[]): number[] {
  const histogram = new Histogram();
  for (const { scheduledUs, doneUs } of ended) histogram.record(doneUs - scheduledUs);
  return percentiles.map((p) =>
    Number((histogram.atRank(Math.ceil(Math.round(p * histogram.count * 10) / 1000)) / ms).toPrecision(3)),
  );
}

describe('an open loop', () => {
  it('starts each operation when it is due, whatever became of the one before', async () => {
    const found = await run({ schedule: perSecond(100, 2), server: takes(500 * ms) });
    expect(found.ended.every(({ startedUs, scheduledUs }) => startedUs === scheduledUs)).toBe(true);
    expect(found.order).toEqual(Array.from({ length: 200 }, (_, n) => n));
    expect(found.mostInFlight).toBe(50);
    expect(found.slots.size).toBe(50);
    expect(found.totals).toEqual({ scheduled: 200, ended: 200, cut: 0, dropped: 0 });
  });

  it('shows a constant 100 ms as 100 ms', async () => {
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
