import { describe, expect, it } from 'vitest';
import type { DynamoDbStep, PostgresNode } from '../../runs/coverage-record.ts';
import { covered, facts, postgresStep, step } from '../evidence.fixture.ts';
import { overRead } from './over-read.ts';

const query = (change: Partial<DynamoDbStep>, answered: number | null = null) =>
  overRead.find({ patterns: [facts('a', { answered, dynamodb: covered('dynamodb', step(change)) })] });

describe('items read and not answered', () => {
  it.each<[string, Partial<DynamoDbStep>, number]>([
    ['twice as many, ten more', { evaluated: 20, returned: 10 }, 1],
    ['not twice as many', { evaluated: 21, returned: 11 }, 0],
    ['fewer than ten more', { evaluated: 10, returned: 1 }, 0],
    ['a scan, which has a rule of its own', { operation: 'Scan', access: 'scan', evaluated: 20, returned: 10 }, 0],
  ])('by a filter: %s', (_case, change, times) => {
    expect(query(change)).toHaveLength(times);
  });

  it.each([
    ['20 fetched for 10 answered', 20, 10, 1],
    ['21 for 11', 21, 11, 0],
    ['10 for 1', 10, 1, 0],
    ['an answer that is no list', 20, null, 0],
  ])('by the program: %s', (_case, returned, answered, times) => {
    expect(query({ evaluated: returned, returned }, answered)).toHaveLength(times);
  });

  it('is told in figures', () => {
    expect(query({ evaluated: 40, returned: 10, filter: 'Colour = :red' })).toMatchObject([
      {
        about: { target: 'dynamodb', pattern: 'a', table: 'Notes' },
        evidence: '40 items evaluated for 10 items returned, 0.5 read units an operation; the filter is Colour = :red',
      },
    ]);
  });

  it.each<[string, Partial<PostgresNode>, number]>([
    ['a filter removes 1,000 rows of 1,111', { evaluated: 1111, removed: 1000 }, 1],
    ['999 rows', { evaluated: 1000, removed: 999 }, 0],
    ['less than nine of ten', { evaluated: 1200, removed: 1000 }, 0],
    ['a scan', { access: 'scan', evaluated: 1111, removed: 1000 }, 0],
  ])('in PostgreSQL: %s', (_case, node, times) => {
    const pattern = facts('a', { postgres: covered('postgres', postgresStep(node)) });
    expect(overRead.find({ patterns: [pattern] })).toHaveLength(times);
  });
});
