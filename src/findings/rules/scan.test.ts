import { describe, expect, it } from 'vitest';
import type { Stored } from '../../plan/stored.ts';
import type { DynamoDbStep, PostgresNode } from '../../runs/coverage-record.ts';
import type { PatternClass } from '../../workload/pattern.ts';
import { covered, facts, postgresStep, read, step } from '../evidence.fixture.ts';
import type { Found } from '../rule.ts';
import { scan } from './scan.ts';

const whole = { operation: 'Scan', access: 'scan', evaluated: 600, returned: 20, consumed: [read(30)] } as const;
const horizon = { dau: 1000, days: 365 };
const stored = (readBytes: number): Stored => ({
  size: { dau: 100, days: 10 },
  entities: [],
  parts: [{ table: 'Notes', index: null, records: 600, bytes: 0, readBytes }],
});

function found(change: Partial<DynamoDbStep>, growth = 10, of: PatternClass = 'low'): readonly Found[] {
  const rest = facts('rest', { dynamodb: covered('dynamodb', step({ consumed: [read(970)] })) });
  const pattern = facts('a', { class: of, dynamodb: covered('dynamodb', step({ ...whole, ...change })) });
  return scan.find({ patterns: [pattern, rest], now: stored(1000), later: stored(1000 * growth), horizon });
}

describe('a scan that grows with the data', () => {
  it.each<[string, Partial<DynamoDbStep>, number, number]>([
    ['a scan of a table that grows', {}, 10, 1],
    ['a table that is a twentieth larger at the horizon', {}, 1.05, 1],
    ['a table that is less larger', {}, 1.04, 0],
    ['a query', { operation: 'Query' }, 10, 0],
    ['a scan of nothing', { evaluated: 0 }, 10, 0],
    ['a page: one request with a limit that returns what it reads', { limit: 600, returned: 600 }, 10, 0],
    ['a page of which the filter leaves half', { limit: 600, returned: 300 }, 10, 1],
    ['a page of which it leaves more', { limit: 600, returned: 301 }, 10, 0],
    ['page after page', { limit: 100, returned: 600, requests: 6 }, 10, 1],
  ])('%s', (_case, change, growth, times) => {
    expect(found(change, growth)).toHaveLength(times);
  });

  it('is told in figures, now and at the horizon', () => {
    expect(found({ filter: 'Colour = :red' })).toEqual([
      {
        severity: 'low',
        about: { target: 'dynamodb', pattern: 'a', table: 'Notes' },
        evidence:
          '600 items evaluated for 20 items returned, 30 read units and 1 request an operation, 3 % of all read units; at 1,000 DAU with 365 days of history 300 units, 3 pages one after the other',
        consequence:
          'Each call reads all there is: no key or index serves Colour = :red, so its cost and its time grow with the data. A key or an index for what it asks, or a figure kept on writing, reads only the answer.',
      },
    ]);
  });

  it.each<[string, number, PatternClass, Found['severity']]>([
    ['seldom and cheap', 30, 'low', 'low'],
    ['a tenth of all read units', 970 / 9, 'low', 'medium'],
    ['half of them', 970, 'low', 'high'],
    ['of medium frequency', 30, 'medium', 'medium'],
    ['of high frequency', 30, 'high', 'high'],
  ])('is as severe as it is frequent or dear: %s', (_case, units, of, severity) => {
    expect(found({ consumed: [read(units)] }, 10, of)[0]?.severity).toBe(severity);
  });

  it.each<[string, Partial<PostgresNode>, number]>([
    ['a whole table of 10,000 rows for one', { access: 'scan', evaluated: 10_000 }, 1],
    ['one row less', { access: 'scan', evaluated: 9_999 }, 0],
    ['one that an index would serve', { access: 'scan', evaluated: 10_000, indexWithoutScans: 'notes_pkey' }, 0],
    ['an index', { access: 'index', evaluated: 10_000 }, 0],
  ])('in PostgreSQL: %s', (_case, node, times) => {
    const pattern = facts('a', { postgres: covered('postgres', postgresStep(node)) });
    expect(scan.find({ patterns: [pattern], now: stored(1), later: stored(1), horizon })).toHaveLength(times);
  });
});
