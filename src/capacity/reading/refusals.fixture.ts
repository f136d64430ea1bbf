import { sentence } from '../../workload/problem.ts';
import { orders } from '../samples.fixture.ts';
import { readUnitsFile } from '../units-file.ts';

// Files and parts of files that the tests of this room share.

/** Two items of `T`, and the first with the keys of two of its indexes. */
export const a = { PK: { S: 'a' }, SK: { S: '1' } };
export const b = { PK: { S: 'a' }, SK: { S: '2' } };
export const keyed = { ...a, G1: { S: 'x' }, L1: { S: 'l' } };

export const get = (item: unknown) => ({ id: 'a', operation: 'GetItem', table: 'T', item });
export const query = (more: object) => ({ id: 'a', operation: 'Query', table: 'T', pages: [[]], ...more });
export const put = (after: unknown) => ({ id: 'a', operation: 'PutItem', table: 'T', before: null, after });
/** A put of an item with one attribute `x`. */
export const attribute = (value: unknown) => put({ ...a, x: value });
export const numbered = (at: number) => ({ PK: { S: 'a' }, SK: { S: `${at}` } });
export const text = (bytes: number) => ({ S: 'x'.repeat(bytes) });

/** Lists and maps inside one another, and a text in the innermost. */
export function nested(containers: number): unknown {
  let value: unknown = { S: 'deep' };
  for (let at = 0; at < containers; at++) value = at % 2 === 0 ? { L: [value] } : { M: { k: value } };
  return value;
}

export function many<Each>(count: number, each: (at: number) => Each): readonly Each[] {
  return Array.from({ length: count }, (_, at) => each(at));
}

/** What is wrong with a file of the table `T` and one operation, in words. */
export function problemsOf(operation: unknown, tables: unknown = [orders]): readonly string[] {
  return problemsIn({ tables, operations: [operation] });
}

export function problemsIn(file: unknown): readonly string[] {
  const read = readUnitsFile(file);
  return read.ok ? [] : read.problems.map(sentence);
}
