import { describe, expect, it } from 'vitest';
import type { MeasuredOperation, MeasuredRequest, MeasuredStatement } from './measured-operation.ts';
import { patternCoverage } from './pattern-coverage.ts';

const pattern = { id: 'p', name: 'a pattern', class: 'high' } as const;
const query: MeasuredRequest = {
  operation: 'Query',
  table: 'T',
  index: 'ByName',
  access: 'index',
  consistency: 'eventual',
  keyCondition: 'N = :n',
  filter: null,
  limit: 20,
  countsOnly: false,
  key: 'a',
  evaluated: 20,
  returned: 15,
  bytes: 1000,
  consumed: [
    { table: 'T', index: null, read: 0, write: 0 },
    { table: 'T', index: 'ByName', read: 2.5, write: 0 },
  ],
  items: [],
  input: null,
  refused: null,
};
const get: MeasuredRequest = {
  ...query,
  operation: 'GetItem',
  index: null,
  access: 'key',
  keyCondition: null,
  limit: null,
  evaluated: 1,
  returned: 1,
  bytes: 100,
  consumed: [{ table: 'T', index: null, read: 0.5, write: 0 }],
};
const operation = (requests: MeasuredRequest[], more: Partial<MeasuredOperation> = {}): MeasuredOperation => ({
  pattern: 'p',
  target: 'dynamodb',
  drawn: true,
  answered: true,
  sent: requests.length,
  requests,
  statements: null,
  serviceMs: 1,
  bytes: 0,
  returned: 0,
  ...more,
});

describe('what a pattern does on DynamoDB', () => {
  it('is the means of its operations, step by step', () => {
    const operations = [
      operation([query, query, get], { serviceMs: 4 }),
      operation([{ ...query, key: 'b', evaluated: 8, returned: 8 }], { serviceMs: 2 }),
    ];
    expect(patternCoverage(pattern, 'dynamodb', operations)).toMatchObject({
      pattern: 'p',
      target: 'dynamodb',
      operations: 2,
      explained: 2,
      path: { kind: 'index', steps: ['Query T ByName', 'GetItem T'] },
      perOperation: {
        requests: 2,
        evaluated: 24.5,
        removed: 5,
        returned: 19.5,
        bytes: 1550,
        consumed: [
          { table: 'T', index: null, read: 0.25, write: 0 },
          { table: 'T', index: 'ByName', read: 3.75, write: 0 },
        ],
      },
      mostEvaluated: 41,
      serviceMs: 3,
      steps: [
        { operation: 'Query', operations: 2, requests: 1.5, evaluated: 24 },
        { operation: 'GetItem', operations: 1, requests: 0.5, evaluated: 0.5 },
      ],
    });
  });

  it('counts neither edges nor what failed', () => {
    const operations = [
      operation([get]),
      operation([query], { drawn: false }),
      operation([query], { answered: false }),
    ];
    expect(patternCoverage(pattern, 'dynamodb', operations)).toMatchObject({
      operations: 1,
      path: { kind: 'key' },
      mostEvaluated: 1,
    });
    expect(patternCoverage(pattern, 'dynamodb', operations.slice(1))).toBeNull();
  });
});

const node = { node: 'Seq Scan', table: 'plans', index: null, access: 'scan', removed: 0 } as const;
const statement = (over: Partial<MeasuredStatement>): MeasuredStatement => ({
  statement: 'select 1',
  values: [],
  returned: 1,
  evaluated: 0,
  removed: 0,
  buffersHit: 4,
  buffersRead: 0,
  nodes: [],
  ...over,
});
const onPostgres = (statements: MeasuredStatement[] | null, more: Partial<MeasuredOperation> = {}) =>
  operation([], { target: 'postgres', sent: 1, statements, bytes: 60, returned: 2, ...more });

describe('what a pattern does on PostgreSQL', () => {
  it('takes rows from what was explained, and answers from all', () => {
    const nodes = [{ ...node, evaluated: 90, removed: 80, indexWithoutScans: null }];
    const operations = [
      onPostgres([statement({ evaluated: 90, removed: 80, nodes })]),
      onPostgres([statement({ evaluated: 30, removed: 20, nodes }), statement({ statement: 'select 2' })]),
      onPostgres(null, { bytes: 0, returned: 5, sent: 2 }),
    ];
    expect(patternCoverage(pattern, 'postgres', operations)).toMatchObject({
      operations: 3,
      explained: 2,
      path: { kind: 'scan', steps: ['Seq Scan on plans'] },
      perOperation: { requests: 4 / 3, evaluated: 60, removed: 50, returned: 3, bytes: 40, consumed: [] },
      mostEvaluated: 90,
      steps: [
        { statement: 'select 1', operations: 2, requests: 1, evaluated: 60, buffersHit: 4 },
        { statement: 'select 2', operations: 1, requests: 0.5, evaluated: 0, buffersHit: 2 },
      ],
    });
  });

  const byKey = {
    node: 'Index Scan',
    table: 'users',
    index: 'users_pkey',
    access: 'key',
    evaluated: 1,
    removed: 0,
  } as const;
  it.each([
    ['a small table beside the key', [{ ...node, evaluated: 5, indexWithoutScans: null }], 'key', 'Seq Scan on plans'],
    [
      'one that has an index, would it be larger',
      [{ ...node, evaluated: 900, indexWithoutScans: 'plans_pkey' }],
      'key',
      'Seq Scan on plans, small (otherwise plans_pkey)',
    ],
    ['one that has none', [{ ...node, evaluated: 900, indexWithoutScans: null }], 'scan', 'Seq Scan on plans'],
  ])('%s', (_, scans, kind, words) => {
    const nodes = [{ ...byKey, indexWithoutScans: null }, ...scans];
    const covered = patternCoverage(pattern, 'postgres', [onPostgres([statement({ nodes })])]);
    expect(covered?.path).toEqual({ kind, steps: ['Index Scan using users_pkey on users', words] });
  });
});
