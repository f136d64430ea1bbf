import { describe, expect, it } from 'vitest';
import type { CoverageStep, DynamoDbStep, PatternCoverage, PostgresNode } from '../runs/coverage-record.ts';
import { withoutPath } from './without-path.ts';

const work = { requests: 1, returned: 1, bytes: 10, consumed: [] };
const step = (over: Partial<DynamoDbStep>): DynamoDbStep => ({
  ...work,
  engine: 'dynamodb',
  operation: 'Scan',
  table: 'T',
  index: null,
  access: 'scan',
  consistency: 'eventual',
  keyCondition: null,
  filter: null,
  limit: null,
  countsOnly: false,
  operations: 5,
  evaluated: 1000,
  removed: 999,
  ...over,
});
const node = (over: Partial<PostgresNode>): CoverageStep => ({
  engine: 'postgres',
  statement: 'select 1',
  operations: 5,
  requests: 1,
  evaluated: 0,
  removed: 0,
  returned: 1,
  buffersHit: 1,
  buffersRead: 0,
  nodes: [
    {
      node: 'Seq Scan',
      table: 't',
      index: null,
      access: 'scan',
      evaluated: 1000,
      removed: 0,
      indexWithoutScans: null,
      ...over,
    },
  ],
});
const covered = (...steps: CoverageStep[]): PatternCoverage => ({
  pattern: 'p',
  name: 'a pattern',
  class: 'high',
  target: steps[0]?.engine ?? '',
  operations: 5,
  explained: 5,
  path: { kind: 'scan', steps: [] },
  perOperation: { ...work, evaluated: 0, removed: 0 },
  mostEvaluated: 0,
  serviceMs: 1,
  steps,
});

describe('a pattern without a path of its own', () => {
  it.each<[string, CoverageStep, string | null]>([
    [
      'a scan with a filter',
      step({}),
      'Scan T reads from end to end: 1,000 items an operation, of which its filter lets 1 through',
    ],
    ['a scan of everything', step({ removed: 0 }), 'Scan T reads from end to end: 1,000 items an operation'],
    ['a page of a scan', step({ removed: 0, limit: 20 }), null],
    [
      'a page of a scan with a filter',
      step({ removed: 998, limit: 20 }),
      'Scan T reads from end to end: 1,000 items an operation, of which its filter lets 2 through',
    ],
    ['a scan of a handful', step({ evaluated: 24, removed: 23 }), null],
    ['a query', step({ operation: 'Query', access: 'key', removed: 0 }), null],
    [
      'a query whose filter lets one in nine through',
      step({ operation: 'Query', access: 'key', evaluated: 90, removed: 80 }),
      null,
    ],
    [
      'a query whose filter lets one in ten through',
      step({ operation: 'Query', index: 'I', access: 'index', evaluated: 90, removed: 81 }),
      'Query T I leads to more than is wanted: 90 items an operation, of which its filter lets 9 through',
    ],
    ['a write', step({ operation: 'PutItem', access: 'write' }), null],
    ['a whole table', node({}), 'Seq Scan on t reads from end to end: 1,000 items an operation'],
    ['a whole table that has an index', node({ indexWithoutScans: 't_pkey' }), null],
    [
      'an index whose rows a filter removes',
      node({ node: 'Index Scan', index: 't_i', access: 'index', removed: 990 }),
      'Index Scan using t_i on t leads to more than is wanted: 1,000 items an operation, of which its filter lets 10 through',
    ],
    ['an index', node({ node: 'Index Scan', index: 't_i', access: 'index', removed: 100 }), null],
  ])('%s', (_, given, why) => {
    expect(withoutPath([covered(given)]).map((one) => one.why)).toEqual(why === null ? [] : [why]);
  });

  it('is told once, by the step that evaluates the most', () => {
    const found = withoutPath([covered(step({ evaluated: 50, removed: 0 }), step({ table: 'Big', removed: 0 }))]);
    expect(found).toEqual([
      { target: 'dynamodb', pattern: 'p', why: 'Scan Big reads from end to end: 1,000 items an operation' },
    ]);
  });
});
