import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ResponseReader } from './response-reader.ts';

interface Read {
  readonly status: number;
  readonly body: string;
  readonly bytes: number;
  readonly reusable: boolean;
  readonly corrupt: boolean;
}

/** Reads an answer that comes in the pieces given, through one buffer that is overwritten. */
function read(pieces: readonly Buffer[], ends: boolean): Read | string | null {
  const reader = new ResponseReader();
  const buffer = Buffer.alloc(70_000);
  reader.reset();
  for (const piece of pieces) {
    buffer.fill(0x78);
    piece.copy(buffer);
    const progress = reader.take(buffer, piece.length);
    if (progress !== 'more') return result(reader);
  }
  if (!ends) return null;
  reader.end();
  return result(reader);
}

function result(reader: ResponseReader): Read | string {
  const { from, to, reusable, corrupt, head, reason } = reader;
  return reason === '' ? { status: head.status, body: reader.body(), bytes: to - from, reusable, corrupt } : reason;
}

const inOne = (answer: string, ends = false) => read([Buffer.from(answer, 'latin1')], ends);

const text = 'hello \u00e9\u00ff';
const ok = { status: 200, body: text, bytes: 8, reusable: true, corrupt: false };

describe('an answer', () => {
  it.each<[string, string, Partial<Read>]>([
    ['with a length', `HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n${text}`, ok],
    [
      'with names in any case and space around values',
      `HTTP/1.1 200 OK\r\ncOnTeNt-LeNgTh:\t 8  \r\nX-Y:z\r\n\r\n${text}`,
      ok,
    ],
    ['with bare line feeds', `HTTP/1.1 200 OK\nContent-Length: 8\n\n${text}`, ok],
    ['with no words for its status', `HTTP/1.1 200\r\nContent-Length: 8\r\n\r\n${text}`, ok],
    ['with no body', 'HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n', { status: 500, body: '', reusable: true }],
    ['that can have no body', 'HTTP/1.1 204 None\r\n\r\n', { status: 204, body: '', reusable: true }],
    [
      'in chunks',
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3;x=y\r\n \u00e9\u00ff\r\n0\r\n\r\n`,
      ok,
    ],
    [
      'in chunks, with a trailer',
      `HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n08\r\n${text}\r\n00\r\nA: b\r\nC: d\r\n\r\n`,
      ok,
    ],
    [
      'in chunks, whatever its length says',
      `HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n${text}\r\n0\r\n\r\n`,
      ok,
    ],
    [
      'after a 100 Continue',
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n${text}`,
      ok,
    ],
    [
      'that closes',
      `HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 8\r\n\r\n${text}`,
      { ...ok, reusable: false },
    ],
    ['of HTTP/1.0', `HTTP/1.0 200 OK\r\nContent-Length: 8\r\n\r\n${text}`, { ...ok, reusable: false }],
    [
      'of HTTP/1.0 that keeps the connection',
      `HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 8\r\n\r\n${text}`,
      ok,
    ],
    ['with bytes after it', `HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n${text}HTTP`, { ...ok, reusable: false }],
    [
      'with its checksum',
      `HTTP/1.1 200 OK\r\nX-Amz-Crc32: ${crc32(Buffer.from(text, 'latin1'))}\r\nContent-Length: 8\r\n\r\n${text}`,
      ok,
    ],
    [
      'with another checksum',
      `HTTP/1.1 200 OK\r\nx-amz-crc32: 77\r\nContent-Length: 8\r\n\r\n${text}`,
      { ...ok, corrupt: true },
    ],
    [
      'with a checksum that is none',
      `HTTP/1.1 200 OK\r\nx-amz-crc32: none\r\nContent-Length: 8\r\n\r\n${text}`,
      { ...ok, corrupt: true },
    ],
    [
      'with names that only begin like others',
      `HTTP/1.1 200 OK\r\nContent-Lengths: 3\r\nX-Content-Length: 4\r\nContent-Length: 8\r\nx-amz-crc32c: 5\r\n\r\n${text}`,
      ok,
    ],
  ])('%s', (_what, answer, expected) => {
    expect(inOne(answer)).toMatchObject(expected);
  });

  it('that ends with the connection', () => {
    const answer = `HTTP/1.1 200 OK\r\n\r\n${text}`;
    expect(inOne(answer)).toBeNull();
    expect(inOne(answer, true)).toEqual({ ...ok, reusable: false });
  });

  it('says how long the connection is kept', () => {
    const reader = new ResponseReader();
    const answer = Buffer.from('HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5, max=100\r\nContent-Length: 0\r\n\r\n');
    reader.reset();
    reader.take(answer, answer.length);
    expect(reader.head.idleMs).toBe(5_000);
  });

  it('is told from the one before it on the same connection', () => {
    const reader = new ResponseReader();
    const answers = [
      `HTTP/1.1 400 Bad\r\nx-amzn-errortype: X\r\nx-amz-crc32: 1\r\nKeep-Alive: timeout=5\r\nContent-Length: 8\r\n\r\n${text}`,
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}',
    ].map((answer) => Buffer.from(answer, 'latin1'));
    const seen = answers.map((answer) => {
      reader.reset();
      reader.take(answer, answer.length);
      const { errorType, idleMs } = reader.head;
      return { ...(result(reader) as Read), errorType, idleMs };
    });
    expect(seen[0]).toMatchObject({ status: 400, corrupt: true, errorType: 'X', idleMs: 5_000 });
    expect(seen[1]).toEqual({
      status: 200,
      body: '{}',
      bytes: 2,
      reusable: true,
      corrupt: false,
      errorType: null,
      idleMs: null,
    });
  });
});

