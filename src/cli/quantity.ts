import { type Problem, quoted } from '../workload/problem.ts';

/** A quantity that was read from what a person typed, or what is wrong with it. */
export type Read<Value> = { readonly value: Value } | { readonly problem: Problem };

const msOf: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `30s`, `1.5m`, `250ms`, `2h` → milliseconds. A bare number is refused: nobody could say of what. */
export function duration(place: string, text: unknown): Read<number> {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(String(text));
  const ms = match === null ? Number.NaN : Number(match[1]) * (msOf[match[2] ?? ''] ?? Number.NaN);
  return Number.isFinite(ms) ? { value: ms } : wrong(place, text, 'a duration with its unit, such as 30s, 5m or 500ms');
}

/** Arrivals as they were typed: a number of them per unit of time. */
export interface ArrivalRate {
  readonly count: number;
  readonly perMs: number;
}

/** `100/s`, `600/m`, `0.5/s`, `36000/h`. */
export function rate(place: string, text: unknown): Read<ArrivalRate> {
  const match = /^(\d+(?:\.\d+)?)\/(ms|s|m|h)$/.exec(String(text));
  const count = match === null ? 0 : Number(match[1]);
  const perMs = match === null ? 0 : (msOf[match[2] ?? ''] ?? 0);
  if (count > 0 && perMs > 0) return { value: { count, perMs } };
  return wrong(place, text, 'a rate above 0 with its unit of time, such as 100/s or 600/m');
}

/** A whole number from `low` to `high`. */
export function whole(place: string, text: unknown, low: number, high = Number.MAX_SAFE_INTEGER): Read<number> {
  const value = /^\d+$/.test(String(text)) ? Number(text) : Number.NaN;
  if (value >= low && value <= high) return { value };
  const range = high === Number.MAX_SAFE_INTEGER ? `from ${low} up` : `from ${low} to ${high}`;
  return wrong(place, text, `a whole number ${range}`);
}

/** One of a few words. */
export function word<Word extends string>(place: string, text: unknown, words: readonly Word[]): Read<Word> {
  const value = words.find((known) => known === text);
  return value === undefined ? wrong(place, text, `one of ${words.join(', ')}`) : { value };
}

export function wrong(place: string, found: unknown, expected: string): { readonly problem: Problem } {
  const shown = Array.isArray(found) ? `${found.length} values (${found.map(quoted).join(', ')})` : quoted(found);
  return { problem: { place, found: found === '' ? 'nothing' : shown, expected } };
}

/** Reads several quantities and keeps every problem. */
export class Reader {
  readonly problems: Problem[] = [];

  /** The value, or the fallback with the problem noted. */
  take<Value>(read: Read<Value>, fallback: Value): Value {
    if ('value' in read) return read.value;
    this.problems.push(read.problem);
    return fallback;
  }

  /** As `take` for an option that may be left out. */
  maybe<Value, Otherwise>(
    text: unknown,
    read: (text: unknown) => Read<Value>,
    otherwise: Otherwise,
  ): Value | Otherwise {
    return text === undefined ? otherwise : this.take<Value | Otherwise>(read(text), otherwise);
  }
}
