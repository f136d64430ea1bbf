import { describe, expect, it } from 'vitest';
import { SampleTally } from './sample-tally.ts';
import { hasTags, Samples, type View } from './samples.ts';

const views: View[] = [
  { metric: 'sold', type: 'counter', tags: {} },
  { metric: 'sold', type: 'counter', tags: { who: 'buyer', scenario: 'a' } },
  { metric: 'sold', type: 'counter', tags: { phase: 'warm-up' } },
  { metric: 'last', type: 'gauge', tags: {} },
  { metric: 'even', type: 'rate', tags: {} },
  { metric: 'took', type: 'trend', tags: {} },
];

describe("a script's samples", () => {
  it.each([
    [{ a: '1', b: '2' }, { a: '1' }, true],
    [{ a: '1', b: '2' }, {}, true],
    [{ a: '1' }, { a: '2' }, false],
    [{}, { a: '1' }, false],
  ])('with %j belong to %j: %s', (tags, asked, expected) => {
    expect(hasTags(tags, asked)).toBe(expected);
  });

  it('add up over threads and seconds, each in the parts that it belongs to', () => {
    const tally = new SampleTally();
    for (let second = 0; second < 2; second++) {
      const threads = [new Samples(views), new Samples(views)].map((thread, at) => {
        thread.add('sold', 2, { who: 'buyer', scenario: 'a', phase: 'main' }, true, 0);
        thread.add('sold', 1, { scenario: 'b', phase: 'main' }, true, 0);
        thread.add('sold', 5, { scenario: 'b', phase: 'warm-up' }, false, 0);
        thread.add('last', 10 * second + at, {}, true, second * 1e6 + at);
        thread.add('even', at, {}, true, 0);
        thread.add('took', 100 * second + at, {}, true, 0);
        thread.check('', 'one', at === 0);
        return thread.take();
      });
      tally.absorb(threads);
    }
    const collected = (metric: string, tags = {}) => tally.collected({ metric, tags });
    expect(collected('sold')).toEqual({ type: 'counter', sum: 12, samples: 8 });
    expect(collected('sold', { scenario: 'a', who: 'buyer' })).toEqual({ type: 'counter', sum: 8, samples: 4 });
    expect(collected('sold', { phase: 'warm-up' })).toEqual({ type: 'counter', sum: 20, samples: 4 });
    expect(collected('last')).toEqual({ type: 'gauge', value: 11, min: 0, max: 11, atUs: 1_000_001 });
    expect(collected('even')).toEqual({ type: 'rate', nonZero: 2, samples: 4 });
    expect(tally.trend({ metric: 'took', tags: {} }).values.data()).toMatchObject({ sum: 202, min: 0, max: 101 });
    expect(tally.checks).toEqual([{ group: '', name: 'one', passes: 2, fails: 2 }]);
    expect(collected('never')).toBeNull();
  });

  it('of two targets add up to the whole', () => {
    const one = new SampleTally();
    const thread = new Samples(views);
    thread.add('sold', 3, {}, true, 0);
    thread.add('took', 7, {}, true, 0);
    one.absorb([thread.take()]);
    const both = new SampleTally();
    both.merge(one);
    both.merge(one);
    expect(both.collected({ metric: 'sold', tags: {} })).toMatchObject({ sum: 6 });
    expect(both.trend({ metric: 'took', tags: {} }).samples).toBe(2);
  });
});
