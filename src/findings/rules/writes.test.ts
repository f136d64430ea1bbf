import { describe, expect, it } from 'vitest';
import type { Item } from '../../capacity/attribute-value.ts';
import { covered, facts, globalIndex, item, notes, sample, step, traced, write, written } from '../evidence.fixture.ts';
import { indexMove } from './index-move.ts';
import { indexRewrite } from './index-rewrite.ts';
import { writeAmplification } from './write-amplification.ts';

const two = notes(globalIndex('GSI1'), globalIndex('GSI2'));
const note = (texts: Readonly<Record<string, string>> = {}): Item =>
  item({ PK: 'p', SK: 's', GSI1PK: 'g', GSI1SK: 's', GSI2PK: 'h', GSI2SK: 's', ...texts });
const without = (image: Item, ...names: readonly string[]): Item =>
  Object.fromEntries(Object.entries(image).filter(([name]) => !names.includes(name)));

describe('an insert that costs more in indexes than in its table', () => {
  const found = (after: Item, units = 3, others = 0) =>
    writeAmplification.find({
      writes: [write(two, null, after)],
      patterns: [
        facts('a', { dynamodb: covered('dynamodb', step({ access: 'write', consumed: [written(units)] })) }),
        facts('b', { dynamodb: covered('dynamodb', step({ access: 'write', consumed: [written(others)] })) }),
      ],
    });

  it.each([
    ['two copies', note(), 1],
    ['one copy', without(note(), 'GSI2SK'), 0],
    ['none', item({ PK: 'p', SK: 's' }), 0],
  ])('%s', (_case, after, times) => {
    expect(found(after)).toHaveLength(times);
  });

  it('is told in units', () => {
    expect(found(note({ Text: 'x'.repeat(1024) }))[0]).toMatchObject({
      about: { target: 'dynamodb', pattern: 'a', table: 'Notes' },
      evidence:
        '2 write units for the table and 4 for indexes (GSI1 2 and GSI2 2): 3 times the item. The pattern takes 100 % of all write units',
    });
  });

  it.each([
    ['a quarter of all write units', 9, 'medium'],
    ['a hundredth', 297, 'low'],
    ['less', 298, undefined],
  ])('matters as much as it writes: %s', (_case, others, severity) => {
    expect(found(note(), 3, others)[0]?.severity).toBe(severity);
  });

  it('is no matter of updates', () => {
    const writes = [write(two, note(), note({ Text: 'x' }))];
    expect(writeAmplification.find({ writes, patterns: [facts('a')] })).toEqual([]);
  });
});

describe('a write that changes nothing that an index needs', () => {
  const found = (
    before: Item,
    after: Item,
    shown: readonly string[] = [],
    asks: readonly string[] = ['note'],
    key = 'g',
  ) =>
    indexRewrite.find({
      writes: [write(two, before, after)],
      patterns: [facts('list', { asks })],
      entities: [sample(two, [note()])],
      traces: traced('list', [
        { kind: 'read', index: 'GSI1', key },
        { kind: 'read', index: 'GSI2', key: 'h' },
      ]),
      shows: (_pattern, _entity, attribute) => shown.includes(attribute),
    });

  it.each<[string, Item, readonly string[], readonly string[], number]>([
    ['what changes is in no answer of a reader', note({ Text: 'new' }), [], ['note'], 1],
    ['a reader shows it', note({ Text: 'new' }), ['Text'], ['note'], 0],
    ['a reader shows something else', note({ Text: 'new' }), ['Title'], ['note'], 1],
    ['a reader goes on with what it finds', note({ Text: 'new' }), [], ['task'], 0],
    ['nothing changes', note({ Text: 'old' }), [], ['note'], 0],
    ['the key of one moves, the other is rewritten', note({ Text: 'old', GSI1PK: 'i' }), [], ['note'], 1],
  ])('%s', (_case, after, shown, asks, times) => {
    expect(found(note({ Text: 'old' }), after, shown, asks)).toHaveLength(times);
  });

  it('is told in units', () => {
    expect(found(note({ Text: 'old' }), note({ Text: 'x'.repeat(1024) }))).toMatchObject([
      {
        severity: 'medium',
        about: { target: 'dynamodb', pattern: 'a', table: 'Notes' },
        evidence:
          'changes Text and rewrites its entries in GSI1 and GSI2, whose keys stay and whose readers show none of it: 4 write units beside 2 of the table, 40 units a day',
      },
    ]);
  });

  it('is no matter of an index that keeps only its keys', () => {
    const keysOnly = { projection: { type: 'KEYS_ONLY' }, attributes: ['PK', 'SK', 'GSI1PK', 'GSI1SK'] } as const;
    const writes = [write(notes(globalIndex('GSI1', keysOnly)), note(), note({ Text: 'x' }))];
    const none = { patterns: [], entities: [], traces: { patterns: [], answered: [] }, shows: () => false };
    expect(indexRewrite.find({ writes, ...none })).toEqual([]);
  });
});

describe('an update that moves an index entry', () => {
  it.each<[string, Item | null, Item | null, number]>([
    ['another partition key', note(), note({ GSI1PK: 'i' }), 1],
    ['another sort key', note(), note({ GSI1SK: 't' }), 1],
    ['another text', note(), note({ Text: 'x' }), 0],
    ['an insert', null, note(), 0],
    ['a delete', note(), null, 0],
    ['an entry that goes', note(), without(note(), 'GSI1PK'), 0],
  ])('%s', (_case, before, after, times) => {
    expect(indexMove.find({ writes: [write(two, before, after)] })).toHaveLength(times);
  });

  it('is told in units: a delete and a put', () => {
    const long = { Text: 'x'.repeat(1024) };
    expect(indexMove.find({ writes: [write(two, note(long), note({ ...long, GSI1PK: 'i' }))] })).toMatchObject([
      {
        severity: 'low',
        about: { target: 'dynamodb', pattern: 'a', table: 'Notes', index: 'GSI1' },
        evidence:
          '1 of 1 operation changes the key of GSI1: 4 write units an operation, 2 if the entry stayed, 40 units a day',
      },
    ]);
  });
});
