// Walks over JSON text without making values of it. Every `skip…` takes the position of a token's first character and
// gives the position after it, or −1 where the grammar of JSON does not hold. What is inside of a string (its escapes, its
// control characters) is not looked at: only JSON.parse finds that.

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;

/** DynamoDB nests 32 levels, two JSON levels each. */
const deepest = 200;

/** Strings of up to this length are walked; in longer ones the quote is searched for. */
const short = 24;

export function skipSpace(text: string, at: number): number {
  for (;;) {
    const c = text.charCodeAt(at);
    if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return at;
    at++;
  }
}

export function skipString(text: string, at: number): number {
  let i = at + 1;
  for (const end = i + short; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === quote) return i + 1;
    if (c === backslash) i++;
  }
  for (;;) {
    const end = text.indexOf('"', i);
    if (end < 0) return -1;
    let slashes = 0;
    while (end - slashes > i && text.charCodeAt(end - slashes - 1) === backslash) slashes++;
    if (slashes % 2 === 0) return end + 1;
    i = end + 1;
  }
}

export function skipValue(text: string, at: number, depth = 0): number {
  switch (text.charCodeAt(at)) {
    case quote:
      return skipString(text, at);
    case 0x7b:
      return depth === deepest ? -1 : skipObject(text, at, depth + 1);
    case 0x5b:
      return depth === deepest ? -1 : skipArray(text, at, depth + 1);
    case 0x74:
      return text.startsWith('true', at) ? at + 4 : -1;
    case 0x66:
      return text.startsWith('false', at) ? at + 5 : -1;
    case 0x6e:
      return text.startsWith('null', at) ? at + 4 : -1;
    default:
      return skipNumber(text, at);
  }
}

function skipObject(text: string, at: number, depth: number): number {
  let i = skipSpace(text, at + 1);
  if (text.charCodeAt(i) === 0x7d) return i + 1;
  for (;;) {
    i = skipName(text, i);
    if (i < 0) return -1;
    i = skipValue(text, i, depth);
    if (i < 0) return -1;
    i = skipSpace(text, i);
    const c = text.charCodeAt(i);
    if (c === 0x7d) return i + 1;
    if (c !== comma) return -1;
    i = skipSpace(text, i + 1);
  }
}

/** A member's name and its colon; gives the position of its value. */
export function skipName(text: string, at: number): number {
  if (text.charCodeAt(at) !== quote) return -1;
  let i = skipString(text, at);
  if (i < 0) return -1;
  i = skipSpace(text, i);
  return text.charCodeAt(i) === colon ? skipSpace(text, i + 1) : -1;
}

function skipArray(text: string, at: number, depth: number): number {
  let i = skipSpace(text, at + 1);
  if (text.charCodeAt(i) === 0x5d) return i + 1;
  for (;;) {
    i = skipValue(text, i, depth);
    if (i < 0) return -1;
    i = skipSpace(text, i);
    const c = text.charCodeAt(i);
    if (c === 0x5d) return i + 1;
    if (c !== comma) return -1;
    i = skipSpace(text, i + 1);
  }
}

/** `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?` */
function skipNumber(text: string, at: number): number {
  let i = at;
  if (text.charCodeAt(i) === 0x2d) i++;
  if (text.charCodeAt(i) === 0x30) i++;
  else i = skipDigits(text, i);
  if (i >= 0 && text.charCodeAt(i) === 0x2e) i = skipDigits(text, i + 1);
  if (i >= 0 && (text.charCodeAt(i) | 0x20) === 0x65) {
    const sign = text.charCodeAt(i + 1);
    i = skipDigits(text, sign === 0x2b || sign === 0x2d ? i + 2 : i + 1);
  }
  return i;
}

function skipDigits(text: string, at: number): number {
  let i = at;
  for (;;) {
    const c = text.charCodeAt(i);
    if (!(c >= 0x30 && c <= 0x39)) return i === at ? -1 : i;
    i++;
  }
}

/** Sees the members of an object as they are walked over: `from` and `to` are where the value stands in the text. */
export interface MemberVisitor {
  member(name: string, text: string, from: number, to: number): void;
}

/** Walks over an object and shows its members; gives the position after it, −1 where it is no object. */
export function visitMembers(text: string, at: number, visitor: MemberVisitor): number {
  if (text.charCodeAt(at) !== 0x7b) return -1;
  let i = skipSpace(text, at + 1);
  if (text.charCodeAt(i) === 0x7d) return i + 1;
  for (;;) {
    const from = skipName(text, i);
    const to = from < 0 ? -1 : skipValue(text, from);
    if (to < 0) return -1;
    visitor.member(nameAt(text, i), text, from, to);
    i = skipSpace(text, to);
    const c = text.charCodeAt(i);
    if (c === 0x7d) return i + 1;
    if (c !== comma) return -1;
    i = skipSpace(text, i + 1);
  }
}

/** Walks over an array and shows its elements; gives the position after it, −1 where it is no array. */
export function visitElements(text: string, at: number, element: (from: number) => void): number {
  if (text.charCodeAt(at) !== 0x5b) return -1;
  let i = skipSpace(text, at + 1);
  if (text.charCodeAt(i) === 0x5d) return i + 1;
  for (;;) {
    const to = skipValue(text, i);
    if (to < 0) return -1;
    element(i);
    i = skipSpace(text, to);
    const c = text.charCodeAt(i);
    if (c === 0x5d) return i + 1;
    if (c !== comma) return -1;
    i = skipSpace(text, i + 1);
  }
}

function nameAt(text: string, at: number): string {
  const name = text.slice(at + 1, skipString(text, at) - 1);
  if (!name.includes('\\')) return name;
  try {
    return String(JSON.parse(`"${name}"`));
  } catch {
    return name;
  }
}
