import { describe, expect, it } from 'vitest';
import { Turnstile } from './turnstile.ts';

describe('a turnstile', () => {
  it('lets so many through at once, the others in order, one that fails included', async () => {
    const turnstile = new Turnstile(2);
    const gates: (() => void)[] = [];
    const began: number[] = [];
    const work = [0, 1, 2, 3].map((n) =>
      turnstile.run(async () => {
        began.push(n);
        await new Promise<void>((resolve) => gates.push(resolve));
        if (n === 0) throw new Error('as told');
        return n;
      }),
    );
    const all = Promise.allSettled(work);
    await tick();
    expect(began).toEqual([0, 1]);
    gates[0]?.();
    await tick();
    expect(began).toEqual([0, 1, 2]);
    for (let at = 1; at < 4; at++) {
      gates[at]?.();
      await tick();
    }
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  });
});

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
