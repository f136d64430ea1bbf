import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begin, lowOf, type Outcome, type Search, told, type WindowOrder } from './search.ts';
import type { SearchPlan } from './search-plan.ts';

const plan: SearchPlan = {
  from: 20,
  to: 100_000,
  step: 2,
  precision: 0.05,
  windowSeconds: 3,
  settleSeconds: 2,
  arrivalsToDecide: 1000,
};

/** Asks for windows until there is an answer; `judge` is the target. */
function searched(judge: (order: WindowOrder) => Outcome, of: SearchPlan = plan) {
  const orders: WindowOrder[] = [];
  let search = begin(of);
  while (search.answer === null) {
    orders.push(search.order);
    if (orders.length > 500) throw new Error('the search does not end');
    search = told(search, judge(search.order));
  }
  return { search, answer: search.answer, orders };
}

/** Holds every rate up to its capacity; what is far above it piles up. */
const upTo =
  (capacity: number) =>
  ({ perSecond }: WindowOrder): Outcome =>
    perSecond <= capacity ? 'met' : perSecond > 1.25 * capacity ? 'overrun' : 'missed';

const ratesOf = (orders: readonly WindowOrder[]): number[] => orders.map(({ perSecond }) => perSecond);

describe('a search', () => {
  it('doubles, halves what is between, and confirms', () => {
    const { answer, orders } = searched(upTo(250));
    expect(orders.map(({ purpose, perSecond, seconds }) => [purpose, perSecond, seconds])).toEqual([
      ['growing', 20, 3],
      ['growing', 40, 3],
      ['growing', 80, 3],
      ['growing', 160, 3],
      ['growing', 320, 3],
      ['narrowing', 226.3, 6 / 2],
      ['narrowing', 269.1, 7],
      ['narrowing', 269.1, 7],
      ['narrowing', 246.8, 9],
      ['narrowing', 257.7, 9],
      ['narrowing', 257.7, 9],
      ['narrowing', 252.2, 9],
      ['narrowing', 252.2, 9],
      ['confirming', 246.8, 12],
    ]);
    expect(answer).toEqual({
      state: 'found',
      perSecond: 246.8,
      window: 14,
      high: { perSecond: 252.2, limit: 'target', window: 13 },
    });
  });

  it('confirms as long as the objectives need samples, at most ten windows', () => {
    const last = (of: SearchPlan): number => searched(upTo(250), of).orders.at(-1)?.seconds ?? 0;
    expect(last({ ...plan, arrivalsToDecide: 5000 })).toBe(Math.ceil((1.2 * 5000) / 246.8));
    expect(last({ ...plan, arrivalsToDecide: 1e9 })).toBe(30);
  });

  it('settles twice as long after a window that was given up', () => {
    const { orders } = searched(upTo(250));
    const after = orders[orders.findIndex(({ perSecond }) => perSecond === 320) + 1];
    expect(after?.settleSeconds).toBe(4);
  });

  it.each<[string, (order: WindowOrder) => Outcome, string]>([
    ['that piles up', upTo(1), 'target'],
    ['that misses', () => 'missed', 'target'],
    ['where the generator is the limit', () => 'generator', 'generator'],
  ])('ends below the lowest rate on a target %s', (_, judge, limit) => {
    expect(searched(judge).answer).toMatchObject({ state: 'below', high: { perSecond: 20, limit } });
  });

  it('of a range that is held to its end has found the end', () => {
    const { answer } = searched(() => 'met', { ...plan, to: 500 });
    expect(answer).toMatchObject({ state: 'found', perSecond: 500, high: null });
  });

  it('never calls the generator’s limit the target’s', () => {
    const { answer } = searched(({ perSecond }) => (perSecond <= 700 ? 'met' : 'generator'));
    expect(answer).toMatchObject({ state: 'at least', high: { limit: 'generator' } });
    const perSecond = answer.state === 'at least' ? answer.perSecond : 0;
    expect(perSecond).toBeGreaterThan(700 / 1.03);
    expect(perSecond).toBeLessThanOrEqual(700);
  });

  it('calls a rate the target’s limit where both were seen', () => {
    const outcomes: Outcome[] = ['generator', 'missed'];
    const { answer } = searched(({ perSecond, number }) =>
      perSecond <= 700 ? 'met' : (outcomes[number % 2] ?? 'met'),
    );
    expect(answer).toMatchObject({ state: 'found', high: { limit: 'target' } });
  });

  it('does not believe a single miss', () => {
    let misses = 0;
    const { answer, orders } = searched((order) => {
      if (order.perSecond === 80 && misses++ === 0) return 'missed';
      return upTo(250)(order);
    });
    expect(ratesOf(orders).slice(0, 5)).toEqual([20, 40, 80, 80, 80]);
    expect(answer).toMatchObject({ state: 'found', perSecond: 246.8 });
  });

  it('tries an outage once more that every window since has passed, and goes on from there', () => {
    const { answer, orders } = searched((order) =>
      order.number <= 6 && order.perSecond === 320 ? 'overrun' : upTo(1000)(order),
    );
    expect(orders.some(({ purpose }) => purpose === 'challenging')).toBe(true);
    const perSecond = answer.state === 'found' ? answer.perSecond : 0;
    expect(perSecond).toBeGreaterThan(1000 / 1.03);
    expect(perSecond).toBeLessThanOrEqual(1000);
  });

  it('steps down where the long window misses what short ones held', () => {
    const { answer, orders } = searched((order) => upTo(order.purpose === 'confirming' ? 243 : 250)(order));
    expect(ratesOf(orders.filter(({ purpose }) => purpose === 'confirming'))).toEqual([246.8, 240.8]);
    expect(answer).toMatchObject({ state: 'found', perSecond: 240.8, high: { perSecond: 246.8 } });
  });

  it('is unconfirmed after three long windows in vain', () => {
    const { answer, orders } = searched((order) => (order.purpose === 'confirming' ? 'missed' : upTo(250)(order)));
    expect(ratesOf(orders.slice(-3))).toEqual([246.8, 240.8, 229.3]);
    expect(answer).toMatchObject({ state: 'unconfirmed', perSecond: 226.3, high: { perSecond: 229.3 } });
  });

  it('tries a rate just below where a long window left something open', () => {
    const open = (order: WindowOrder): Outcome =>
      order.purpose === 'confirming' && order.perSecond > 245 ? 'likely met' : upTo(250)(order);
    expect(searched(open).answer).toMatchObject({ state: 'found', perSecond: 240.8, high: { perSecond: 252.2 } });
  });

  it('keeps the higher rate where that one leaves it open, too', () => {
    const { answer, orders } = searched((order) => (order.purpose === 'confirming' ? 'likely met' : upTo(250)(order)));
    expect(ratesOf(orders.slice(-2))).toEqual([246.8, 240.8]);
    expect(answer).toMatchObject({ state: 'found', perSecond: 246.8, window: orders.length - 1 });
  });

  it('says what is known when it is asked before its end', () => {
    let search: Search = begin(plan);
    expect(lowOf(search)).toBeNull();
    for (const outcome of ['overrun', 'met', 'met', 'met', 'overrun'] as const) search = told(search, outcome);
    expect(lowOf(search)).toBe(40);
    expect(search.high).toMatchObject({ perSecond: 80 });
  });
});

