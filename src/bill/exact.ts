/**
 * A rational number, exact: money is added and multiplied here and rounded once, when it leaves.
 * In lowest terms; the denominator is positive.
 */
export interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const zero: Exact = { numerator: 0n, denominator: 1n };

const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/**
 * The decimal as it is written. A number stands for the shortest decimal that reads back as it: 0.1 is one tenth.
 * Throws a RangeError for what is not a finite decimal.
 */
export function exactly(value: number | string): Exact {
  const parts = decimal.exec(String(value));
  if (parts === null) throw new RangeError(`${value} is not a decimal number`);
  const [, minus, whole = '', fraction = '', exponent = '0'] = parts;
  const digits = BigInt(whole + fraction) * (minus === '-' ? -1n : 1n);
  const scale = Number(exponent) - fraction.length;
  return scale < 0 ? ratio(digits, 10n ** BigInt(-scale)) : ratio(digits * 10n ** BigInt(scale), 1n);
}

export function plus(a: Exact, b: Exact): Exact {
  return ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function minus(a: Exact, b: Exact): Exact {
  return plus(a, negative(b));
}

export function times(a: Exact, b: Exact): Exact {
  return ratio(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** `a` in `parts` equal parts; `parts` is a positive whole number. */
export function inParts(a: Exact, parts: number): Exact {
  return ratio(a.numerator, a.denominator * BigInt(parts));
}

export function negative(a: Exact): Exact {
  return { numerator: -a.numerator, denominator: a.denominator };
}

export function total(values: Iterable<Exact>): Exact {
  let all = zero;
  for (const value of values) all = plus(all, value);
  return all;
}

/** Below, at or above 0, for sorting as well: the sign of `a - b`. */
export function compare(a: Exact, b: Exact): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

export function smaller(a: Exact, b: Exact): Exact {
  return compare(a, b) < 0 ? a : b;
}

export function isZero(a: Exact): boolean {
  return a.numerator === 0n;
}

/** The largest whole number that is not above `a`. */
export function floor(a: Exact): bigint {
  const quotient = a.numerator / a.denominator;
  return a.numerator < 0n && quotient * a.denominator !== a.numerator ? quotient - 1n : quotient;
}

/** The nearest whole number; a half goes up. */
export function rounded(a: Exact): bigint {
  return floor(plus(a, { numerator: 1n, denominator: 2n }));
}

/** The double nearest to `a`: a tie goes to the even one, as IEEE 754 rounds. */
export function toDouble(a: Exact): number {
  if (a.numerator === 0n) return 0;
  const size = a.numerator < 0n ? -a.numerator : a.numerator;
  // At least 64 bits of quotient, the lowest one set when something is left over: converting that rounds once, correctly.
  const shift = Math.max(0, 64 + bits(a.denominator) - bits(size) + 1);
  const scaled = size << BigInt(shift);
  const quotient = scaled / a.denominator;
  const sticky = quotient * a.denominator === scaled ? quotient : quotient | 1n;
  const half = Math.floor(shift / 2);
  const value = Number(sticky) * 2 ** -half * 2 ** -(shift - half);
  return a.numerator < 0n ? -value : value;
}

function bits(positive: bigint): number {
  return positive.toString(2).length;
}

function ratio(numerator: bigint, denominator: bigint): Exact {
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a, b];
  while (small !== 0n) [large, small] = [small, large % small];
  return large;
}
