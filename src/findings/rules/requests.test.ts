import { describe, expect, it } from 'vitest';
import type { DynamoDbStep } from '../../runs/coverage-record.ts';
import { covered, facts, postgresStep, step } from '../evidence.fixture.ts';
import { requests } from './requests.ts';

const statement = postgresStep({});
const found = (ours: readonly DynamoDbStep[], theirs: number) =>
  requests.find({
    patterns: [
      facts('a', {
        class: 'high',
        dynamodb: covered('dynamodb', ...ours),
        postgres: covered('postgres', ...Array.from({ length: theirs }, () => statement)),
      }),
    ],
  });

describe('several requests where the other engine needs fewer', () => {
  it.each<[string, readonly DynamoDbStep[], number, readonly unknown[]]>([
    ['two and one', [step(), step()], 1, [{ severity: 'medium', about: { target: 'dynamodb', pattern: 'a' } }]],
    ['one and one', [step()], 1, []],
    ['less than one more on average', [step({ requests: 1.9 })], 1, []],
    ['one and two', [step()], 2, [{ severity: 'low', about: { target: 'postgres', pattern: 'a' } }]],
    ['the pages of a scan', [step({ operation: 'Scan', requests: 9 })], 1, []],
  ])('%s', (_case, ours, theirs, expected) => {
    expect(found(ours, theirs)).toMatchObject(expected);
    expect(found(ours, theirs)).toHaveLength(expected.length);
  });

  it('says which', () => {
    expect(found([step(), step({ operation: 'GetItem' })], 1)[0]?.evidence).toBe(
      '2 requests an operation on DynamoDB, 1 statement on PostgreSQL: Query Notes, GetItem Notes',
    );
  });

  it('says nothing of a pattern that one engine was not asked', () => {
    expect(requests.find({ patterns: [facts('a', { dynamodb: covered('dynamodb', step(), step()) })] })).toEqual([]);
  });
});
