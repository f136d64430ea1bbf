import { describe, expect, it, vi } from 'vitest';
import { counted } from '../src/replay/phases.ts';
import { loadOn } from './load-on.ts';
import { inChild } from './servers/in-child.ts';

vi.setConfig({ testTimeout: 60_000 });

// 20 s at 100/s on two workers; the thread with operation 150 dies of it, 1.5 s into the load.
const load = { perSecond: 100, seconds: 20, workers: 2, maxInFlight: 20, workloadFile: './shop/dying.ts' };

describe("one worker's death", () => {
  it.each([
    ['exits', 2, 'a load worker ended by itself (exit code 7)'],
    ['throws what nobody catches', 1, 'something that nobody catches'],
  ])('ends the load with what was measured: a thread that %s', async (_how, randomSeed, why) => {
    const server = await inChild('canned', {});
    try {
      const seconds: number[] = [];
      const startedMs = performance.now();
      const { failure, tally } = await loadOn(server.url, {
        ...load,
        randomSeed,
        onSecond: ({ second }) => seconds.push(second),
      });
      expect(failure?.message).toBe(why);
      // The other one stops, too: nowhere near the 20 s that were asked for.
      expect(performance.now() - startedMs).toBeLessThan(15_000);
      const summary = tally.summaries.get(counted, 'customer')?.summary;
      const requests = await server.requests();
      // The first second of both is whole; the dead one's second is lost, and nothing is made up for it.
      expect(summary?.completed).toBeGreaterThanOrEqual(100);
      expect(summary?.completed).toBeLessThanOrEqual(requests);
      expect(requests - (summary?.completed ?? 0)).toBeLessThanOrEqual(100);
      expect(summary?.failed).toBe(0);
      expect(seconds[0]).toBe(1);
    } finally {
      await server.close();
    }
  });
});
