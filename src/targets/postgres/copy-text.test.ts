import { describe, expect, it } from 'vitest';
import { copyRow } from './copy-text.ts';

describe("a row in COPY's text format", () => {
  it.each<[string, readonly unknown[], readonly boolean[], string]>([
    ['columns apart by tabs', [1, 'a', true], [], '1\ta\ttrue\n'],
    ['NULL, and the letter N behind a backslash', [null, '\\N'], [], '\\N\t\\\\N\n'],
    ['what would end a column or a line', ['a\tb\nc\rd'], [], 'a\\tb\\nc\\rd\n'],
    ['backslashes', ['C:\\temp\\n'], [], 'C:\\\\temp\\\\n\n'],
    ['an empty text, which is not NULL', ['', ''], [], '\t\n'],
    ['characters of every plane', ['é 책 🚀'], [], 'é 책 🚀\n'],
    ['json, whose own escapes are escaped', [{ a: 'x\ny' }, ['b']], [true, true], '{"a":"x\\\\ny"}\t["b"]\n'],
    ['an array', [['a', 'b"c']], [false], '{"a","b\\\\"c"}\n'],
    ['the dot line that would end the data', ['\\.'], [], '\\\\.\n'],
  ])('%s', (_, values, json, line) => {
    expect(copyRow(values, json)).toBe(line);
  });
});
