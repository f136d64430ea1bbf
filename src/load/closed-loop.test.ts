import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runVus } from './closed-loop.ts';
import type { Stripe } from './schedule.ts';
import { VirtualClock } from './virtual-clock.ts';
import { delayedVus, rampingVus, stripedVus, type VuPlan } from './vu-plan.ts';
import type { LoadTotals } from './work.ts';

const ms = 1000;
const s = 1_000_000;

const plan = (changes: Partial<VuPlan>): VuPlan => ({
  steps: [{ atUs: 0, vus: 1 }],
  endUs: 10 * s,
  iterations: { kind: 'unlimited' },
  rampDownGraceUs: 30 * s,
  graceUs: 30 * s,
  ...changes,
});

interface Found {
  readonly totals: LoadTotals;
  readonly begun: { n: number; slot: number; scheduledUs: number }[];
  readonly ended: number[];
  readonly cut: { n: number; slot: number; cutUs: number }[];
  readonly dropped: { n: number; scheduledUs: number }[];
  readonly overUs: number;
}

interface Setting {
  readonly plan: VuPlan;
  readonly takesUs: (n: number, slot: number) => number;
  readonly stripe?: Stripe;
  readonly stopAtUs?: number;
  readonly stopGraceUs?: number;
  readonly lookAtUs?: readonly number[];
}

async function run({
  plan: given,
  takesUs,
  stripe,
  stopAtUs,
  stopGraceUs,
  lookAtUs = [],
}: Setting): Promise<Found & { readonly seen: number[] }> {
  const clock = new VirtualClock();
  const stop = new AbortController();
  const found = { begun: [], ended: [], cut: [], dropped: [] } as Pick<Found, 'begun' | 'ended' | 'cut' | 'dropped'>;
  const seen: number[] = [];
  const load = runVus({
    plan: given,
    clock,
    signal: stop.signal,
    ...(stripe === undefined ? {} : { stripe }),
    ...(stopGraceUs === undefined ? {} : { stopGraceUs }),
    work: {
      begin({ n, slot, scheduledUs }) {
        found.begun.push({ n, slot, scheduledUs });
        return clock.sleep(takesUs(n, slot));
      },
      ended: ({ n }) => found.ended.push(n),
      cut: ({ n, slot }, cutUs) => found.cut.push({ n, slot, cutUs }),
      dropped: (n, scheduledUs) => found.dropped.push({ n, scheduledUs }),
    },
  });
  if (stopAtUs !== undefined) clock.wakeAt(stopAtUs, () => stop.abort());
  for (const us of lookAtUs) clock.wakeAt(us, () => seen.push(load.inFlight()));
  let overUs = 0;
  const totals = load.over.then((end) => {
    overUs = clock.nowUs();
    return end;
  });
  await clock.run();
  return { ...found, totals: await totals, overUs, seen };
}

describe('constant users', () => {
  it('each start the next iteration as soon as the last has ended, until the time is over', async () => {
    const found = await run({ plan: plan({ steps: [{ atUs: 0, vus: 3 }], endUs: 2 * s }), takesUs: () => 300 * ms });
    // 0, 0.3 … 1.8: seven iterations each, the last of them ends in the grace.
    expect(found.totals).toEqual({ scheduled: 21, ended: 21, cut: 0, dropped: 0 });
    expect(found.overUs).toBe(2.1 * s);
    expect(found.begun.map(({ n }) => n)).toEqual(Array.from({ length: 21 }, (_, n) => n));
  });

  it('are cut when the grace is over, and the cut ones are counted', async () => {
    const found = await run({
      plan: plan({ steps: [{ atUs: 0, vus: 3 }], endUs: 2 * s, graceUs: 0 }),
      takesUs: () => 300 * ms,
    });
    expect(found.totals).toEqual({ scheduled: 21, ended: 18, cut: 3, dropped: 0 });
    expect(found.cut.every(({ cutUs }) => cutUs === 2 * s)).toBe(true);
  });

  it('whose work never waits still let time pass', async () => {
    const found = await run({ plan: plan({ endUs: 5 }), takesUs: () => 1 });
    expect(found.totals.ended).toBe(5);
  });

  it('stop when they are told to, and what they did not start does not count', async () => {
    const found = await run({
      plan: plan({ steps: [{ atUs: 0, vus: 2 }] }),
      takesUs: () => 300 * ms,
      stopAtUs: 700 * ms,
    });
    expect(found.totals).toEqual({ scheduled: 6, ended: 6, cut: 0, dropped: 0 });
    expect(found.overUs).toBe(900 * ms);
  });
});

