import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentence } from '../workload/problem.ts';
import { readJson } from './json-text.ts';

function problemsOf(text: string): readonly string[] {
  const read = readJson(text, 'a.json');
  return read.ok ? [] : read.problems.map(sentence);
}

describe('where it is malformed', () => {
  it.each([
    ['nothing', '', 'a.json:1:1: found the end of the file, expected a JSON value'],
    ['only space', ' \n\n ', 'a.json:3:2: found the end of the file, expected a JSON value'],
    ['a trailing comma', '{\n  "a": 1,\n}', 'a.json:3:1: found "}", expected a name in double quotes'],
    ['a trailing comma in a list', '[1,]', 'a.json:1:4: found "]", expected a JSON value'],
    ['a bare name', '{a: 1}', 'a.json:1:2: found "a", expected a name in double quotes'],
    ['single quotes', "{'a': 1}", 'a.json:1:2: found "\'", expected a name in double quotes'],
    ['no colon', '{"a" 1}', 'a.json:1:6: found "1", expected ":"'],
    ['no comma, after CRLF', '{"a": 1\r\n "b": 2}', 'a.json:2:2: found "\\"", expected "," or "}"'],
    ['no comma in a list', '[1 2]', 'a.json:1:4: found "2", expected "," or "]"'],
    ['an open object', '{"a": [1, {}]', 'a.json:1:14: found the end of the file, expected "," or "}"'],
    ['NaN', '{"a": NaN}', 'a.json:1:7: found "N", expected a JSON value'],
    ['Infinity', '[-Infinity]', 'a.json:1:2: found "-", expected a JSON value'],
    ['a leading zero', '[01]', 'a.json:1:3: found "1", expected "," or "]"'],
    ['a leading plus', '[+1]', 'a.json:1:2: found "+", expected a JSON value'],
    ['a comment', '{} // all', 'a.json:1:4: found "/", expected the end of the file'],
    ['a second value', '{}\n{}', 'a.json:2:1: found "{", expected the end of the file'],
    ['an open string', '["a', 'a.json:1:2: found "\\"", expected a string that ends on its line, with JSON escapes'],
    [
      'a wrong escape',
      '["\\x"]',
      'a.json:1:2: found "\\"", expected a string that ends on its line, with JSON escapes',
    ],
    ['a surrogate pair as one', '[💸]', 'a.json:1:2: found "💸", expected a JSON value'],
    ['too deep', '['.repeat(102), 'a.json:1:102: found "[", expected at most 100 levels of nesting'],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  it('every name that stands twice in one object, escaped or not', () => {
    expect(problemsOf('{"a": 1, "b": {"a": 2},\n "a": 3, "\\u0062": 4}')).toEqual([
      'a.json:2:2: found a second "a", expected each name once',
      'a.json:2:10: found a second "b", expected each name once',
    ]);
  });
});

describe('against the parser of the language', () => {
  it('agrees on every JSON text', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readJson(text, 'a')).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('agrees on whether a damaged text is JSON', () => {
    const damaged = fc
      .tuple(
        fc.json({ noUnicodeString: false }),
        fc.nat(),
        fc.nat(2),
        fc.constantFrom('', ',', '"', '}', ']', '0', '\\', '-', 'e'),
      )
      .map(
        ([text, at, cut, put]) =>
          text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + cut),
      );
    fc.assert(
      fc.property(damaged, (text) => {
        const read = readJson(text, 'a');
        const isDuplicate = !read.ok && read.problems.every(({ found }) => found.startsWith('a second'));
        if (!isDuplicate) expect(read.ok).toBe(parses(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves a byte order mark out', () => {
    expect(readJson('\uFEFF{"a": 1}', 'a')).toEqual({ ok: true, value: { a: 1 } });
  });

  it('reads a string of a megabyte', () => {
    expect(readJson(JSON.stringify('a"'.repeat(500_000)), 'a').ok).toBe(true);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
