import { describe, expect, it } from 'vitest';
import type { Item } from '../../capacity/attribute-value.ts';
import type { DynamoDbStep } from '../../runs/coverage-record.ts';
import { covered, facts, globalIndex, item, notes, read, sample, step, write } from '../evidence.fixture.ts';
import { growingCollection } from './growing-collection.ts';
import { growingItem } from './growing-item.ts';

const kb = 1024;
const size = { dau: 100, days: 10 };
const horizon = { dau: 1000, days: 110 };

describe('a collection that a pattern reads whole', () => {
  const found = (units: number, factor: number, change: Partial<DynamoDbStep> = {}, how: 'query' | 'scan' = 'query') =>
    growingCollection.find({
      tables: new Map(),
      entities: [],
      size,
      horizon,
      patterns: [facts('a', { dynamodb: covered('dynamodb', step({ consumed: [read(units)], ...change })) })],
      growth: [{ pattern: 'a', table: 'Notes', index: null, factor, how }],
    });

  it.each<[string, readonly unknown[], number]>([
    ['a page of 1 MB at the horizon', found(12.8, 10), 1],
    ['less than a page', found(12.7, 10), 0],
    ['a page, of units twice as dear', found(12.8, 10, { consistency: 'strong' }), 0],
    ['with a limit', found(12.8, 10, { limit: 20 }), 0],
    ['a scan, which has a rule of its own', found(12.8, 10, {}, 'scan'), 0],
  ])('%s', (_case, findings, times) => {
    expect(findings).toHaveLength(times);
  });

  it('says from when on', () => {
    // 28 units with 10 days, 228 with 110: two a day, and 128 with 60.
    expect(found(28, 228 / 28)[0]?.evidence).toBe(
      'a Query of Notes without a limit: 28 read units an operation with 10 days of history, 228 read units with 110 days; from 60 days of history on it takes more than one request of 1 MB',
    );
  });
});

describe('a collection of a table with a local index', () => {
  const key = { partition: [{ name: 'PK', type: 'S' }], sort: [{ name: 'At', type: 'S' }] } as const;
  const local = globalIndex('ByTime', { kind: 'local', key });
  // 2 + 1, 2 + 1, 2 + 1 and 4 + 1,013 bytes, and the same in the local index.
  const long = item({ PK: 'p', SK: 's', At: 't', Text: 'x'.repeat(1013) });
  const found = (newPerDay: number, ...indexes: readonly (typeof local)[]) =>
    growingCollection.find({
      tables: new Map([['Notes', notes(...indexes)]]),
      entities: [sample(notes(...indexes), [long], { records: 1000, newPerDay })],
      size,
      horizon,
      patterns: [],
      growth: [],
    });

  it.each<[string, readonly unknown[], number]>([
    ['10 GB in less than five years', found(3000, local), 1],
    ['in more', found(2000, local), 0],
    ['one that does not grow', found(0, local), 0],
    ['a table without a local index', found(3000), 0],
    ['a table with a global index alone', found(3000, globalIndex('GSI1')), 0],
  ])('%s', (_case, findings, times) => {
    expect(findings).toHaveLength(times);
  });

  it('says how long it takes', () => {
    expect(found(52_429, local)).toMatchObject([
      {
        severity: 'high',
        about: { target: 'dynamodb', table: 'Notes' },
        // 1,026 bytes and as many in the index, 1,000 times, and 52,429 times a day.
        evidence: 'p holds 1.96 MB with its entries in ByTime and grows by 103 MB a day at 100 DAU: 10 GB in 100 days',
      },
    ]);
  });
});

describe('items that grow towards 400 KB', () => {
  const table = notes();
  const note = (bytes: number): Item => item({ PK: 'p', SK: 's', Text: 'x'.repeat(bytes - 10) });
  const large = (bytes: number) => growingItem.find({ entities: [sample(table, [note(bytes)])], writes: [] });

  it.each([
    ['half of the limit', 200 * kb, 1],
    ['a byte less', 200 * kb - 1, 0],
  ])('an item of %s', (_case, bytes, times) => {
    expect(large(bytes)).toHaveLength(times);
  });

  it('says how large the largest is', () => {
    expect(large(300 * kb)[0]?.evidence).toBe(
      'the largest note of 1 looked at is 300 KB; 1 is above half of the limit of 400 KB',
    );
  });

  const log = (...lines: readonly string[]): Item => ({
    ...item({ PK: 'p', SK: 's' }),
    Log: { L: lines.map((S) => ({ S })) },
  });
  const updated = (before: Item | null, after: Item, records = 10) =>
    growingItem.find({ entities: [sample(table, [after], { records })], writes: [write(table, before, after)] });
  const line = 'x'.repeat(999);

  it.each<[string, readonly unknown[], number]>([
    ['a line is appended to a list', updated(log(line), log(line, line)), 1],
    ['a list is replaced', updated(log(line), log('y', line)), 0],
    ['a first line', updated(log(), log(line)), 0],
    ['an insert', updated(null, log(line, line)), 0],
    ['a text that goes on', updated(note(100), note(1100)), 1],
    ['a text that is cut', updated(note(1100), note(100)), 0],
    ['so many records that five years are not enough', updated(log(line), log(line, line), 50), 0],
  ])('%s', (_case, findings, times) => {
    expect(findings).toHaveLength(times);
  });

  it('says how long it takes', () => {
    // 1,000 bytes once a day for each of ten, from about 2 KB to 400 KB.
    expect(updated(log(line), log(line, line))).toMatchObject([
      {
        severity: 'medium',
        about: { target: 'dynamodb', pattern: 'a', table: 'Notes' },
        evidence:
          'appends to Log: 1,000 B each time, 1 time a day for each of 10 note; an average item reaches 400 KB in 408 days',
      },
    ]);
  });
});
