/** The most significant digits that a DynamoDB number keeps. */
export const maxDigits = 38;

/** A number by value: `1.50`, `15E-1` and `1.5` are the same one. Zero has no digits and is never negative. */
export interface Decimal {
  readonly negative: boolean;
  /** Significant digits without leading and trailing zeros. */
  readonly digits: string;
  /** Decimal exponent of the first digit: 0 for `1.5`, 4 for `12345.6`. */
  readonly exponent: number;
}

const form = /^([+-]?)(?=[\d.]*\d)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

/** The number that a text stands for, or `null` where it is none. Any magnitude, any count of digits. */
export function readDecimal(text: string): Decimal | null {
  const parts = form.exec(text);
  if (parts === null) return null;
  const [, sign = '', whole = '', fraction = '', power = '0'] = parts;
  const written = whole + fraction;
  const digits = written.replace(/^0+/, '');
  if (digits === '') return { negative: false, digits: '', exponent: 0 };
  const leadingZeros = written.length - digits.length;
  return {
    negative: sign === '-',
    digits: digits.replace(/0+$/, ''),
    exponent: whole.length - 1 - leadingZeros + Number(power),
  };
}

/** Whether DynamoDB can hold the magnitude: zero, or 1E-130 to 9.99…E+125 (either sign). */
export function inRange({ digits, exponent }: Decimal): boolean {
  return digits === '' || (exponent >= -130 && exponent <= 125);
}

/** One text per value, for comparing and for sets. */
export function decimalText({ negative, digits, exponent }: Decimal): string {
  return digits === '' ? '0' : `${negative ? '-' : ''}${digits}E${exponent}`;
}
