import type { AnyEntity, World } from '../dataset/entity.ts';
import type { Expectation, ExpectedRecord, ExpectedRows } from '../workload/expectation.ts';
import { canonical, type Difference, firstDifference } from './canonical.ts';

/**
 * How strictly an answer is held against the dataset. `pristine`: nothing was written since the dataset was seeded, so
 * the answer must be exact. `written`: the workload's own writes may have happened; records of theirs may be there and
 * records that they change may be in a later state, but each one must be as the dataset says.
 */
export type Strictness = 'pristine' | 'written';

/** What is wrong with an answer, `null` where nothing is. */
export function checkAnswer(
  world: World,
  expected: Expectation,
  answer: unknown,
  strictness: Strictness,
): Difference | null {
  return check({ world, strictness }, expected, canonical(answer), '');
}

interface Case {
  readonly world: World;
  readonly strictness: Strictness;
}

type Plain = Readonly<Record<string, unknown>>;

function check(of: Case, expected: Expectation, found: unknown, path: string): Difference | null {
  switch (expected.kind) {
    case 'nothing':
      return null;
    case 'value':
      return firstDifference(canonical(expected.value), found, path);
    case 'count':
      return checkCount(of, expected.count, found, path);
    case 'record':
      return checkRecord(of, expected, found, path);
    case 'rows':
      return checkRows(of, expected, found, path);
    case 'parts': {
      if (!isPlain(found)) return { path, expected: `an object of ${Object.keys(expected.parts).join(', ')}`, found };
      for (const [name, part] of Object.entries(expected.parts)) {
        const inner = check(of, part, found[name] ?? emptyOf(part), path === '' ? name : `${path}.${name}`);
        if (inner !== null) return inner;
      }
      return null;
    }
  }
}

/** Canonical form drops members that are null; an empty list is none of those. */
function emptyOf(part: Expectation): unknown {
  return part.kind === 'rows' ? undefined : null;
}

function checkCount({ strictness }: Case, expected: number, found: unknown, path: string): Difference | null {
  if (found === expected) return null;
  if (strictness === 'written' && typeof found === 'number' && found > expected) return null;
  return { path, expected: strictness === 'written' ? `${expected} or more` : expected, found };
}

function checkRecord(
  of: Case,
  { of: entity, i, shape }: ExpectedRecord,
  found: unknown,
  path: string,
): Difference | null {
  if (i === null) return found === null ? null : { path, expected: null, found };
  const isFresh = i >= of.world.count(entity);
  if (isFresh && found === null) return { path, expected: `${entity.name} ${i}`, found };
  return checkState(of, entity, i, shape, found, path);
}

/** A record as it is at first or, where writes are allowed for, in a state that the workload's updates leave it in. */
function checkState(
  { world, strictness }: Case,
  entity: AnyEntity,
  i: number,
  shape: ExpectedRecord['shape'],
  found: unknown,
  path: string,
): Difference | null {
  const first = firstDifference(shaped(world.record(entity, i) as Plain, shape), found, path);
  if (first === null || strictness === 'pristine' || entity.stateOf === undefined || !isPlain(found)) return first;
  const claimed = entity.stateOf(world, i, found);
  return claimed === null ? first : firstDifference(shaped({ ...(claimed as Plain), i }, shape), found, path);
}

function shaped(record: Plain, shape: ExpectedRecord['shape']): unknown {
  if (shape !== null) return canonical(shape(record));
  const { i: _number, ...fields } = record;
  return canonical(fields);
}

function checkRows(of: Case, expected: ExpectedRows, found: unknown, path: string): Difference | null {
  if (!Array.isArray(found)) return { path, expected: 'a list', found };
  const disorder = orderDifference(expected, found, path);
  if (disorder !== null) return disorder;
  if (expected.page !== null && found.length > expected.page) {
    return { path, expected: `at most ${expected.page} rows`, found: `${found.length} rows` };
  }
  const seen = new Set<number>();
  for (const [at, row] of found.entries()) {
    const wrong = checkRow(of, expected, seen, row, `${path}[${at}]`);
    if (wrong !== null) return wrong;
  }
  return missingRow(of, expected, found, seen, path);
}

function checkRow(
  of: Case,
  { of: entity, members, shape }: ExpectedRows,
  seen: Set<number>,
  row: unknown,
  path: string,
): Difference | null {
  if (!isPlain(row)) return { path, expected: `a record of ${entity.name}`, found: row };
  const i = entity.indexOf(row);
  if (i === null) return { path, expected: `a record of ${entity.name}`, found: row };
  if (seen.has(i)) return { path, expected: 'each record once', found: `${entity.name} ${i} again` };
  seen.add(i);
  const isFresh = i >= of.world.count(entity);
  const mayJoin = of.strictness === 'written' && (isFresh || entity.moves?.(of.world, i) === true);
  if (!mayJoin && !holds(members, i)) return { path, expected: 'a record that matches', found: row };
  return checkState(of, entity, i, shape, row, path);
}

/** Rows must follow the order's field; where a shape leaves that field out the order cannot be seen, and is not judged. */
export function orderDifference({ order }: ExpectedRows, found: readonly unknown[], path: string): Difference | null {
  if (order === null) return null;
  for (let at = 1; at < found.length; at++) {
    const before = fieldOf(found[at - 1], order.field);
    const here = fieldOf(found[at], order.field);
    if (before === undefined || here === undefined) continue;
    const isRight = order.descending ? compare(before, here) >= 0 : compare(before, here) <= 0;
    if (!isRight) {
      const says = `${order.field} ${order.descending ? 'not above' : 'not below'} ${String(before)}`;
      return { path: `${path}[${at}].${order.field}`, expected: says, found: here };
    }
  }
  return null;
}

/** The first member that should have been answered and was not. */
function missingRow(
  of: Case,
  { of: entity, members, order, page }: ExpectedRows,
  found: readonly unknown[],
  seen: ReadonlySet<number>,
  path: string,
): Difference | null {
  const isFull = page !== null && found.length >= page;
  const last = isFull && order !== null ? fieldOf(found[found.length - 1], order.field) : undefined;
  if (isFull && (order === null || last === undefined)) return null;
  const fromTheEnd = order?.descending ?? false;
  for (let step = 0; step < members.length; step++) {
    const i = members[fromTheEnd ? members.length - 1 - step : step] ?? 0;
    if (seen.has(i) || (of.strictness === 'written' && entity.moves?.(of.world, i) === true)) continue;
    if (!isFull || order === null) return missing(entity, i, found, path);
    if (comesBefore(fieldOf(of.world.keys(entity, i), order.field), last, order.descending)) {
      return missing(entity, i, found, path);
    }
    if (entity.rising === order.field) return null;
  }
  return null;
}

function missing(entity: AnyEntity, i: number, found: readonly unknown[], path: string): Difference {
  return { path, expected: `${entity.name} ${i} among the rows`, found: `${found.length} rows without it` };
}

/** Whether a rising list has this member. */
function holds(members: Int32Array, i: number): boolean {
  let low = 0;
  let high = members.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const member = members[middle] ?? 0;
    if (member === i) return true;
    if (member < i) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

function comesBefore(value: unknown, last: unknown, descending: boolean): boolean {
  return descending ? compare(value, last) > 0 : compare(value, last) < 0;
}

function fieldOf(row: unknown, field: string): unknown {
  return isPlain(row) ? (canonical(row[field]) ?? undefined) : undefined;
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const one = String(left);
  const other = String(right);
  return one < other ? -1 : one > other ? 1 : 0;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
