import { describe, expect, it } from 'vitest';
import { customer, order } from '../../test/shop/entities.ts';
import { count, type Expectation, oneRecord, parts, rows } from '../workload/expectation.ts';
import { answerDifference } from './equivalence.ts';

const row = (orderId: number, createdAt: string, status = 'open') => ({ orderId, createdAt, status });
const newest: Expectation = rows(order, [], { order: { by: 'createdAt', descending: true }, page: 3 });
const unordered: Expectation = rows(order, []);

const cases: readonly [string, Expectation, unknown, unknown, string | null][] = [
  ['equal rows', newest, [row(2, 'b'), row(1, 'a')], [row(2, 'b'), row(1, 'a')], null],
  ['rows in the wrong order', newest, [row(2, 'b'), row(1, 'a')], [row(1, 'a'), row(2, 'b')], '[0].createdAt'],
  ['rows of the same moment in another order', newest, [row(2, 'b'), row(1, 'b')], [row(1, 'b'), row(2, 'b')], null],
  [
    'a tie cut by the page',
    newest,
    [row(3, 'c'), row(2, 'b'), row(1, 'b')],
    [row(3, 'c'), row(2, 'b'), row(4, 'b')],
    null,
  ],
  ['a tie that is no cut', newest, [row(2, 'b'), row(1, 'b')], [row(2, 'b'), row(4, 'b')], '[0].orderId'],
  ['a field that differs', newest, [row(2, 'b')], [row(2, 'b', 'paid')], '[0].status'],
  ['a row too few', newest, [row(2, 'b'), row(1, 'a')], [row(2, 'b')], ''],
  ['no order, another order', unordered, [row(2, 'b'), row(1, 'a')], [row(1, 'a'), row(2, 'b')], null],
  ['no order, another row', unordered, [row(2, 'b')], [row(3, 'b')], '[0].orderId'],
  ['a record and none', oneRecord(customer, null), null, { customerId: 1 }, ''],
  ['null and absent', oneRecord(customer, null), { customerId: 1, city: null }, { customerId: 1 }, null],
  ['a Date and its text', oneRecord(customer, null), { at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }, null],
  ['counts', count(order, 1), 1, 2, ''],
  [
    'one part',
    parts({ n: count(order, 1), list: unordered }),
    { n: 1, list: [] },
    { n: 1, list: [row(1, 'a')] },
    'list',
  ],
];

describe('answerDifference', () => {
  it.each(cases)('%s', (_name, expected, one, other, path) => {
    expect(answerDifference(expected, one, other)?.path ?? null).toBe(path);
    expect(answerDifference(expected, other, one)?.path ?? null).toBe(path);
  });
});
