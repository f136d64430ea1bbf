import { expect, it } from 'vitest';
import { brief } from './brief.ts';

it.each([
  ['a record', { id: 1, name: '책', gone: undefined, none: null }, '{id: 1, name: "책", none: null}'],
  ['long text', 'x'.repeat(60), `"${'x'.repeat(47)}…"`],
  ['a list by its length and its first', [{ a: 1 }, { a: 2 }], '2 of {a: 1} …'],
  ['a list of one', ['a'], '["a"]'],
  ['a list of none', [], '[]'],
  ['a time', new Date('2026-01-15T12:00:00Z'), '2026-01-15T12:00:00.000Z'],
  ['what would steer a terminal', 'a\u001b[2Jb', '"a [2Jb"'],
])('%s', (_, value, expected) => {
  expect(brief(value)).toBe(expected);
});
