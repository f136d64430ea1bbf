import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from './attribute-value.ts';
import { indexWriteUnits } from './index-writes.ts';
import { indexOf, order, orderTable, padded, tableOf } from './samples.fixture.ts';

const all = indexOf(orderTable, 'all');
const keys = indexOf(orderTable, 'keys');
const some = indexOf(orderTable, 'some');
const local = indexOf(orderTable, 'local');

const small = order({ G1: 'x', G2: 'y', G3: 'z', L1: 'l', note: 'n', other: 'o' });
const twoKb = padded(small, 2048);
const threeKb = padded(small, 3072);

/** As `small` with some texts changed. */
const but = (texts: Readonly<Record<string, string>>): Item => ({ ...small, ...order(texts) });

function without(item: Item, name: string): Item {
  return Object.fromEntries(Object.entries(item).filter(([one]) => one !== name));
}

describe('an index is charged', () => {
  it.each([
    ['nothing for an item that it never held', all, order(), order({ note: 'n' }), 0],
    ['nothing where no item was or is', all, null, null, 0],
    ['one entry for a new item', all, null, small, 1],
    ['a new entry by its size', all, null, threeKb, 3],
    ['a narrow entry by its own size, not the item', keys, null, threeKb, 1],
    ['a new entry where the key comes', some, without(small, 'G3'), small, 1],
    ['the entry that goes with its item', all, threeKb, null, 3],
    ['the entry that goes with its key', all, threeKb, without(threeKb, 'G1'), 3],
    ['one write for a change of what it projects', some, small, but({ note: 'other' }), 1],
    ['nothing for a change of what it does not project', some, small, but({ other: 'x' }), 0],
    ['nothing where only keys are held and none changed', keys, small, but({ note: 'm', other: 'p' }), 0],
    ['the larger of two entries that differ', all, threeKb, twoKb, 3],
    ['the larger, also where the item grows', all, twoKb, threeKb, 3],
    ['nothing for an identical put', all, threeKb, threeKb, 0],
    ['a delete and a put where the key moves', keys, small, but({ G2: 'moved' }), 2],
    ['each of the two by its own size', all, threeKb, { ...twoKb, ...order({ G1: 'moved' }) }, 3 + 3],
    ['a local index by the same rules: key moves', local, small, but({ L1: 'm' }), 2],
    ['a local index by the same rules: nothing held changed', local, small, but({ note: 'm' }), 0],
    ['one write for an included attribute that comes', some, without(small, 'note'), small, 1],
    ['one write for an included attribute that goes', some, small, without(small, 'note'), 1],
  ] as const)('%s', (_words, index, before, after, units) => {
    expect(indexWriteUnits(index, before, after)).toBe(units);
  });

  it('for a key that moves by the size of each entry: 3 KB out, 1 KB in', () => {
    expect(indexWriteUnits(all, threeKb, but({ G1: 'moved' }))).toBe(3 + 1);
  });
});

describe('a key is compared by value', () => {
  const table = tableOf({
    TableName: 'N',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'rank', AttributeType: 'N' },
      { AttributeName: 'digest', AttributeType: 'B' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'ranks',
        KeySchema: [
          { AttributeName: 'rank', KeyType: 'HASH' },
          { AttributeName: 'digest', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
  const ranks = indexOf(table, 'ranks');
  const of = (rank: string, digest: string): Item => ({ id: { S: 'a' }, rank: { N: rank }, digest: { B: digest } });

  it.each([
    ['a number written otherwise does not move', of('1', 'QQ=='), of('1.00', 'QQ=='), 0],
    ['a number with an exponent does not move', of('100', 'QQ=='), of('1E2', 'QQ=='), 0],
    ['another number moves', of('1', 'QQ=='), of('2', 'QQ=='), 2],
    ['the same bytes in other base64 do not move', of('1', 'QQ=='), of('1', 'QR=='), 0],
    ['a sort key that differs moves', of('1', 'QQ=='), of('1', 'Qg=='), 2],
  ])('%s', (_words, before, after, units) => {
    expect(indexWriteUnits(ranks, before, after)).toBe(units);
  });
});

const texts = fc.integer({ min: 0, max: 5000 }).map((length) => 'x'.repeat(length));
const attributes = fc.record(
  {
    G1: fc.constantFrom('x', 'y'),
    G2: fc.constantFrom('x', 'y'),
    G3: fc.constantFrom('x', 'y'),
    L1: fc.constantFrom('x', 'y'),
    note: texts,
    other: texts,
  },
  { requiredKeys: [] },
);
const images = attributes.map((texts) => order(texts as Record<string, string>));

it('a put of the identical item costs no index anything', () => {
  fc.assert(
    fc.property(images, (image) => {
      for (const index of orderTable.indexes) expect(indexWriteUnits(index, image, { ...image })).toBe(0);
    }),
  );
});

it('a change costs as much as its reverse, and at most a delete and a put', () => {
  fc.assert(
    fc.property(images, images, (before, after) => {
      for (const index of orderTable.indexes) {
        const there = indexWriteUnits(index, before, after);
        expect(there).toBe(indexWriteUnits(index, after, before));
        expect(there).toBeLessThanOrEqual(indexWriteUnits(index, before, null) + indexWriteUnits(index, null, after));
      }
    }),
  );
});
