import { valueText } from './value-text.ts';

/**
 * One row in COPY's text format: columns apart by tabs, `\N` for NULL, and a backslash before what would be read as
 * something else. https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 * @param json which columns are json or jsonb.
 */
export function copyRow(values: readonly unknown[], json: readonly boolean[]): string {
  let line = '';
  for (let at = 0; at < values.length; at++) {
    if (at > 0) line += '\t';
    const text = valueText(values[at], json[at] === true);
    line += text === null ? '\\N' : escaped(text);
  }
  return `${line}\n`;
}

const special = /[\\\n\r\t]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(text: string): string {
  return special.test(text) ? text.replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? character) : text;
}
