import { expect, it } from 'vitest';
import shop from '../../test/shop/workload.ts';
import { trafficMix } from './traffic-mix.ts';

it('has each pattern by its share of an average day: 6, 3 and 2 a user, and 500 a day', () => {
  // 50 users: 300 + 150 + 500 + 100 = 1,050.
  const { patterns, weights, tooRare } = trafficMix(shop, 50, []);
  expect(patterns).toEqual(['customer', 'orders', 'by-status', 'place-order']);
  expect(weights).toEqual([2857, 1429, 4762, 952]);
  expect(tooRare).toEqual([]);
});

it('leaves out what it is told to', () => {
  expect(trafficMix(shop, 50, ['by-status']).weights).toEqual([5455, 2727, 1818]);
});

it('names what would not come once in 20,000 operations', () => {
  const { patterns, tooRare } = trafficMix(shop, 1_000_000, []);
  expect(patterns).toEqual(['customer', 'orders', 'place-order']);
  expect(tooRare).toEqual(['by-status']);
});
