import { crc32 } from 'node:zlib';
import { type BodyPieces, ChunkedPieces, CountedPieces, RestPieces } from './body-pieces.ts';
import { broken, incomplete, ResponseHead } from './response-head.ts';

/** What became of the bytes so far: more are needed, the answer is whole, or they are no HTTP answer. */
export type Progress = 'more' | 'whole' | 'broken';

const headLimit = 64 * 1024;
/** DynamoDB answers with at most 16 MB of items, which JSON makes longer. */
const bodyLimit = 128 * 1024 * 1024;

const nothing = Buffer.alloc(0);

/** Reads HTTP answers, one at a time, from bytes that come in any pieces. What an answer was stands in the fields. */
export class ResponseReader {
  readonly head = new ResponseHead();
  /** The bytes in which the body stands, from `from` to `to`, until the next ones are taken. */
  bytes: Buffer = nothing;
  from = 0;
  to = 0;
  /** Whether the body's checksum is not the one sent along (`x-amz-crc32`). */
  corrupt = false;
  /** Whether another request can go over this connection. */
  reusable = true;
  /** Why the answer is none. */
  reason = '';
  /** Whether a byte of the answer has come. */
  begun = false;

  /** A head that has not come whole. */
  #held: Buffer | null = null;
  #body: BodyPieces | null = null;

  /** The body, a character for each byte. */
  body(): string {
    return this.bytes.toString('latin1', this.from, this.to);
  }

  /** Before an answer. */
  reset(): void {
    this.begun = false;
    this.reason = '';
    this.#held = null;
    this.#body = null;
  }

  /** Takes the first `length` bytes, which may be overwritten afterwards. */
  take(bytes: Buffer, length: number): Progress {
    this.begun = true;
    if (this.#body !== null) return this.#continue(this.#body, bytes, 0, length);
    if (this.#held === null) return this.#readHead(bytes, 0, length);
    const joined = Buffer.concat([this.#held, bytes.subarray(0, length)]);
    return this.#readHead(joined, 0, joined.length);
  }

  /** The server has closed its side: the end of a body that has no other. */
  end(): Progress {
    if (this.#body?.endsWithConnection) return this.#finish(this.#body.joined(), 0, this.#body.bytes, false);
    return this.#break(`it was cut short after ${this.#body?.bytes ?? 0} bytes of its body`);
  }

  #readHead(bytes: Buffer, from: number, to: number): Progress {
    const { head } = this;
    const at = head.read(bytes, from, to);
    if (at === incomplete && to - from <= headLimit) {
      this.#held = Buffer.from(bytes.subarray(from, to));
      return 'more';
    }
    if (at < 0 || head.status === 101) return this.#break('it is not HTTP');
    if (head.status < 200) return this.#readHead(bytes, at, to);
    if (head.length > bodyLimit) return this.#break(`its body is said to have ${head.length} bytes`);
    if (head.status === 204 || head.status === 304) head.length = 0;
    if (!head.chunked && head.length >= 0 && at + head.length <= to) {
      return this.#finish(bytes, at, at + head.length, head.keepsAlive && at + head.length === to);
    }
    this.#body = head.chunked
      ? new ChunkedPieces()
      : head.length < 0
        ? new RestPieces()
        : new CountedPieces(head.length);
    return this.#continue(this.#body, bytes, at, to);
  }

  #continue(body: BodyPieces, bytes: Buffer, from: number, to: number): Progress {
    const end = body.read(bytes, from, to);
    if (end === broken || body.bytes > bodyLimit) return this.#break('its body is not chunked as HTTP has it');
    if (end === incomplete) return 'more';
    return this.#finish(body.joined(), 0, body.bytes, this.head.keepsAlive && end === to);
  }

  #finish(bytes: Buffer, from: number, to: number, reusable: boolean): Progress {
    const { crc } = this.head;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.corrupt = crc !== null && crc32(bytes.subarray(from, to)) !== crc;
    this.reusable = reusable;
    return 'whole';
  }

  #break(reason: string): Progress {
    this.reason = reason;
    this.reusable = false;
    return 'broken';
  }
}
