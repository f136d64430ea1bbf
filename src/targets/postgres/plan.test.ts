import { describe, expect, it } from 'vitest';
import { type PlanNode, pathOf, workOf } from './plan.ts';

const unique = new Set(['orders_pkey']);
const byKey: PlanNode = { 'Node Type': 'Index Scan', 'Index Name': 'orders_pkey', 'Relation Name': 'orders' };
const byIndex: PlanNode = { 'Node Type': 'Bitmap Index Scan', 'Index Name': 'orders_status' };
const bitmap: PlanNode = { 'Node Type': 'Bitmap Heap Scan', 'Relation Name': 'orders', Plans: [byIndex] };
const whole: PlanNode = { 'Node Type': 'Seq Scan', 'Relation Name': 'users' };
const insert: PlanNode = {
  'Node Type': 'ModifyTable',
  Operation: 'Insert',
  'Relation Name': 'orders',
  Plans: [{ 'Node Type': 'Result' }],
};
const update: PlanNode = { 'Node Type': 'ModifyTable', Operation: 'Update', 'Relation Name': 'orders', Plans: [byKey] };
const sorted = (...Plans: PlanNode[]): PlanNode => ({ 'Node Type': 'Sort', Plans });

describe('the path of a plan', () => {
  it.each<[string, PlanNode[], string, string[]]>([
    ['a row by its key', [byKey], 'key', ['Index Scan using orders_pkey on orders']],
    ['rows of an index, sorted', [sorted(bitmap)], 'index', ['Bitmap Index Scan using orders_status']],
    [
      'a join with a whole table',
      [sorted(byKey, whole)],
      'scan',
      ['Index Scan using orders_pkey on orders', 'Seq Scan on users'],
    ],
    ['an insert', [insert], 'write', ['Insert on orders']],
    ['an update by the key', [update], 'key', ['Update on orders', 'Index Scan using orders_pkey on orders']],
    ['two statements, the worse of which decides', [insert, whole], 'scan', ['Insert on orders', 'Seq Scan on users']],
    ['a statement that reads no table', [{ 'Node Type': 'Result' }], 'write', []],
  ])('%s', (_, roots, kind, steps) => {
    expect(pathOf(roots, unique)).toEqual({ kind, steps });
  });
});

it('the work of a plan is that of its root', () => {
  const root = { ...sorted(byKey), 'Shared Hit Blocks': 7, 'Shared Read Blocks': 2 };
  expect(workOf(root, 3)).toEqual({ rows: 3, buffersHit: 7, buffersRead: 2 });
});
