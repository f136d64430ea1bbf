import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from './spread.ts';
import { arrivals } from './stream-schedule.ts';

const house = { maxInFlight: 10, maxWaitUs: 0 };
const counts = (jobs: Parameters<typeof spread>[0], busy: number): number[] =>
  spread(jobs, { durationMs: 10_000, busy, ...house }).map(({ load, startUs }) =>
    load.kind === 'virtual users' ? 0 : arrivals(load, startUs, 0).count,
  );

describe('spread', () => {
  it('gives each job what it wants while there is time', () => {
    expect(
      counts(
        [
          { id: 'a', serviceMs: 1, wanted: 1000 },
          { id: 'b', serviceMs: 2, wanted: 500 },
        ],
        0.5,
      ),
    ).toEqual([1000, 500]);
  });

  it('leaves a slow job what fits, and one that does not fit at all out', () => {
    expect(
      counts(
        [
          { id: 'scan', serviceMs: 20_000, wanted: 1000 },
          { id: 'slow', serviceMs: 100, wanted: 1000 },
          { id: 'quick', serviceMs: 1, wanted: 1000 },
        ],
        0.5,
      ),
    ).toEqual([40, 1000]);
  });

  it('gives the cheapest all they want before the next ones get more than their even share', () => {
    expect(
      counts(
        [
          { id: 'a', serviceMs: 1, wanted: 3000 },
          { id: 'b', serviceMs: 2, wanted: 3000 },
          { id: 'c', serviceMs: 5, wanted: 3000 },
          { id: 'd', serviceMs: 10, wanted: 3000 },
        ],
        // Of 6,000 ms 750 for each; of the other 3,000 ms a takes 2,250, and b the last 750.
        0.6,
      ),
    ).toEqual([3000, 375 + 375, 150, 75]);
  });

  it('never takes more time than it may', () => {
    const job = fc.record({ serviceMs: fc.integer({ min: 1, max: 1000 }), wanted: fc.integer({ min: 1, max: 2000 }) });
    fc.assert(
      fc.property(fc.array(job, { minLength: 1, maxLength: 20 }), (drawn) => {
        const jobs = drawn.map((one, at) => ({ ...one, id: String(at) }));
        const streams = spread(jobs, { durationMs: 10_000, busy: 0.5, ...house });
        const spent = streams.reduce((sum, { name, load }) => {
          const count = load.kind === 'constant rate' ? load.rate.arrivals : Number.NaN;
          return sum + count * (jobs[Number(name)]?.serviceMs ?? 0);
        }, 0);
        expect(spent).toBeLessThanOrEqual(5000);
      }),
    );
  });
});
