import { describe, expect, it } from 'vitest';
import type { DynamoDbStep } from '../../runs/coverage-record.ts';
import type { OwnWrite } from '../evidence/own-writes.ts';
import { covered, facts, step } from '../evidence.fixture.ts';
import { staleRead } from './stale-read.ts';

const why = 'who has paid must see the receipt';
const declared = (change: Partial<DynamoDbStep>, needsStrongConsistency: string | null = why) =>
  facts('a', { needsStrongConsistency, dynamodb: covered('dynamodb', step(change)) });
const own: OwnWrite = { flow: 'buy', writer: 'pay', reader: 'a', table: 'Notes', index: 'GSI1', seen: 20, of: 20 };

describe('a read that must see the latest write and may not', () => {
  it.each<[string, Partial<DynamoDbStep>, string | null, number]>([
    ['declared, and through an index', { index: 'GSI1', access: 'index' }, why, 1],
    ['declared, and by the key without ConsistentRead', {}, why, 1],
    ['declared, and read strongly', { consistency: 'strong' }, why, 0],
    ['declared, and in a transaction', { consistency: 'transactional' }, why, 0],
    ['not declared', { index: 'GSI1' }, null, 0],
    ['declared, and a write', { access: 'write', consistency: null }, why, 0],
  ])('%s', (_case, change, needed, times) => {
    expect(staleRead.find({ patterns: [declared(change, needed)], ownWrites: [] })).toHaveLength(times);
  });

  it('says what a strong read of the table costs', () => {
    expect(staleRead.find({ patterns: [declared({})], ownWrites: [] })).toEqual([
      {
        severity: 'high',
        about: { target: 'dynamodb', pattern: 'a', table: 'Notes' },
        evidence: `10 of 10 operations read Notes eventually consistent (Query), and the pattern declares why it must not: ${why}`,
        consequence:
          'It can answer with the state before the last write. ConsistentRead sees it, for 1 read unit instead of 0.5.',
      },
    ]);
  });

  it('is seen in a flow that reads through an index what it has just written', () => {
    expect(staleRead.find({ patterns: [declared({}, null)], ownWrites: [own] })).toMatchObject([
      {
        severity: 'medium',
        about: { target: 'dynamodb', pattern: 'a', table: 'Notes', index: 'GSI1' },
        evidence: 'in 20 of 20 drawn flows buy it reads Notes GSI1 under the key that pay has just written',
      },
    ]);
  });

  it('is said once of a pattern that declares it', () => {
    expect(staleRead.find({ patterns: [declared({ index: 'GSI1' })], ownWrites: [own] })).toHaveLength(1);
  });
});
