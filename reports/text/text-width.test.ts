import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted, padEnd, padStart, plain, textWidth, wrapped } from './text-width.ts';

describe('textWidth', () => {
  it.each<[string, string, number]>([
    ['ASCII', 'book by ISBN', 12],
    ['Hangul', '책 목록', 7],
    ['Hangul in letters of its own (decomposed)', '책'.normalize('NFD'), 2],
    ['Han and kana', '東京タワー', 10],
    ['an accent of its own', 'e\u0301', 1],
    ['an emoji', '📚', 2],
    ['an emoji of several parts', '👩‍💻', 2],
    ['a flag', '🇰🇷', 2],
    ['a superscript and dashes', '¹ – …', 5],
    ['colours', '\u001b[31mmissed\u001b[0m', 6],
    ['nothing', '', 0],
  ])('of %s', (_, text, width) => {
    expect(textWidth(text)).toBe(width);
  });
});

describe('fitted', () => {
  it.each<[string, number, string]>([
    ['book by ISBN', 12, 'book by ISBN'],
    ['book by ISBN', 11, 'book by IS…'],
    ['book by ISBN', 9, 'book by…'],
    ['책 목록: 출판사별', 8, '책 목록…'],
    ['책 목록: 출판사별', 7, '책 목…'],
  ])('%s in %d columns is %s', (text, width, cut) => {
    expect(fitted(text, width)).toBe(cut);
  });

  it('never takes more than it may', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, width) => {
        expect(textWidth(fitted(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

it('pads by columns and not by characters', () => {
  expect([padEnd('책', 4), padStart('책', 4), padEnd('long', 2)]).toEqual(['책  ', '  책', 'long']);
});

describe('wrapped', () => {
  it('breaks at blanks and begins lines as it is told', () => {
    expect(wrapped('one two three four', 9, '- ', '  ')).toEqual(['- one two', '  three', '  four']);
    expect(wrapped('', 9, '- ')).toEqual(['- ']);
  });

  it('leaves a word that is longer than a line in one piece', () => {
    expect(wrapped('a extraordinarily b', 8)).toEqual(['a', 'extraordinarily', 'b']);
  });
});

it('takes out what steers a terminal, breaks a line or turns the writing around', () => {
  expect(plain('a\u001b[2Jb\nc\td\u202ee')).toBe('a [2Jb c d e');
});

it('takes apart what a CI runner would obey', () => {
  expect(plain('::error::x y ::set-output name=a::b ##[warning] a::b')).toBe(
    ': :error::x y : :set-output name=a::b # #[warning] a::b',
  );
});