describe('ramping users', () => {
  it("become as many as k6 plans: the example of k6's own tests", () => {
    const stages = [
      [2, 6],
      [5, 1],
      [4, 5],
      [4, 1],
      [3, 4],
      [2, 4],
      [0, 1],
      [3, 1],
    ].map(([seconds = 0, target = 0]) => ({ durationUs: seconds * s, target }));
    const vus = [4, 5, 6, 5, 4, 3, 2, 1, 2, 3, 4, 5, 4, 3, 2, 1, 2, 3, 4].map((count, second) => ({
      atUs: second * s,
      vus: count,
    }));
    expect(rampingVus(4, stages)).toEqual([...vus, { atUs: 20 * s, vus: 1 }]);
  });

  it('start 29 iterations where k6 does: five users for a second, then three, 300 ms each', async () => {
    const steps = rampingVus(5, [
      { durationUs: s, target: 5 },
      { durationUs: 0, target: 3 },
      { durationUs: s, target: 3 },
    ]);
    const found = await run({
      plan: plan({ steps, endUs: 2 * s, rampDownGraceUs: 0, graceUs: 0 }),
      takesUs: () => 300 * ms,
      lookAtUs: [500 * ms, 1500 * ms, 2400 * ms],
    });
    expect(found.totals).toEqual({ scheduled: 29, ended: 24, cut: 5, dropped: 0 });
    expect(found.seen).toEqual([5, 3, 0]);
  });

  it('stop the one that started last first; it may finish within the ramp-down grace, then it is cut', async () => {
    // As k6 draws it: user 1 works from 5 to 70 ms, user 2 from 10 ms is cut at 20 + 30 ms.
    const steps = rampingVus(0, [
      { durationUs: 10 * ms, target: 2 },
      { durationUs: 40 * ms, target: 0 },
    ]);
    const found = await run({
      plan: plan({
        steps: steps.filter(({ atUs }) => atUs > 0),
        endUs: 50 * ms,
        rampDownGraceUs: 30 * ms,
        graceUs: 50 * ms,
      }),
      takesUs: () => 65 * ms,
    });
    expect(found.begun).toEqual([
      { n: 0, slot: 0, scheduledUs: 5 * ms },
      { n: 1, slot: 1, scheduledUs: 10 * ms },
    ]);
    expect(found.cut).toEqual([{ n: 1, slot: 1, cutUs: 60 * ms }]);
    expect(found.ended).toEqual([0]);
  });

  it('who are needed again while they finish are not cut', async () => {
    const steps = [
      { atUs: 0, vus: 1 },
      { atUs: 100 * ms, vus: 0 },
      { atUs: 150 * ms, vus: 1 },
    ];
    const found = await run({ plan: plan({ steps, endUs: s, rampDownGraceUs: 200 * ms }), takesUs: () => 400 * ms });
    expect(found.totals).toEqual({ scheduled: 3, ended: 3, cut: 0, dropped: 0 });
  });
});

describe('a given number of iterations', () => {
  it('shared: fast users do more of them', async () => {
    const found = await run({
      plan: plan({ steps: [{ atUs: 0, vus: 2 }], iterations: { kind: 'shared', count: 12 } }),
      takesUs: (_, slot) => (slot === 0 ? 100 * ms : 290 * ms),
    });
    expect(found.totals).toEqual({ scheduled: 12, ended: 12, cut: 0, dropped: 0 });
    expect(found.begun.filter(({ slot }) => slot === 0)).toHaveLength(9);
  });

  it('for each: every user does as many', async () => {
    const found = await run({
      plan: plan({ steps: [{ atUs: 0, vus: 3 }], iterations: { kind: 'each', count: 4 } }),
      takesUs: (_, slot) => (slot + 1) * 100 * ms,
    });
    expect(found.totals.ended).toBe(12);
    for (const slot of [0, 1, 2]) expect(found.begun.filter((flight) => flight.slot === slot)).toHaveLength(4);
    expect(found.overUs).toBe(1.2 * s);
  });

  it.each([
    ['shared', { kind: 'shared', count: 100 } as const, 2, 80],
    ['for each', { kind: 'each', count: 50 } as const, 2, 80],
  ])('that time does not allow are dropped: %s', async (_, iterations, vus, dropped) => {
    const found = await run({
      plan: plan({ steps: [{ atUs: 0, vus }], endUs: s, iterations }),
      takesUs: () => 100 * ms,
    });
    expect(found.totals).toEqual({ scheduled: 100, ended: 20, cut: 0, dropped });
    expect(new Set(found.dropped.map(({ n }) => n)).size).toBe(dropped);
    expect(found.dropped.every(({ scheduledUs }) => scheduledUs === s)).toBe(true);
  });
});

describe('plans', () => {
  it('striped over workers add up to the plan at every moment', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.nat(40), { minLength: 1 }),
        fc.nat(1000),
        (workers, counts, shared) => {
          const whole = plan({
            steps: counts.map((vus, k) => ({ atUs: k, vus })),
            iterations: { kind: 'shared', count: shared },
          });
          const parts = Array.from({ length: workers }, (_, worker) => stripedVus(whole, { worker, workers }));
          for (const [k, { vus }] of whole.steps.entries()) {
            expect(parts.reduce((sum, part) => sum + (part.steps[k]?.vus ?? 0), 0)).toBe(vus);
          }
          expect(
            parts.reduce((sum, { iterations }) => sum + (iterations.kind === 'shared' ? iterations.count : 0), 0),
          ).toBe(shared);
        },
      ),
    );
  });

  it('of two workers number their iterations apart', async () => {
    const shared = plan({ steps: [{ atUs: 0, vus: 4 }], iterations: { kind: 'shared', count: 11 } });
    const numbers = await Promise.all(
      [0, 1].map(async (worker) =>
        (await run({ plan: shared, takesUs: () => 10, stripe: { worker, workers: 2 } })).begun.map(({ n }) => n),
      ),
    );
    expect(numbers.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 11 }, (_, n) => n));
  });

  it('can start later', async () => {
    const found = await run({ plan: delayedVus(plan({ endUs: s }), 5 * s), takesUs: () => 500 * ms });
    expect(found.begun.map(({ scheduledUs }) => scheduledUs)).toEqual([5 * s, 5.5 * s]);
  });
});

describe('a stop', () => {
  it.each([
    ['while users work', 1 * s, 1 * s + 100 * ms],
    ['within the grace at the end', 2500 * ms, 2500 * ms + 100 * ms],
  ])('%s leaves a shorter grace', async (_, stopAtUs, cutUs) => {
    const setting = { plan: plan({ endUs: 2 * s }), takesUs: () => 60 * s, stopAtUs, stopGraceUs: 100 * ms };
    const { cut, totals } = await run(setting);
    expect(cut).toEqual([{ n: 0, slot: 0, cutUs }]);
    expect(totals).toEqual({ scheduled: 1, ended: 0, cut: 1, dropped: 0 });
  });
});
