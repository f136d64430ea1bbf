import { afterEach, describe, expect, it } from 'vitest';
import { openClock, type PreciseClock } from './precise-clock.ts';

const ms = 1000;
const clocks: PreciseClock[] = [];
const open = async (): Promise<PreciseClock> => {
  const clock = await openClock();
  clocks.push(clock);
  return clock;
};
afterEach(() => {
  for (const clock of clocks.splice(0)) clock.close();
});

describe('the precise clock', () => {
  it('calls each in its order, and never too soon', async () => {
    const clock = await open();
    const called: { atUs: number; nowUs: number }[] = [];
    const startUs = clock.nowUs();
    const moments = [30, 0, 7.5, 0.2, 7.5, 19.99, 3].map((at) => startUs + at * ms);
    await Promise.all(
      moments.map(
        (atUs) =>
          new Promise<void>((resolve) => {
            clock.wakeAt(atUs, () => {
              called.push({ atUs, nowUs: clock.nowUs() });
              resolve();
            });
          }),
      ),
    );
    expect(called.map(({ atUs }) => atUs)).toEqual(moments.toSorted((a, b) => a - b));
    expect(called.every(({ atUs, nowUs }) => nowUs >= atUs)).toBe(true);
  });

  it('never calls from within the asking, nor what was cancelled', async () => {
    const clock = await open();
    const called: string[] = [];
    clock.wakeAt(clock.nowUs() + ms, () => called.push('cancelled')).cancel();
    await new Promise<void>((resolve) => {
      clock.wakeAt(0, () => {
        called.push('overdue');
        clock.wakeAt(clock.nowUs() + 3 * ms, resolve);
      });
      called.push('asked');
    });
    expect(called).toEqual(['asked', 'overdue']);
  });

  it('lets answers be read while calls that are overdue queue up', async () => {
    const clock = await open();
    let waiting = 200;
    let readAfter = 0;
    setImmediate(() => setImmediate(() => (readAfter = 200 - waiting)));
    await new Promise<void>((resolve) => {
      for (let k = 0; k < 200; k++) {
        clock.wakeAt(0, () => {
          for (const startUs = clock.nowUs(); clock.nowUs() < startUs + 100; );
          if (--waiting === 0) resolve();
        });
      }
    });
    expect(readAfter).toBeGreaterThan(0);
    expect(readAfter).toBeLessThan(60);
  });

  it('spends no more than its share on spinning', async () => {
    const clock = await open();
    const startUs = clock.nowUs();
    await new Promise<void>((resolve) => {
      const next = (left: number) => {
        if (left === 0) resolve();
        else clock.wakeAt(clock.nowUs() + ms, () => next(left - 1));
      };
      next(200);
    });
    expect(clock.spunUs()).toBeLessThan(0.05 * (clock.nowUs() - startUs) + 2.1 * ms);
  });

  it('counts from another origin where it is told to, and calls by it', async () => {
    const clock = await open();
    await new Promise<void>((resolve) => clock.wakeAt(clock.nowUs() + 5 * ms, resolve));
    const originNs = process.hrtime.bigint() + 200_000_000n;
    clock.startFrom(originNs);
    expect(clock.nowUs()).toBeLessThan(0);
    const calledNs = await new Promise<bigint>((resolve) =>
      clock.wakeAt(20 * ms, () => resolve(process.hrtime.bigint())),
    );
    // The two scales are laid on one another to some microseconds.
    expect(Number(calledNs - originNs) / 1000).toBeGreaterThanOrEqual(20 * ms - 100);
    clock.wakeAt(clock.nowUs() + ms, () => {});
    expect(() => clock.startFrom(originNs)).toThrow(RangeError);
  });

  it('counts from an origin that threads can share, be it to come', async () => {
    const clock = await open();
    clock.startFrom(process.hrtime.bigint() + 500_000_000n);
    expect(clock.nowUs()).toBeLessThan(0);
    await new Promise<void>((resolve) => clock.wakeAt(0, resolve));
    expect(clock.nowUs()).toBeGreaterThanOrEqual(0);
  });
});
