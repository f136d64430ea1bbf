import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSlice } from './load-slice.ts';

/** Loads a slice into memory; each batch takes a number of turns that the test chooses. */
async function load({
  from = 0,
  to = 100,
  inFlight = 4,
  turns = [1] as readonly number[],
  failAt = Number.POSITIVE_INFINITY,
  stopAt = Number.POSITIVE_INFINITY,
}) {
  const stop = new AbortController();
  const written = new Set<number>();
  const kept: number[] = [];
  let most = 0;
  let open = 0;
  let nowMs = 0;
  let batch = 0;
  const ended = await loadSlice(
    { entity: 'e', from, to, record: (i) => ({ i }) },
    {
      onProgress: (done) => {
        if (done >= stopAt) stop.abort();
      },
      manifestAt: String,
      signal: stop.signal,
    },
    {
      inFlight,
      toItem: ({ i }) => ({ i }),
      write: async (items) => {
        open++;
        most = Math.max(most, open);
        const wait = turns[batch++ % turns.length] ?? 1;
        for (let turn = 0; turn < wait; turn++) await Promise.resolve();
        if (items.some(({ i }) => Number(i) >= failAt)) throw new Error('refused');
        for (const { i } of items) written.add(Number(i));
        open--;
      },
      keep: async (manifest) => {
        const done = Number(manifest);
        for (let i = from; i < done; i++) expect(written.has(i)).toBe(true);
        kept.push(done);
      },
      clock: () => (nowMs += 400),
    },
  ).catch((error: Error) => error.message);
  return { ended, written, kept, most };
}

describe('a slice', () => {
  it('is written whole, from where it begins, so many batches at once', async () => {
    const { ended, written, kept, most } = await load({ from: 30, to: 160, inFlight: 4 });
    expect(ended).toBe(160);
    expect([...written].sort((a, b) => a - b)).toEqual(Array.from({ length: 130 }, (_, n) => 30 + n));
    expect(kept.at(-1)).toBe(160);
    expect(most).toBe(4);
  });

  it('never notes more than is written, however the batches overtake each other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 8 }),
        async (turns, inFlight) => {
          const { ended, written } = await load({ to: 600, turns, inFlight });
          expect(ended).toBe(600);
          expect(written.size).toBe(600);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('ends early where it is told to, with all before that written', async () => {
    const { ended, written, kept } = await load({ to: 1_000, stopAt: 200 });
    expect(ended).toBeGreaterThanOrEqual(200);
    expect(ended).toBeLessThan(400);
    expect(written.size).toBe(ended);
    expect(kept.at(-1)).toBe(ended);
  });

  it('ends with the first failure, and begins no batch after it', async () => {
    const { ended, written } = await load({ to: 100_000, failAt: 50 });
    expect(ended).toBe('refused');
    expect(written.size).toBeLessThan(300);
  });
});
