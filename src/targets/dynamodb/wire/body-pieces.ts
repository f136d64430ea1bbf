import { broken, incomplete } from './response-head.ts';

/** A body that does not come in one piece with its head. */
export interface BodyPieces {
  /** How many have come. */
  readonly bytes: number;
  /** Whether the connection's end is the body's. */
  readonly endsWithConnection: boolean;
  /** Takes bytes, which may be overwritten afterwards; gives the position after the body, `incomplete` or `broken`. */
  read(bytes: Buffer, from: number, to: number): number;
  joined(): Buffer;
}

/** As many bytes as `Content-Length` says. */
export class CountedPieces implements BodyPieces {
  bytes = 0;
  readonly endsWithConnection = false;
  readonly #whole: Buffer;

  constructor(length: number) {
    this.#whole = Buffer.allocUnsafe(length);
  }

  read(bytes: Buffer, from: number, to: number): number {
    const end = Math.min(to, from + this.#whole.length - this.bytes);
    bytes.copy(this.#whole, this.bytes, from, end);
    this.bytes += end - from;
    return this.bytes === this.#whole.length ? end : incomplete;
  }

  joined(): Buffer {
    return this.#whole;
  }
}

/** All that comes until the server closes. */
export class RestPieces implements BodyPieces {
  bytes = 0;
  readonly endsWithConnection = true;
  readonly #pieces: Buffer[] = [];

  read(bytes: Buffer, from: number, to: number): number {
    this.#pieces.push(Buffer.from(bytes.subarray(from, to)));
    this.bytes += to - from;
    return incomplete;
  }

  joined(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}

const longestLine = 8 * 1024;

/** In chunks (RFC 9112 §7.1). Extensions and trailers are passed over. */
export class ChunkedPieces implements BodyPieces {
  bytes = 0;
  readonly endsWithConnection = false;
  readonly #pieces: Buffer[] = [];
  #state: 'size' | 'data' | 'after data' | 'trailer' = 'size';
  #line = '';
  #left = 0;

  read(bytes: Buffer, from: number, to: number): number {
    let i = from;
    while (i < to) {
      if (this.#state === 'data') {
        i = this.#takeData(bytes, i, to);
        continue;
      }
      const lineFeed = bytes.indexOf('\n', i, 'latin1');
      const end = lineFeed < 0 || lineFeed >= to ? to : lineFeed;
      this.#line += bytes.toString('latin1', i, end);
      if (this.#line.length > longestLine) return broken;
      if (end === to) return incomplete;
      i = end + 1;
      const line = this.#line.trimEnd();
      this.#line = '';
      if (line === '' && this.#state === 'trailer') return i;
      if (!this.#takeLine(line)) return broken;
    }
    return incomplete;
  }

  joined(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  #takeData(bytes: Buffer, from: number, to: number): number {
    const end = Math.min(to, from + this.#left);
    this.#pieces.push(Buffer.from(bytes.subarray(from, end)));
    this.bytes += end - from;
    this.#left -= end - from;
    if (this.#left === 0) this.#state = 'after data';
    return end;
  }

  /** A line that is no data; whether it is right. */
  #takeLine(line: string): boolean {
    if (this.#state === 'trailer') return true;
    if (this.#state === 'after data') {
      this.#state = 'size';
      return line === '';
    }
    const [, size] = /^([0-9a-f]{1,8})[ \t]*(?:;.*)?$/i.exec(line) ?? [];
    if (size === undefined) return false;
    this.#left = Number.parseInt(size, 16);
    this.#state = this.#left === 0 ? 'trailer' : 'data';
    return true;
  }
}