const outcomes = fc.constantFrom<Outcome>(
  'met',
  'likely met',
  'likely missed',
  'missed',
  'unsettled',
  'overrun',
  'generator',
);
const plans = fc.record({
  from: fc.integer({ min: 1, max: 1000 }),
  to: fc.integer({ min: 1000, max: 100_000 }),
  step: fc.double({ min: 1.1, max: 10, noNaN: true }),
  precision: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
  windowSeconds: fc.integer({ min: 1, max: 60 }),
  settleSeconds: fc.constant(2),
  arrivalsToDecide: fc.integer({ min: 0, max: 100_000 }),
});

describe('whatever the windows come to, a search', () => {
  it('ends, stays in its range, and answers with a rate that was held below one that was not', () => {
    fc.assert(
      fc.property(plans, fc.infiniteStream(outcomes), (of, stream) => {
        const held = new Set<number>();
        const { answer, orders } = searched(({ perSecond }) => {
          const outcome = stream.next().value ?? 'met';
          if (outcome === 'met' || outcome === 'likely met') held.add(perSecond);
          return outcome;
        }, of);
        for (const { perSecond, seconds } of orders) {
          expect(perSecond).toBeGreaterThanOrEqual(of.from);
          expect(perSecond).toBeLessThanOrEqual(of.to);
          expect(seconds).toBeGreaterThanOrEqual(of.windowSeconds);
          expect(seconds).toBeLessThanOrEqual(10 * of.windowSeconds);
        }
        expect(orders.map(({ number }) => number)).toEqual(orders.map((_, at) => at + 1));
        if (answer.state === 'below') return;
        if (answer.perSecond !== null) expect(held.has(answer.perSecond)).toBe(true);
        if (answer.high !== null && answer.perSecond !== null) {
          expect(answer.perSecond).toBeLessThan(answer.high.perSecond);
        }
      }),
    );
  });

  it('finds a capacity within half the precision where windows tell the truth', () => {
    fc.assert(
      fc.property(plans, fc.double({ min: 0, max: 1, noNaN: true }), (of, place) => {
        const capacity = of.from * (of.to / of.from) ** place;
        const { answer } = searched(upTo(capacity), of);
        const perSecond = answer.state === 'found' ? answer.perSecond : 0;
        expect(perSecond).toBeLessThanOrEqual(capacity);
        // Rates have four digits.
        expect(perSecond * (1 + of.precision / 2) * 1.002).toBeGreaterThanOrEqual(Math.min(capacity, of.to));
      }),
    );
  });
});
