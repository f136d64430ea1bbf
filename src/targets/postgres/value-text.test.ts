import { describe, expect, it } from 'vitest';
import { isJson, valueText } from './value-text.ts';

describe('the text of a value', () => {
  it.each<[string, unknown, string | null]>([
    ['text', 'a\tb', 'a\tb'],
    ['a number', 1.5, '1.5'],
    ['a bigint', 2n ** 62n, '4611686018427387904'],
    ['a boolean', false, 'false'],
    ['null', null, null],
    ['nothing', undefined, null],
    ['a time, in UTC', new Date('2026-01-15T12:00:00+09:00'), '2026-01-15T03:00:00.000Z'],
    ['bytes', Uint8Array.of(0, 255), '\\x00ff'],
    ['an object', { a: [1] }, '{"a":[1]}'],
    ['a list, as an array', ['x', null, 1], '{"x",NULL,"1"}'],
    ['lists of a list', [[1], [2]], '{{"1"},{"2"}}'],
  ])('outside json: %s', (_, value, text) => {
    expect(valueText(value, false)).toBe(text);
  });

  it.each<[string, unknown, string | null]>([
    ['a list', [{ a: 1 }, null], '[{"a":1},null]'],
    ['an empty list', [], '[]'],
    ['an object', { a: '책' }, '{"a":"책"}'],
    ['text, which is JSON already', '{"a":1}', '{"a":1}'],
    ['a number', 7, '7'],
    ['null', null, null],
  ])('for json: %s', (_, value, text) => {
    expect(valueText(value, true)).toBe(text);
  });

  it('refuses what has none', () => {
    expect(() => valueText(() => 1, false)).toThrow(new TypeError('a function cannot be a value of a statement'));
  });

  it('knows json and jsonb by their OIDs', () => {
    expect([114, 3802, 25, 199].map(isJson)).toEqual([true, true, false, false]);
  });
});
