import { expect, it } from 'vitest';
import type { AttributeValue } from './attribute-value.ts';
import { sameValue } from './value-identity.ts';

const pairs: readonly (readonly [string, AttributeValue, AttributeValue, boolean])[] = [
  ['numbers written otherwise', { N: '1' }, { N: '1.0' }, true],
  ['numbers with an exponent', { N: '1E2' }, { N: '100' }, true],
  ['numbers that differ in the 38th digit', { N: `1.${'0'.repeat(36)}1` }, { N: '1' }, false],
  ['a number and a text', { N: '1' }, { S: '1' }, false],
  ['texts', { S: 'a' }, { S: 'a' }, true],
  ['texts that differ only by normalisation', { S: '\u00e9' }, { S: 'e\u0301' }, false],
  ['binaries of the same bytes', { B: 'QQ==' }, { B: 'QR==' }, true],
  ['booleans', { BOOL: true }, { BOOL: false }, false],
  ['nulls', { NULL: true }, { NULL: true }, true],
  ['sets in another order', { NS: ['1', '2'] }, { NS: ['2.0', '1'] }, true],
  ['text sets', { SS: ['a', 'b'] }, { SS: ['b', 'a'] }, true],
  ['binary sets', { BS: ['QQ==', 'Qg=='] }, { BS: ['Qg==', 'QR=='] }, true],
  ['sets of other elements', { SS: ['a,b'] }, { SS: ['a', 'b'] }, false],
  ['lists in another order', { L: [{ N: '1' }, { N: '2' }] }, { L: [{ N: '2' }, { N: '1' }] }, false],
  ['maps in another order', { M: { a: { N: '1' }, b: { S: '' } } }, { M: { b: { S: '' }, a: { N: '1' } } }, true],
  ['an empty list and an empty map', { L: [] }, { M: {} }, false],
];

it.each(pairs)('compares %s', (_words, left, right, same) => {
  expect(sameValue(left, right)).toBe(same);
  expect(sameValue(right, left)).toBe(same);
});

it('tells a value from none', () => {
  expect(sameValue({ NULL: true }, undefined)).toBe(false);
  expect(sameValue(undefined, undefined)).toBe(true);
});
