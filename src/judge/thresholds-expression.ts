import { nearest } from '../workload/findings.ts';

export const operators = ['<', '<=', '>', '>=', '==', '===', '!='] as const;
export type Operator = (typeof operators)[number];

/** What is asked of a number of values. */
export type Statistic =
  | { readonly kind: 'percentile'; readonly percentile: number }
  | { readonly kind: 'avg' | 'min' | 'med' | 'max' | 'count' | 'rate' | 'value' };

/** `p(95)`, `avg`. */
export function statisticText(statistic: Statistic): string {
  return statistic.kind === 'percentile' ? `p(${statistic.percentile})` : statistic.kind;
}

export function holds(value: number, operator: Operator, limit: number): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '!=':
      return value !== limit;
    default:
      return value === limit;
  }
}

/** A comparison cut into its three parts, as text. */
export interface Comparison {
  readonly left: string;
  readonly operator: Operator;
  readonly right: string;
}

/** Cuts `left op right`; `null` where there is no operator, or one that is none (`=`, `!`, `=>`). */
export function cut(text: string): Comparison | null {
  const found = /^([^<>=!]*)([<>=!]+)([^<>=!]*)$/.exec(text);
  const operator = operators.find((known) => known === found?.[2]);
  if (found === null || operator === undefined) return null;
  return { left: (found[1] ?? '').trim(), operator, right: (found[3] ?? '').trim() };
}

const words = ['avg', 'min', 'med', 'max', 'count', 'rate', 'value'] as const;

/** Reads a statistic; what is expected instead where it is none. */
export function readStatistic(text: string): { readonly statistic: Statistic } | { readonly expected: string } {
  const word = words.find((known) => known === text);
  if (word !== undefined) return { statistic: { kind: word } };
  if (text === 'p') return { expected: 'a percentile with its number, such as p(95); k6 takes a bare p for p(0)' };
  const inside = /^p\((.*)\)$/.exec(text)?.[1];
  if (inside === undefined) return { expected: nearest(text, words) ?? `p(N) or one of ${words.join(', ')}` };
  const percentile = readNumber(inside);
  if (percentile === null || percentile < 0 || percentile > 100) {
    return { expected: 'p(N) with N from 0 to 100 and no spaces inside' };
  }
  return { statistic: { kind: 'percentile', percentile } };
}

/** A decimal number as k6 reads it: `-1`, `1e3`, `.5`; no infinity, no unit. */
export function readNumber(text: string): number | null {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}
