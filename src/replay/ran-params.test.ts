import { describe, expect, it } from 'vitest';
import { order } from '../../test/shop/entities.ts';
import shop from '../../test/shop/workload.ts';
import { Draw } from '../dataset/draw.ts';
import { SeededWorld } from '../dataset/world.ts';
import type { Stream } from './order.ts';
import { ranParams } from './ran-params.ts';

const world = new SeededWorld(1, { dau: 10, days: 3 }, shop.asOfMs);
const stream = (...jobs: string[]): Stream => ({
  name: jobs.join(),
  load: { kind: 'constant rate', rate: { arrivals: 1, perUs: 1000 }, durationUs: 1000, randomSeed: null },
  startUs: 0,
  jobs,
  maxInFlight: 1,
  maxWaitUs: 0,
});
const patternOf = (id: string) => {
  const found = shop.patterns.find((pattern) => pattern.id === id);
  if (found === undefined) throw new RangeError(id);
  return found;
};
const customer = patternOf('customer');
const orders = patternOf('orders');
const placeOrder = patternOf('place-order');

describe('the parameters of a load’s operations', () => {
  it('are those of the pattern’s own arrivals, whatever comes between them', () => {
    const streams = [stream('by-status'), stream('orders', 'customer', 'customer')];
    expect(ranParams({ streams }, shop, world, 0, customer, 3)).toEqual(
      // Arrivals 1, 2 and 4 of the second of two streams.
      [3, 5, 9].map((n) => customer.params(new Draw(world, n))),
    );
  });

  it('are drawn for a flow as a whole', () => {
    const streams = [stream('visit')];
    const [found] = ranParams({ streams }, shop, world, 0, orders, 1) as { customerId: number }[];
    const [asked] = ranParams({ streams }, shop, world, 0, customer, 1) as { customer: { customerId: number } }[];
    expect(found?.customerId).toBe(asked?.customer.customerId);
  });

  it('have fresh records of their own from the number that is given', () => {
    const streams = [stream('place-order')];
    const [found] = ranParams({ streams }, shop, world, 700, placeOrder, 1) as { order: { i: number } }[];
    const count = world.count(order);
    expect(found?.order.i).toBe(count + 700);
  });

  it('are those of operations 0, 1, … where a script decides what runs', () => {
    const streams = [stream('script:browse')];
    expect(ranParams({ streams }, shop, world, 0, customer, 2)).toEqual(
      [0, 1].map((n) => customer.params(new Draw(world, n))),
    );
  });
});
