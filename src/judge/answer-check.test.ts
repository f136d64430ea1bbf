import { describe, expect, it } from 'vitest';
import { customer, order, ordersByStatus, ordersOfCustomer } from '../../test/shop/entities.ts';
import { Data } from '../dataset/data.ts';
import { SeededWorld } from '../dataset/world.ts';
import { count, oneRecord, parts, rows, value } from '../workload/expectation.ts';
import { checkAnswer, type Strictness } from './answer-check.ts';

const world = new SeededWorld(1, { dau: 40, days: 3 }, Date.parse('2026-01-15T12:00:00.000Z'));
const data = new Data(world);
const orderOf = (i: number): Record<string, unknown> => {
  const { i: _, ...fields } = world.record(order, i);
  return fields;
};
const open = data.group(ordersByStatus, 'open').members;
const newestOpen = [...open].reverse().slice(0, 5);
const page = rows(order, { of: order, members: open }, { order: { by: 'createdAt', descending: true }, page: 5 });
const fresh = orderOf(world.count(order) + 7);

function swapped<Value>(list: readonly Value[], at: number): Value[] {
  const copy = [...list];
  copy.splice(at, 2, list[at + 1] as Value, list[at] as Value);
  return copy;
}

describe('checkAnswer', () => {
  const cases: readonly [string, Parameters<typeof checkAnswer>[1], unknown, Strictness, string | null][] = [
    ['the record itself', oneRecord(order, data.keys(order, 3)), orderOf(3), 'pristine', null],
    [
      'a record with one field changed',
      oneRecord(order, data.keys(order, 3)),
      { ...orderOf(3), status: 'lost' },
      'written',
      'status',
    ],
    ['no record where there is one', oneRecord(order, data.keys(order, 3)), null, 'written', ''],
    ['a record where there is none', oneRecord(customer, null), { customerId: 1 }, 'pristine', ''],
    ['none where there is none', oneRecord(customer, null), null, 'pristine', null],
    [
      'a Date for its ISO text',
      oneRecord(order, data.keys(order, 3)),
      { ...orderOf(3), createdAt: new Date(String(orderOf(3).createdAt)) },
      'pristine',
      null,
    ],
    ['the page', page, newestOpen.map(orderOf), 'pristine', null],
    ['an empty page', page, [], 'pristine', ''],
    ['a page that lacks its last row', page, newestOpen.slice(0, 4).map(orderOf), 'written', ''],
    ['a page in another order', page, swapped(newestOpen, 1).map(orderOf), 'pristine', '[2].createdAt'],
    ['a page that skips the newest', page, [...open].reverse().slice(1, 6).map(orderOf), 'written', ''],
    [
      'a page with a row twice',
      page,
      [newestOpen[0], newestOpen[0]].map((i) => orderOf(i as number)),
      'pristine',
      '[1]',
    ],
    ['a page one row too long', page, [...open].reverse().slice(0, 6).map(orderOf), 'pristine', ''],
    [
      'a page with an order of another status',
      page,
      [orderOf(world.count(order) - 1)],
      'written',
      world.keys(order, world.count(order) - 1).status === 'open' ? '' : '[0]',
    ],
    ['a page with a fresh order, after writes', page, [fresh, ...newestOpen.slice(0, 4).map(orderOf)], 'written', null],
    [
      'a page with a fresh order, on a pristine dataset',
      page,
      [fresh, ...newestOpen.slice(0, 4).map(orderOf)],
      'pristine',
      '[0]',
    ],
    [
      'a page with a corrupted fresh order',
      page,
      [{ ...fresh, totalCents: -1 }, ...newestOpen.slice(0, 4).map(orderOf)],
      'written',
      '[0].totalCents',
    ],
    ['the count', count(order, 12), 12, 'pristine', null],
    ['a higher count after writes', count(order, 12), 13, 'written', null],
    ['a higher count on a pristine dataset', count(order, 12), 13, 'pristine', ''],
    ['a lower count', count(order, 12), 11, 'written', ''],
    ['text for a count', count(order, 12), '12', 'written', ''],
    ['a value', value({ a: [1, 2] }), { a: [1, 2], b: undefined }, 'pristine', null],
    ['another value', value({ a: [1, 2] }), { a: [1, 3] }, 'pristine', 'a[1]'],
    [
      'parts',
      parts({ one: oneRecord(order, data.keys(order, 3)), none: count(order, 1) }),
      { one: orderOf(3), none: 2 },
      'pristine',
      'none',
    ],
    ['parts that are no object', parts({ one: count(order, 1) }), 1, 'pristine', ''],
  ];
  it.each(cases)('%s', (_name, expected, answer, strictness, path) => {
    expect(checkAnswer(world, expected, answer, strictness)?.path ?? null).toBe(path);
  });

  it('takes rows in any order where the pattern defines none', () => {
    const anyOrder = rows(order, data.group(ordersOfCustomer, world.keys(order, 5).customerId));
    expect(checkAnswer(world, anyOrder, [...anyOrder.members].reverse().map(orderOf), 'pristine')).toBeNull();
  });
});
