const zero = 48;
const nine = 57;
const minus = 45;
const point = 46;
const lowerE = 101;
const upperE = 69;

/**
 * Bytes of a DynamoDB number, given as its text (`-12.50`, `1E+10`).
 *
 * With `d` significant digits (no leading or trailing zeros) and `e` the decimal exponent of the first of them:
 * `min(21, ceil((d + (e even ? 1 : 0)) / 2) + 1 + (negative ? 1 : 0))`, and 1 for zero: digits in pairs around the
 * decimal point. AWS only says "approximately"; docs/units.md has the reading. The text is taken to be a valid number.
 */
export function numberBytes(text: string): number {
  const negative = text.charCodeAt(0) === minus;
  let digits = 0;
  let first = -1;
  let last = -1;
  let pointAt = -1;
  let exponent = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= zero && code <= nine) {
      if (code !== zero) {
        if (first < 0) first = digits;
        last = digits;
      }
      digits++;
    } else if (code === point) {
      pointAt = digits;
    } else if (code === lowerE || code === upperE) {
      exponent = Number(text.slice(at + 1));
      break;
    }
  }
  if (first < 0) return 1;
  const significant = last - first + 1;
  const leading = (pointAt < 0 ? digits : pointAt) - 1 - first + exponent;
  const straddle = leading % 2 === 0 ? 1 : 0;
  return Math.min(21, Math.ceil((significant + straddle) / 2) + 1 + (negative ? 1 : 0));
}
