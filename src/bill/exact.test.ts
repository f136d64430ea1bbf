import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compare,
  exactly,
  floor,
  inParts,
  minus,
  negative,
  plus,
  rounded,
  smaller,
  times,
  toDouble,
  total,
} from './exact.ts';

describe('a decimal is taken as it is written', () => {
  it.each([
    ['0', 0n, 1n],
    ['0.1', 1n, 10n],
    ['0.10', 1n, 10n],
    ['-12.50', -25n, 2n],
    ['0.00014098', 7049n, 50_000_000n],
    ['1e21', 10n ** 21n, 1n],
    ['2.5e-7', 1n, 4_000_000n],
    ['1.5E+3', 1500n, 1n],
    [0.1, 1n, 10n],
    [1e-7, 1n, 10_000_000n],
    [123456789.125, 987654313n, 8n],
  ])('%s', (value, numerator, denominator) => {
    expect(exactly(value)).toEqual({ numerator, denominator });
  });

  it.each(['', 'NaN', 'Infinity', '1.', '.5', '0x1', '1,5', ' 1'])('%j is none', (text) => {
    expect(() => exactly(text)).toThrow(RangeError);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('%s is none', (value) => {
    expect(() => exactly(value)).toThrow(RangeError);
  });
});

describe('to the nearest double', () => {
  it.each([
    ['a third', inParts(exactly(1), 3), 1 / 3],
    ['two thirds', inParts(exactly(2), 3), 2 / 3],
    ['minus a seventh', inParts(exactly(-1), 7), -1 / 7],
    ['0.1 + 0.2', plus(exactly(0.1), exactly(0.2)), 0.3],
    ['zero', minus(exactly(5), exactly(5)), 0],
    ['halfway between 2^53 and the next: the even one', exactly('9007199254740993'), 9007199254740992],
    ['a hair above halfway: the next', exactly('9007199254740993.0000000000000000000001'), 9007199254740994],
    ['halfway between the next two: the even one', exactly('9007199254740995'), 9007199254740996],
    ['the smallest there is', exactly('5e-324'), 5e-324],
    ['the largest there is', exactly('1.7976931348623157e308'), Number.MAX_VALUE],
  ])('%s', (_, exact, double) => {
    expect(toDouble(exact)).toBe(double);
  });

  it('every finite double comes back as itself', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(fc.property(finite, (value) => Object.is(toDouble(exactly(value)), value === 0 ? 0 : value)));
  });

  it('a decimal of any length becomes what the language itself reads', () => {
    const digits = fc.stringMatching(/^[1-9]\d{0,40}\.\d{1,40}$/);
    fc.assert(fc.property(digits, (text) => toDouble(exactly(text)) === Number(text)));
  });

  it('what divides evenly is what dividing gives', () => {
    const whole = fc.integer({ min: 1, max: 2 ** 31 - 1 });
    fc.assert(fc.property(whole, whole, (a, b) => toDouble(inParts(exactly(a), b)) === a / b));
  });
});

describe('arithmetic', () => {
  const value = fc.tuple(fc.integer(), fc.integer({ min: 1, max: 10 ** 6 })).map(([a, b]) => inParts(exactly(a), b));

  it('adding is associative and commutative, and taking away undoes it', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(plus(plus(a, b), c)).toEqual(plus(a, plus(c, b)));
        expect(minus(plus(a, b), b)).toEqual(a);
        expect(total([a, b, c])).toEqual(plus(a, plus(b, c)));
      }),
    );
  });

  it('multiplying distributes over adding', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(times(a, plus(b, c))).toEqual(plus(times(a, b), times(a, c)));
      }),
    );
  });

  it.each([
    ['2.5', 2n, 3n],
    ['2.4999', 2n, 2n],
    ['-2.5', -3n, -2n],
    ['-2.51', -3n, -3n],
    ['-3', -3n, -3n],
    ['0', 0n, 0n],
  ])('%s: down, and to the nearest whole number with halves up', (text, down, near) => {
    expect(floor(exactly(text))).toBe(down);
    expect(rounded(exactly(text))).toBe(near);
  });

  it('orders', () => {
    const [third, half] = [inParts(exactly(1), 3), inParts(exactly(1), 2)];
    expect([compare(third, half), compare(half, third), compare(half, exactly('0.5'))]).toEqual([-1, 1, 0]);
    expect(smaller(half, third)).toEqual(third);
    expect(compare(negative(third), negative(half))).toBe(1);
  });
});
