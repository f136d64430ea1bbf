/** In place of a position: more bytes are needed, or these are no head of an HTTP/1.x answer. */
export const incomplete = -1;
export const broken = -2;

const lf = 0x0a;
const cr = 0x0d;
const space = 0x20;
const colon = 0x3a;

/** The head of an answer: its status, and of its headers those that a client of DynamoDB needs. */
export class ResponseHead {
  status = 0;
  /** `Content-Length`; −1 where there is none. */
  length = -1;
  chunked = false;
  /** Whether the server keeps the connection. */
  keepsAlive = true;
  /** How long it does so, where it says (`Keep-Alive: timeout=5`). */
  idleMs: number | null = null;
  /** `x-amz-crc32` */
  crc: number | null = null;
  /** `x-amzn-errortype` */
  errorType: string | null = null;

  /** Reads a head from its first byte on; gives the position after it. */
  read(bytes: Buffer, from: number, to: number): number {
    this.length = -1;
    this.chunked = false;
    this.idleMs = null;
    this.crc = null;
    this.errorType = null;
    let i = this.#statusLine(bytes, from, to);
    while (i >= 0) {
      if (i === to) return incomplete;
      if (bytes[i] === lf) return i + 1;
      if (bytes[i] === cr) {
        if (i + 1 === to) return incomplete;
        return bytes[i + 1] === lf ? i + 2 : broken;
      }
      let end = i + 1;
      while (end < to && bytes[end] !== lf) end++;
      if (end === to) return incomplete;
      if (!this.#header(bytes, i, end)) return broken;
      i = end + 1;
    }
    return i;
  }

  /** `HTTP/1.1 200 OK`, the words being free. */
  #statusLine(bytes: Buffer, from: number, to: number): number {
    const version = 'HTTP/1.';
    for (let i = 0; i < version.length && from + i < to; i++) {
      if (bytes[from + i] !== version.charCodeAt(i)) return broken;
    }
    let end = from + 7;
    while (end < to && bytes[end] !== lf) end++;
    if (end >= to) return incomplete;
    const minor = bytes[from + 7];
    this.status = digits(bytes, from + 9, from + 12);
    const after = bytes[from + 12];
    const ends = after === space || after === cr || after === lf;
    if (bytes[from + 8] !== space || this.status < 100 || !ends || (minor !== 0x30 && minor !== 0x31)) return broken;
    this.keepsAlive = minor === 0x31;
    return end + 1;
  }

  /** One line; whether it is right. Lines that nobody asked for are right. */
  #header(bytes: Buffer, from: number, to: number): boolean {
    switch ((bytes[from] ?? 0) | 0x20) {
      case 0x63:
        if (isNamed(bytes, from, 'content-length')) return this.#contentLength(number(bytes, from + 15, to));
        if (isNamed(bytes, from, 'connection')) this.#connection(bytes, from + 11, to);
        return true;
      case 0x74:
        if (isNamed(bytes, from, 'transfer-encoding')) {
          this.chunked = value(bytes, from + 18, to).toLowerCase() === 'chunked';
          return this.chunked;
        }
        return true;
      case 0x78:
        if (isNamed(bytes, from, 'x-amz-crc32')) this.crc = number(bytes, from + 12, to);
        else if (isNamed(bytes, from, 'x-amzn-errortype')) this.errorType = value(bytes, from + 17, to);
        return true;
      case 0x6b:
        if (isNamed(bytes, from, 'keep-alive')) this.#keepAlive(value(bytes, from + 11, to));
        return true;
      default:
        return true;
    }
  }

  #contentLength(length: number): boolean {
    const agrees = this.length < 0 || this.length === length;
    this.length = length;
    return length >= 0 && agrees;
  }

  #connection(bytes: Buffer, from: number, to: number): void {
    // By far the most frequent, and what is so already.
    if (this.keepsAlive && isNamed(bytes, from, ' keep-alive', cr) && from + 12 === to) return;
    const words = value(bytes, from, to).toLowerCase();
    if (words.includes('close')) this.keepsAlive = false;
    else if (words.includes('keep-alive')) this.keepsAlive = true;
  }

  #keepAlive(text: string): void {
    const seconds = /timeout\s*=\s*(\d+)/i.exec(text)?.[1];
    if (seconds !== undefined) this.idleMs = Number(seconds) * 1_000;
  }
}

/** Digits as a number; −1 where one is none. */
function digits(bytes: Buffer, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = (bytes[i] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** A value that is a number without sign; −1 where it is none. */
function number(bytes: Buffer, from: number, to: number): number {
  let first = from;
  let last = to;
  while (first < last && isBlank(bytes[first])) first++;
  while (last > first && isBlank(bytes[last - 1])) last--;
  return first === last || last - first > 15 ? -1 : digits(bytes, first, last);
}

/** Whether a line begins with a header's name, in whatever case, and what ends it. */
function isNamed(bytes: Buffer, from: number, name: string, end = colon): boolean {
  if (bytes[from + name.length] !== end) return false;
  for (let i = 0; i < name.length; i++) {
    if (((bytes[from + i] ?? 0) | 0x20) !== name.charCodeAt(i)) return false;
  }
  return true;
}

/** The rest of a line without the space around it. */
function value(bytes: Buffer, from: number, to: number): string {
  let first = from;
  let last = to;
  while (first < last && isBlank(bytes[first])) first++;
  while (last > first && isBlank(bytes[last - 1])) last--;
  return bytes.toString('latin1', first, last);
}

const isBlank = (byte: number | undefined): boolean => byte === space || byte === 0x09 || byte === cr;
