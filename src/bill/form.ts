import { nearest } from '../workload/findings.ts';
import { type Problem, quoted } from '../workload/problem.ts';

/** Above 2^53 - 1 a double no longer tells neighbouring whole numbers apart. */
const largestQuantity = Number.MAX_SAFE_INTEGER;

/** One JSON object under reading. What is wrong is noted in the list of problems; a stand-in is given in its place. */
export interface Form {
  readonly has: (field: string) => boolean;
  readonly note: (field: string, expected: string) => void;
  /** A number from 0 to `most`; 0 where omitted. */
  readonly quantity: (field: string, most?: number) => number;
  readonly flag: (field: string) => boolean;
  /** A string with something in it; required. */
  readonly name: (field: string) => string;
  /** One of `allowed`; required. `null` where it is none of them. */
  readonly choice: <const T extends string | number>(field: string, allowed: readonly T[]) => T | null;
  /** The entries of a list, each with its place; empty where omitted. */
  readonly list: (field: string) => readonly Entry[];
  readonly entry: (field: string) => Entry;
}

export interface Entry {
  readonly value: unknown;
  readonly place: string;
}

export type Fields = Readonly<Record<string, unknown>>;

/** `null` where the value is no object; fields other than `known` are noted. */
export function readForm({ value, place }: Entry, known: readonly string[], problems: Problem[]): Form | null {
  if (!isFields(value)) {
    problems.push({ place: place || 'the file', found: described(value), expected: 'an object' });
    return null;
  }
  const at = (field: string) => member(place, field);
  for (const field of Object.keys(value)) {
    if (!known.includes(field)) {
      problems.push({ place: at(field), found: 'an unknown field', expected: anyOf(known, field) });
    }
  }
  return formOf(value, place, problems);
}

function formOf(fields: Fields, place: string, problems: Problem[]): Form {
  const has = (field: string) => Object.hasOwn(fields, field);
  const at = (field: string) => member(place, field);
  const note = (field: string, expected: string) => {
    problems.push({ place: at(field), found: has(field) ? described(fields[field]) : 'nothing', expected });
  };
  return {
    has,
    note,
    entry: (field) => ({ value: fields[field], place: at(field) }),
    quantity: (field, most = largestQuantity) => {
      const value = has(field) ? fields[field] : 0;
      if (typeof value === 'number' && value >= 0 && value <= most) return value;
      note(field, `a number from 0 to ${most}`);
      return 0;
    },
    flag: (field) => {
      const value = has(field) ? fields[field] : false;
      if (typeof value === 'boolean') return value;
      note(field, 'true or false');
      return false;
    },
    name: (field) => {
      const value = fields[field];
      if (typeof value === 'string' && value.trim() !== '') return value;
      note(field, 'a name');
      return '';
    },
    choice: (field, allowed) => {
      const found = has(field) ? allowed.find((one) => one === fields[field]) : undefined;
      if (found === undefined) note(field, anyOf(allowed, fields[field]));
      return found ?? null;
    },
    list: (field) => {
      const value = has(field) ? fields[field] : [];
      if (Array.isArray(value)) return value.map((one, n) => ({ value: one, place: `${at(field)}[${n}]` }));
      note(field, 'a list');
      return [];
    },
  };
}

/** What is expected where one of a few is; the one that was probably meant comes first. */
export function anyOf(allowed: readonly (string | number)[], found: unknown): string {
  const words = allowed.map(String);
  return nearest(found, words) ?? (words.length === 1 ? words.join() : `one of ${words.join(', ')}`);
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function member(place: string, field: string): string {
  const name = /^[A-Za-z_$][\w$]*$/.test(field) ? `.${field}` : `[${quoted(field)}]`;
  return place === '' && name.startsWith('.') ? field : `${place}${name}`;
}

/** JSON has no NaN and no Infinity; values that a program made may. */
export function described(value: unknown): string {
  return typeof value === 'number' ? String(value) : quoted(value);
}
