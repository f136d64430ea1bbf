import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatArray, parseArray } from './array-text.ts';

const asIs = (text: string): string => text;

describe("PostgreSQL's arrays", () => {
  it.each([
    ['empty', '{}', []],
    ['plain', '{a,b}', ['a', 'b']],
    [
      'quoted, with what would be read as something else',
      '{"a,b","c\\"d","e\\\\f","{}",""}',
      ['a,b', 'c"d', 'e\\f', '{}', ''],
    ],
    ['NULL, and the word in quotes', '{NULL,"NULL"}', [null, 'NULL']],
    [
      'nested',
      '{{a,b},{c,d}}',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['with bounds of its own', '[0:1]={a,b}', ['a', 'b']],
  ])('are read: %s', (_, text, expected) => {
    expect(parseArray(text, asIs)).toEqual(expected);
  });

  it('give each element to its parser', () => {
    expect(parseArray('{1,NULL,"2"}', Number)).toEqual([1, null, 2]);
  });

  it('come back as they were written', () => {
    const element = fc.oneof(fc.constant(null), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(element), (values) => {
        expect(
          parseArray(
            formatArray(values, (value) => value as string | null),
            asIs,
          ),
        ).toEqual(values);
      }),
    );
  });
});
