import { describe, expect, it } from 'vitest';
import shop from '../../test/shop/workload.ts';
import { SeededWorld } from '../dataset/world.ts';
import type { TargetName } from '../targets/target.ts';
import { type CheckTarget, check } from './check.ts';

const customerById = shop.patterns.find(({ id }) => id === 'customer');

/** A target whose every answer is nothing and takes so long; what it was asked is kept. */
function target(name: TargetName, takesMs: number, clock: { ms: number }): CheckTarget & { asked: object[] } {
  const asked: object[] = [];
  return {
    name,
    asked,
    executor: {
      warm: async () => {},
      close: async () => {},
      execute: async (_pattern, params) => {
        asked.push(params);
        clock.ms += takesMs;
        const cost = { requests: 1, items: 0, evaluated: 0, bytes: 0, consumed: [] };
        return { outcome: { state: 'ok' }, read: () => null, sentUs: 0, doneUs: takesMs * 1000, poolWaitUs: 0, cost };
      },
    },
    store: {} as CheckTarget['store'],
    gauge: {
      before: async () => {},
      after: () => ({ requests: [], statements: null }),
      indexes: [],
      close: async () => {},
    },
  };
}

describe('a check of a read that one target is slow at', () => {
  it('asks it the first draws and the edges before it runs out of time, the other target everything, and says so', async () => {
    const clock = { ms: 0 };
    const [slow, quick] = [target('dynamodb', 1_000, clock), target('postgres', 1, clock)];
    const { patterns, answers } = await check({
      workload: { ...shop, patterns: customerById === undefined ? [] : [customerById] },
      world: new SeededWorld(1, { dau: 100, days: 3 }, shop.asOfMs),
      targets: [slow, quick],
      strictness: 'pristine',
      drawn: 8,
      budgetMs: 4_500,
      askedAtLeast: 3,
      clock: () => clock.ms,
      firstFresh: 0,
      onPattern: () => {},
      signal: new AbortController().signal,
    });
    const labels = answers[0]?.questions.map(({ label }) => label) ?? [];
    expect(labels.slice(0, 5)).toEqual(['drawn 1', 'drawn 2', 'drawn 3', 'a missing key', 'drawn 4']);
    expect(slow.asked).toEqual(quick.asked.slice(0, 5));
    expect(quick.asked.length).toBe(labels.length);
    expect(patterns).toMatchObject([{ parameters: 5, left: [{ target: 'dynamodb', parameters: labels.length - 5 }] }]);
  });
});
