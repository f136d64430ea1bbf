import { describe, expect, it } from 'vitest';
import { Pace } from './pace.ts';

describe('the pace of a load', () => {
  it('is that of the last five seconds, 0 where nothing came in them', () => {
    const pace = new Pace();
    const rates = [
      [0, 0],
      [1_000, 100],
      [2_000, 300],
      [5_000, 900],
      [6_000, 2_900],
      [20_000, 2_900],
    ].map(([atMs, done]) => pace.perSecond(atMs ?? 0, done ?? 0));
    expect(rates).toEqual([0, 100, 150, 180, 560, 0]);
  });
});
