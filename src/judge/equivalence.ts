import type { Expectation, ExpectedRows } from '../workload/expectation.ts';
import { canonical, type Difference, firstDifference } from './canonical.ts';

/**
 * Where the answers of two engines to the same question first differ, `null` where they are the same: rows in the order
 * that the pattern defines, rows equal in it (and all rows, where it defines none) in any order. Of several rows equal in
 * the order at the end of a full page either engine may have shown any.
 */
export function answerDifference(expected: Expectation, one: unknown, other: unknown): Difference | null {
  return difference(expected, canonical(one), canonical(other), '');
}

function difference(expected: Expectation, one: unknown, other: unknown, path: string): Difference | null {
  switch (expected.kind) {
    case 'nothing':
      return null;
    case 'count':
    case 'value':
    case 'record':
      return firstDifference(one, other, path);
    case 'rows':
      return rowsDifference(expected, one, other, path);
    case 'parts':
      for (const [name, part] of Object.entries(expected.parts)) {
        const inner = difference(part, member(one, name), member(other, name), path === '' ? name : `${path}.${name}`);
        if (inner !== null) return inner;
      }
      return null;
  }
}

function member(value: unknown, name: string): unknown {
  return isPlain(value) ? value[name] : undefined;
}

function rowsDifference(expected: ExpectedRows, one: unknown, other: unknown, path: string): Difference | null {
  if (!Array.isArray(one) || !Array.isArray(other)) return firstDifference(one, other, path);
  if (one.length !== other.length) {
    return { path, expected: `${one.length} rows`, found: `${other.length} rows${extraRow(expected, one, other)}` };
  }
  const disorder = orderDifference(expected, one, other, path);
  return disorder ?? firstDifference(comparable(expected, one), comparable(expected, other), path);
}

/** The sequence of the values that the rows are ordered by must be the same, whatever rows carry them. */
function orderDifference(
  { order }: ExpectedRows,
  one: readonly unknown[],
  other: readonly unknown[],
  path: string,
): Difference | null {
  if (order === null) return null;
  for (let at = 0; at < one.length; at++) {
    const left = member(one[at], order.field);
    const right = member(other[at], order.field);
    if (!Object.is(left, right)) return { path: `${path}[${at}].${order.field}`, expected: left, found: right };
  }
  return null;
}

function comparable(expected: ExpectedRows, rows: readonly unknown[]): unknown[] {
  const { order, page } = expected;
  const keyed = rows.map((row) => ({
    row,
    value: order === null ? '' : String(member(row, order.field)),
    identity: identity(expected, row),
  }));
  const last = keyed[keyed.length - 1]?.value;
  const isCut = order !== null && page !== null && rows.length >= page;
  const kept = isCut ? keyed.filter(({ value }) => value !== last) : keyed;
  const direction = order?.descending === true ? -1 : 1;
  kept.sort((left, right) => direction * compared(left.value, right.value) || compared(left.identity, right.identity));
  return kept.map(({ row }) => row);
}

function compared(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function identity({ of }: ExpectedRows, row: unknown): string {
  const i = isPlain(row) ? of.indexOf(row) : null;
  return i === null ? JSON.stringify(row) : String(i).padStart(12, '0');
}

function extraRow(expected: ExpectedRows, one: readonly unknown[], other: readonly unknown[]): string {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const known = new Set(short.map((row) => identity(expected, row)));
  const extra = long.find((row) => !known.has(identity(expected, row)));
  return extra === undefined ? '' : `; only one has ${JSON.stringify(extra).slice(0, 100)}`;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
