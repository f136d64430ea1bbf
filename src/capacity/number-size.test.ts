import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDecimal } from './decimal.ts';
import { numberBytes } from './number-size.ts';

it.each([
  // Measured on AWS by a public conformance suite (eu-west-2, August 2026), to the byte at the 400 KB limit.
  ['zero', '0', 1],
  ['zero is never negative', '-0', 1],
  ['one digit', '1', 2],
  ['two digits in a pair', '12', 2],
  ['three digits', '123', 3],
  ['four digits in two pairs', '1234', 3],
  ['38 digits', '12345678901234567890123456789012345678', 20],
  ['leading zeros', '0042', 2],
  ['trailing zeros', '100', 2],
  ['a zero inside', '1010', 3],
  ['zeros after the point', '0.0000001', 2],
  ['a large exponent', '1E125', 2],
  ['a small exponent', '1E-100', 2],
  ['digits on both sides of the point', '1.5', 3],
  ['the same digits on one side', '15', 2],
  ['one digit on each side', '1.2', 3],
  ['trailing zeros of a fraction', '1.200', 3],
  ['one and three', '1.234', 4],
  ['one and five', '3.14159', 5],
  ['six digits in three pairs', '123456', 4],
  ['trailing zeros before a fraction count', '100.5', 4],
  ['a fraction alone', '0.15', 2],
  ['negative', '-42', 3],
  // By the same form.
  ['five and one', '12345.6', 5],
  ['an exponent with a plus sign', '1E+10', 2],
  ['an exponent that shifts a pair', '12E1', 3],
  ['a plus sign', '+7', 2],
  ['no digit before the point', '.5', 2],
  ['no digit after the point', '5.', 2],
  ['zero with decimals and an exponent', '-0.00E5', 1],
  ['a fraction that straddles a pair', '0.012', 3],
  ['38 digits across the point', '1.2345678901234567890123456789012345678', 21],
  ['38 digits, negative', '-12345678901234567890123456789012345678', 21],
  ['38 digits across the point and negative: capped', '-1.2345678901234567890123456789012345678', 21],
])('sizes %s: %s takes %i bytes', (_words, text, bytes) => {
  expect(numberBytes(text)).toBe(bytes);
});

const digits = fc.stringMatching(/^[0-9]{1,38}$/);
const numbers = fc
  .record({
    sign: fc.constantFrom('', '-', '+'),
    whole: digits,
    fraction: fc.option(fc.stringMatching(/^[0-9]{0,20}$/), { nil: undefined }),
    exponent: fc.option(fc.integer({ min: -99, max: 99 }), { nil: undefined }),
  })
  .map(({ sign, whole, fraction, exponent }) => {
    const point = fraction === undefined ? '' : `.${fraction}`;
    return `${sign}${whole}${point}${exponent === undefined ? '' : `e${exponent}`}`;
  });

it('never counts less than AWS, one byte per two significant digits and one more, and at most 21', () => {
  fc.assert(
    fc.property(numbers, (text) => {
      const significant = readDecimal(text)?.digits.length ?? 0;
      const documented = significant === 0 ? 1 : Math.ceil(significant / 2) + 1;
      expect(numberBytes(text)).toBeGreaterThanOrEqual(Math.min(documented, 21));
      expect(numberBytes(text)).toBeLessThanOrEqual(21);
    }),
  );
});

it('depends on the value, not on how it is written', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: 0, max: 9 }), (text, zeros) => {
      const [mantissa = '', exponent = '0'] = text.split('e');
      const longer = `${mantissa.includes('.') ? mantissa : `${mantissa}.`}${'0'.repeat(zeros)}E${exponent}`;
      expect(numberBytes(longer)).toBe(numberBytes(text));
    }),
  );
});

it('is the ceil form of the digits and of the exponent of the first of them', () => {
  fc.assert(
    fc.property(numbers, (text) => {
      const value = readDecimal(text);
      if (value === null || value.digits === '') return;
      const straddle = Math.abs(value.exponent) % 2 === 0 ? 1 : 0;
      const pairs = Math.ceil((value.digits.length + straddle) / 2);
      expect(numberBytes(text)).toBe(Math.min(21, pairs + 1 + (value.negative ? 1 : 0)));
    }),
  );
});