describe('what is no answer', () => {
  it.each<[string, string]>([
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['TLS', '\u0015\u0003\u0001\u0000\u0002\u0002\u0046'],
    ['HTTP/2', 'HTTP/2 200\r\n\r\n'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n'],
    ['a status of four digits', 'HTTP/1.1 2000 OK\r\n\r\n'],
    ['a status of letters', 'HTTP/1.1 abc OK\r\n\r\n'],
    ['a length of letters', 'HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n'],
    ['a length below nothing', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ['a length beyond what DynamoDB answers', 'HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n'],
    ['an encoding that is not known', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n'],
    ['a chunk with no size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n'],
    ['a chunk longer than its size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n'],
    ['a carriage return alone', 'HTTP/1.1 200 OK\r\n\rContent-Length: 0\r\n\r\n'],
    ['switched protocols', 'HTTP/1.1 101 Switching\r\n\r\n'],
    ['a head without end', `HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(11_000)}`],
  ])('%s', (_what, answer) => {
    expect(inOne(answer)).toBeTypeOf('string');
  });

  it.each<[string, string, string]>([
    ['within its head', 'HTTP/1.1 200 O', 'it was cut short after 0 bytes of its body'],
    ['before its body', 'HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n', 'it was cut short after 0 bytes of its body'],
    [
      'within its body',
      'HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhel',
      'it was cut short after 3 bytes of its body',
    ],
    [
      'within its chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n',
      'it was cut short after 5 bytes of its body',
    ],
  ])('what ends %s', (_where, answer, reason) => {
    expect(inOne(answer, true)).toBe(reason);
  });
});

it('an answer is the same however it is split', () => {
  const answers = fc.constantFrom(
    `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 8\r\nx-amz-crc32: ${crc32(Buffer.from(text, 'latin1'))}\r\n\r\n${text}`,
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n3\r\n \u00e9\u00ff\r\n0\r\nTrailer: t\r\n\r\n`,
    `HTTP/1.1 400 Bad\r\nContent-Length: 8\r\n\r\n${text}`,
    `HTTP/1.1 200 OK\nConnection: close\n\n${text}`,
    'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    'nothing of the kind',
  );
  fc.assert(
    fc.property(answers, fc.array(fc.nat()), (answer, cuts) => {
      const bytes = Buffer.from(answer, 'latin1');
      const at = [0, ...cuts.map((cut) => cut % bytes.length), bytes.length].sort((a, b) => a - b);
      const pieces = at
        .slice(1)
        .map((end, i) => bytes.subarray(at[i], end))
        .filter(({ length }) => length > 0);
      expect(read(pieces, true)).toEqual(inOne(answer, true));
    }),
    { numRuns: 500 },
  );
});

it('a body of many pieces is put together', () => {
  const body = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
  const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nx-amz-crc32: ${crc32(body)}\r\n\r\n`);
  const whole = Buffer.concat([head, body]);
  const pieces = Array.from({ length: Math.ceil(whole.length / 16_384) }, (_, i) =>
    whole.subarray(i * 16_384, (i + 1) * 16_384),
  );
  expect(read(pieces, false)).toEqual({
    status: 200,
    body: body.toString('latin1'),
    bytes: 300_000,
    reusable: true,
    corrupt: false,
  });
});
