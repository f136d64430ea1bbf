import { type Problem, quoted } from './problem.ts';

/** Collects what is wrong with a value that a person wrote, at its place in it. */
export class Findings {
  readonly problems: Problem[] = [];

  add(place: string, found: unknown, expected: string): void {
    this.problems.push({ place, found: typeof found === 'string' ? found : quoted(found), expected });
  }

  /** The value as an object, or `null` with a problem noted. */
  object(place: string, value: unknown): Readonly<Record<string, unknown>> | null {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    this.add(place, shown(value), 'an object');
    return null;
  }

  /** The value as a list with at least one member, or an empty list with a problem noted. */
  filledList(place: string, value: unknown): readonly unknown[] {
    if (Array.isArray(value) && value.length > 0) return value;
    this.add(place, shown(value), 'a list with at least one member');
    return [];
  }

  text(place: string, value: unknown, form?: { readonly is: RegExp; readonly says: string }): value is string {
    if (typeof value === 'string' && value.length > 0 && (form?.is.test(value) ?? true)) return true;
    this.add(place, shown(value), form?.says ?? 'text');
    return false;
  }

  method(place: string, owner: Readonly<Record<string, unknown>>, name: string): void {
    if (typeof owner[name] !== 'function') this.add(`${place}.${name}`, shown(owner[name]), 'a function');
  }

  number(place: string, value: unknown, low: number, high = Number.POSITIVE_INFINITY): value is number {
    if (typeof value === 'number' && value >= low && value <= high && Number.isFinite(value)) return true;
    this.add(
      place,
      shown(value),
      high === Number.POSITIVE_INFINITY ? `a number from ${low} up` : `a number from ${low} to ${high}`,
    );
    return false;
  }

  oneOf(place: string, value: unknown, allowed: readonly string[]): value is string {
    if (typeof value === 'string' && allowed.includes(value)) return true;
    this.add(place, shown(value), nearest(value, allowed) ?? `one of ${allowed.join(', ')}`);
    return false;
  }

  /** Notes each member of an object that nobody reads. */
  known(place: string, owner: Readonly<Record<string, unknown>>, allowed: readonly string[]): void {
    for (const name of Object.keys(owner)) {
      if (!allowed.includes(name)) {
        this.add(`${place}.${name}`, 'an unknown member', nearest(name, allowed) ?? `one of ${allowed.join(', ')}`);
      }
    }
  }

  unique(place: string, names: readonly unknown[], what: string): void {
    const seen = new Set<unknown>();
    for (const name of names) {
      if (seen.has(name)) this.add(place, `${what} ${quoted(name)} twice`, `each ${what} once`);
      seen.add(name);
    }
  }
}

export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'function' ? 'a function' : quoted(value);
}

/** The allowed word that was probably meant, as an expectation; `null` where none is near. */
export function nearest(value: unknown, allowed: readonly string[]): string | null {
  if (typeof value !== 'string') return null;
  const close = allowed.filter((word) => distance(value.toLowerCase(), word.toLowerCase()) <= 2);
  return close.length === 0 ? null : `${close[0]} (one of ${allowed.join(', ')})`;
}

/** Levenshtein's edit distance. */
export function distance(left: string, right: string): number {
  let before = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const changed = (before[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(changed, (before[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    before = current;
  }
  return before[right.length] ?? 0;
}
