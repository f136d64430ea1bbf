// Walks over JSON in its bytes without making values of it. Every `skip…` takes the position of a token's first byte and
// gives the position after it, or −1 where the grammar of JSON does not hold. What is inside of a string (its escapes, its
// control characters) is not looked at: only JSON.parse finds that. Behind `to` lie bytes of something else: a walk may stray
// there where the text is cut, and whoever began it sees that from where it ends.

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const bracket = 0x5b;
const backslash = 0x5c;
const brace = 0x7b;
/** From an opening bracket or brace to the one that closes it. */
const closing = 2;

/** DynamoDB nests 32 levels, two JSON levels each. */
const deepest = 200;
/** What is open at each depth of the one walk that is under way. */
const open = new Uint8Array(deepest + 1);

/** Strings of up to this length are walked; in longer ones the quote is searched for. */
const short = 48;

export function skipSpace(bytes: Buffer, at: number): number {
  let i = at;
  for (let c = bytes[i]; c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09; c = bytes[i]) i++;
  return i;
}

export function skipString(bytes: Buffer, at: number, to: number): number {
  let i = at + 1;
  for (const end = Math.min(i + short, to); i < end; i++) {
    const c = bytes[i];
    if (c === quote) return i + 1;
    if (c === backslash) i++;
  }
  for (;;) {
    const end = bytes.indexOf(quote, i);
    if (end < 0 || end >= to) return -1;
    let slashes = 0;
    while (end - slashes > i && bytes[end - slashes - 1] === backslash) slashes++;
    if (slashes % 2 === 0) return end + 1;
    i = end + 1;
  }
}

/** A member's name and its colon, up to the member's value. */
export function skipName(bytes: Buffer, at: number, to: number): number {
  if (bytes[at] !== quote) return -1;
  const end = skipString(bytes, at, to);
  if (end < 0) return -1;
  const i = skipSpace(bytes, end);
  return bytes[i] === colon ? skipSpace(bytes, i + 1) : -1;
}

export function skipValue(bytes: Buffer, at: number, to: number): number {
  let depth = 0;
  let i = at;
  for (;;) {
    const c = bytes[i];
    if (c === brace || c === bracket) {
      if (depth === deepest) return -1;
      open[++depth] = c;
      i = skipSpace(bytes, i + 1);
      if (bytes[i] !== c + closing) {
        if (c === brace) i = skipName(bytes, i, to);
        if (i < 0) return -1;
        continue;
      }
      depth--;
      i++;
    } else {
      i = c === quote ? skipString(bytes, i, to) : skipScalar(bytes, i);
      if (i < 0) return -1;
    }
    // A value has ended: what encloses it goes on, or ends as well.
    for (;;) {
      if (depth === 0) return i;
      i = skipSpace(bytes, i);
      const within = open[depth] ?? 0;
      if (bytes[i] === comma) {
        i = skipSpace(bytes, i + 1);
        if (within === brace) i = skipName(bytes, i, to);
        if (i < 0) return -1;
        break;
      }
      if (bytes[i] !== within + closing) return -1;
      depth--;
      i++;
    }
  }
}

function skipScalar(bytes: Buffer, at: number): number {
  switch (bytes[at]) {
    case 0x74:
      return skipWord(bytes, at, 'true');
    case 0x66:
      return skipWord(bytes, at, 'false');
    case 0x6e:
      return skipWord(bytes, at, 'null');
    default:
      return skipNumber(bytes, at);
  }
}

function skipWord(bytes: Buffer, at: number, word: string): number {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return -1;
  return at + word.length;
}

/** `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?` */
function skipNumber(bytes: Buffer, at: number): number {
  let i = at;
  if (bytes[i] === 0x2d) i++;
  if (bytes[i] === 0x30) i++;
  else i = skipDigits(bytes, i);
  if (i >= 0 && bytes[i] === 0x2e) i = skipDigits(bytes, i + 1);
  if (i >= 0 && (bytes[i] === 0x65 || bytes[i] === 0x45)) {
    const sign = bytes[i + 1];
    i = skipDigits(bytes, sign === 0x2b || sign === 0x2d ? i + 2 : i + 1);
  }
  return i;
}

function skipDigits(bytes: Buffer, at: number): number {
  let i = at;
  for (let c = bytes[i]; c !== undefined && c >= 0x30 && c <= 0x39; c = bytes[i]) i++;
  return i === at ? -1 : i;
}

/** Sees the members of an object as they are walked over: where each value stands. */
export interface MemberVisitor {
  member(name: string, bytes: Buffer, from: number, to: number): void;
}

/** Walks over an object and shows its members; gives the position after it, −1 where it is no object. */
export function visitMembers(bytes: Buffer, at: number, to: number, visitor: MemberVisitor): number {
  if (bytes[at] !== brace) return -1;
  let i = skipSpace(bytes, at + 1);
  if (bytes[i] === brace + closing) return i + 1;
  for (;;) {
    const from = skipName(bytes, i, to);
    const end = from < 0 ? -1 : skipValue(bytes, from, to);
    if (end < 0 || end > to) return -1;
    visitor.member(nameAt(bytes, i, to), bytes, from, end);
    i = skipSpace(bytes, end);
    if (bytes[i] === brace + closing) return i + 1;
    if (bytes[i] !== comma) return -1;
    i = skipSpace(bytes, i + 1);
  }
}

/** Walks over an array and shows its elements; gives the position after it, −1 where it is no array. */
export function visitElements(bytes: Buffer, at: number, to: number, element: (from: number) => void): number {
  if (bytes[at] !== bracket) return -1;
  let i = skipSpace(bytes, at + 1);
  if (bytes[i] === bracket + closing) return i + 1;
  for (;;) {
    const end = skipValue(bytes, i, to);
    if (end < 0 || end > to) return -1;
    element(i);
    i = skipSpace(bytes, end);
    if (bytes[i] === bracket + closing) return i + 1;
    if (bytes[i] !== comma) return -1;
    i = skipSpace(bytes, i + 1);
  }
}

function nameAt(bytes: Buffer, at: number, to: number): string {
  const name = bytes.toString('latin1', at + 1, skipString(bytes, at, to) - 1);
  if (!name.includes('\\')) return name;
  try {
    return String(JSON.parse(`"${name}"`));
  } catch {
    return name;
  }
}
