import { describe, expect, it } from 'vitest';
import type { PlanNode } from './plan.ts';
import { indexByTable, tableNodes } from './plan-nodes.ts';

const unique = new Set(['orders_pkey']);
const inner: PlanNode = {
  'Node Type': 'Index Scan',
  'Index Name': 'orders_pkey',
  'Relation Name': 'orders',
  'Index Cond': '(id = $1)',
  'Actual Rows': 0.5,
  'Actual Loops': 6,
};
const filtered: PlanNode = {
  'Node Type': 'Seq Scan',
  'Relation Name': 'users',
  'Actual Rows': 2,
  'Rows Removed by Filter': 98,
  'Actual Loops': 1,
};
const ordered: PlanNode = {
  'Node Type': 'Index Scan',
  'Index Name': 'orders_created_at_idx',
  'Relation Name': 'orders',
  'Actual Rows': 20,
  'Rows Removed by Filter': 5,
  'Actual Loops': 1,
};
const bitmap: PlanNode = {
  'Node Type': 'Bitmap Heap Scan',
  'Relation Name': 'orders',
  'Actual Rows': 30,
  'Rows Removed by Index Recheck': 3,
  'Actual Loops': 1,
  Plans: [
    { 'Node Type': 'Bitmap Index Scan', 'Index Name': 'orders_status_idx', 'Actual Rows': 33, 'Actual Loops': 1 },
  ],
};
const over = (type: string, ...Plans: PlanNode[]): PlanNode => ({ 'Node Type': type, Plans });
const written: PlanNode = {
  'Node Type': 'ModifyTable',
  Operation: 'Update',
  'Relation Name': 'orders',
  Plans: [inner],
};

describe('the steps of a plan that touch a table', () => {
  it.each<[string, PlanNode, unknown[]]>([
    ['each loop of a join counts', over('Nested Loop', inner), [['Index Scan', 'orders', 'orders_pkey', 'key', 3, 0]]],
    ['what a filter removed was evaluated', filtered, [['Seq Scan', 'users', null, 'scan', 100, 98]]],
    [
      'an index in order, to a limit',
      over('Limit', ordered),
      [['Index Scan', 'orders', 'orders_created_at_idx', 'index', 25, 5]],
    ],
    [
      'an index in order, of which a sort takes everything',
      over('Limit', over('Sort', ordered)),
      [['Index Scan', 'orders', 'orders_created_at_idx', 'scan', 25, 5]],
    ],
    [
      'a bitmap counts once, where its rows are read',
      bitmap,
      [
        ['Bitmap Heap Scan', 'orders', null, 'index', 33, 3],
        ['Bitmap Index Scan', 'orders', 'orders_status_idx', 'index', 0, 0],
      ],
    ],
    [
      'a change of what was found',
      written,
      [
        ['Update', 'orders', null, 'write', 0, 0],
        ['Index Scan', 'orders', 'orders_pkey', 'key', 3, 0],
      ],
    ],
    ['what reads no table', over('Result', { 'Node Type': 'Function Scan' }), []],
  ])('%s', (_, plan, expected) => {
    const nodes = tableNodes(plan, unique);
    expect(nodes.map((one) => [one.node, one.table, one.index, one.access, one.evaluated, one.removed])).toEqual(
      expected,
    );
  });

  it('tell no index whose rows a filter removes', () => {
    const wasteful = { ...inner, 'Rows Removed by Filter': 19, 'Actual Rows': 1, 'Actual Loops': 1 };
    expect([...indexByTable(tableNodes(wasteful, unique))]).toEqual([]);
  });

  it('tell by which index a table is read, unless from end to end', () => {
    const plan = over('Append', filtered, bitmap, over('Sort', ordered));
    expect([...indexByTable(tableNodes(plan, unique))]).toEqual([['orders', 'orders_status_idx']]);
  });
});
