import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttributeValue, Item } from './attribute-value.ts';
import { itemBytes, valueBytes } from './item-size.ts';

const values: readonly (readonly [string, AttributeValue, number])[] = [
  ['text in ASCII', { S: 'hello' }, 5],
  ['text in UTF-8: Korean takes three bytes a letter', { S: '두 수의 합' }, 14],
  ['an emoji takes four bytes, not two UTF-16 units', { S: '🙂' }, 4],
  ['empty text', { S: '' }, 0],
  ['a number', { N: '12345.6' }, 5],
  ['binary, by its bytes after decoding', { B: 'AAECAw==' }, 4],
  ['binary without padding', { B: 'AAEC' }, 3],
  ['empty binary', { B: '' }, 0],
  ['true', { BOOL: true }, 1],
  ['false', { BOOL: false }, 1],
  ['null', { NULL: true }, 1],
  ['an empty list', { L: [] }, 3],
  ['an empty map', { M: {} }, 3],
  ['a list: 3, and 1 an element', { L: [{ S: 'a' }, { S: 'bc' }] }, 3 + 2 + 3],
  ['a map: 3, and 1 a pair beside its name', { M: { ab: { S: 'c' } } }, 3 + 1 + 2 + 1],
  ['the element byte counts at every level', { L: [{ L: [{ L: [] }] }] }, 3 + 1 + 3 + 1 + 3],
  ['a map in a list in a map', { M: { l: { L: [{ M: { k: { N: '1' } } }] } } }, 3 + 1 + 1 + 3 + 1 + 3 + 1 + 1 + 2],
  ['a set of texts has no overhead', { SS: ['a', 'bcd'] }, 4],
  ['a set of numbers', { NS: ['1', '-42', '1.5'] }, 2 + 3 + 3],
  ['a set of binaries', { BS: ['AA==', 'AAEC'] }, 1 + 3],
  ['a set with an empty text', { SS: ['', 'a'] }, 1],
];

describe('a value', () => {
  it.each(values)('%s', (_words, value, bytes) => {
    expect(valueBytes(value)).toBe(bytes);
  });
});

describe('an item', () => {
  it("is AWS's own example of 23 bytes", () => {
    expect(itemBytes({ 'shirt-color': { S: 'R' }, 'shirt-size': { S: 'M' } })).toBe(23);
  });

  it('counts names in UTF-8', () => {
    expect(itemBytes({ 이름: { S: 'a' } })).toBe(7);
  });

  it('has no overhead of its own', () => {
    expect(itemBytes({})).toBe(0);
  });

  it('is not confused by names that objects inherit', () => {
    const item: Item = JSON.parse('{"__proto__":{"S":"abc"},"constructor":{"N":"1"}}');
    expect(itemBytes(item)).toBe(9 + 3 + 11 + 2);
  });
});

const scalars = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((S): AttributeValue => ({ S })),
  fc.integer().map((number): AttributeValue => ({ N: `${number}` })),
  fc.boolean().map((BOOL): AttributeValue => ({ BOOL })),
);
const items = fc.dictionary(fc.string({ minLength: 1 }), scalars);

it('is the sum of its attributes, of which each stands alone', () => {
  fc.assert(
    fc.property(items, (item) => {
      const parts = Object.entries(item).map(([name, value]) => itemBytes(Object.fromEntries([[name, value]])));
      expect(itemBytes(item)).toBe(parts.reduce((sum, bytes) => sum + bytes, 0));
    }),
  );
});

it('grows by 3 and 1 a pair when an item is put into a map', () => {
  fc.assert(
    fc.property(items, (item) => {
      expect(valueBytes({ M: item })).toBe(3 + Object.keys(item).length + itemBytes(item));
    }),
  );
});
