import { describe, expect, it } from 'vitest';
import type { HotKey } from '../evidence/key-facts.ts';
import { globalIndex, item, notes, sample } from '../evidence.fixture.ts';
import { hotKey } from './hot-key.ts';

const table = notes(globalIndex('GSI1'));
const images = ['a', 'b', 'a'].map((key, at) => item({ PK: `p${at}`, SK: 's', GSI1PK: key, GSI1SK: 's' }));
const hot = (change: Partial<HotKey>): HotKey => ({
  table: 'Notes',
  index: 'GSI1',
  direction: 'write',
  key: 'a',
  share: 0.75,
  patterns: ['put', 'move'],
  limitUnits: 1000,
  dau: 50_000,
  ...change,
});
const found = (...hotKeys: readonly HotKey[]) =>
  hotKey.find({ hotKeys, entities: [sample(table, images)], tables: new Map([[table.name, table]]) });

describe('one partition key takes too much of the traffic', () => {
  it.each([
    ['at 9,999 DAU', 9_999, ['high']],
    ['at 10,000', 10_000, ['medium']],
    ['at 99,999', 99_999, ['medium']],
    ['at 100,000', 100_000, ['low']],
    ['at 999,999', 999_999, ['low']],
    ['at a million', 1_000_000, []],
  ])('%s', (_case, dau, severities) => {
    expect(found(hot({ dau })).map(({ severity }) => severity)).toEqual(severities);
  });

  it('is one finding for an index, the hottest key first', () => {
    const read = hot({ key: 'b', direction: 'read', share: 0.2, patterns: ['list'], limitUnits: 3000, dau: 20_000 });
    expect(found(hot({}), read)).toMatchObject([
      {
        severity: 'medium',
        about: { target: 'dynamodb', table: 'Notes', index: 'GSI1' },
        evidence:
          'b takes 20 % of the read units (list) and reaches 3,000 read units/s at 20,000 DAU in the busiest hour; a takes 75 % of the write units (put and move) and reaches 1,000 write units/s at 50,000 DAU in the busiest hour. 2 keys seen in the index',
      },
    ]);
  });

  it('is one for each table and index', () => {
    expect(found(hot({}), hot({ index: null, key: 'p0' })).map(({ about }) => about.index)).toEqual([
      'GSI1',
      undefined,
    ]);
  });
});
