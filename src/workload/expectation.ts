import type { AnyEntity, KeysOf, RecordOf } from '../dataset/entity.ts';
import type { Group } from '../dataset/grouping.ts';

/** What a read must answer, in terms of the dataset, so that an answer can be checked while writes go on beside it. */
export type Expectation =
  | ExpectedRecord
  | ExpectedRows
  | ExpectedCount
  | ExpectedParts
  | ExpectedValue
  | { readonly kind: 'nothing' };

/** One record, or none. `shape` is what the pattern returns of a record: all of it where it is left out. */
export interface ExpectedRecord {
  readonly kind: 'record';
  readonly of: AnyEntity;
  /** `null`: there is no such record, and the answer is null. */
  readonly i: number | null;
  readonly shape: ((record: Readonly<Record<string, unknown>>) => unknown) | null;
}

/** A list of records. */
export interface ExpectedRows {
  readonly kind: 'rows';
  readonly of: AnyEntity;
  /** i of all that match, by rising i, more than a page where a page is answered. */
  readonly members: Int32Array;
  readonly order: RowOrder | null;
  /** Rows a page; `null` for all. */
  readonly page: number | null;
  readonly shape: ((record: Readonly<Record<string, unknown>>) => unknown) | null;
}

/** Rows come sorted by one field; rows equal in it may come in any order. */
export interface RowOrder {
  readonly field: string;
  readonly descending: boolean;
}

/** How many records match. While writes go on it may be more. */
export interface ExpectedCount {
  readonly kind: 'count';
  readonly of: AnyEntity;
  readonly count: number;
}

/** An object of several expectations. */
export interface ExpectedParts {
  readonly kind: 'parts';
  readonly parts: Readonly<Record<string, Expectation>>;
}

/** A value that no write of the workload changes. */
export interface ExpectedValue {
  readonly kind: 'value';
  readonly value: unknown;
}

export function oneRecord<E extends AnyEntity>(
  of: E,
  keys: KeysOf<E> | null,
  shape?: (record: RecordOf<E>) => unknown,
): ExpectedRecord {
  return { kind: 'record', of, i: keys === null ? null : (keys as { i: number }).i, shape: untyped(shape) };
}

export interface RowsWanted<E extends AnyEntity> {
  readonly order?: { readonly by: string & keyof RecordOf<E>; readonly descending?: boolean };
  readonly page?: number;
  readonly shape?: (record: RecordOf<E>) => unknown;
}

export function rows<E extends AnyEntity>(
  of: E,
  members: Group | readonly number[],
  wanted: RowsWanted<E> = {},
): ExpectedRows {
  return {
    kind: 'rows',
    of,
    members: 'members' in members ? members.members : Int32Array.from(members),
    order: wanted.order === undefined ? null : { field: wanted.order.by, descending: wanted.order.descending ?? false },
    page: wanted.page ?? null,
    shape: untyped(wanted.shape),
  };
}

export function count(of: AnyEntity, howMany: number): ExpectedCount {
  return { kind: 'count', of, count: howMany };
}

export function parts(expected: Readonly<Record<string, Expectation>>): ExpectedParts {
  return { kind: 'parts', parts: expected };
}

export function value(expected: unknown): ExpectedValue {
  return { kind: 'value', value: expected };
}

export const nothing: Expectation = { kind: 'nothing' };

/** A shape is only ever called with records of its own entity. */
function untyped<Row>(shape: ((record: Row) => unknown) | undefined): ExpectedRows['shape'] {
  return shape === undefined ? null : (shape as (record: Readonly<Record<string, unknown>>) => unknown);
}
