import { expect, it } from 'vitest';
import { decimalText, inRange, readDecimal } from './decimal.ts';

it.each([
  ['1.5', '15E0'],
  ['1.50', '15E0'],
  ['15E-1', '15E0'],
  ['0015e-01', '15E0'],
  ['100', '1E2'],
  ['1E+2', '1E2'],
  ['-0.012', '-12E-2'],
  ['12345.6', '123456E4'],
  ['-0.0', '0'],
  ['0E999', '0'],
  ['.5', '5E-1'],
  ['5.', '5E0'],
])('reads %s as %s', (text, value) => {
  const decimal = readDecimal(text);
  expect(decimal === null ? null : decimalText(decimal)).toBe(value);
});

it.each(['', '.', '-', 'abc', 'NaN', 'Infinity', '1E', '1e+', ' 5', '5 ', '1_000', '0x10', '1,5', '1.2.3', '٣'])(
  'refuses %j',
  (text) => {
    expect(readDecimal(text)).toBeNull();
  },
);

it.each([
  ['the largest', '9.9999999999999999999999999999999999999E+125', true],
  ['above the largest', '1E126', false],
  ['the smallest', '-1E-130', true],
  ['below the smallest', '9.9E-131', false],
  ['zero', '0E500', true],
])('knows the range: %s, %s', (_words, text, held) => {
  const decimal = readDecimal(text);
  expect(decimal !== null && inRange(decimal)).toBe(held);
});
