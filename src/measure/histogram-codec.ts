import { deflateSync, inflateSync } from 'node:zlib';
import { BadInput, quoted } from '../workload/problem.ts';
import { type HistogramData, highestAt, highestUs, lowestAt } from './histogram.ts';

/** HdrHistogram's V2 encoding: a header, then counts as ZigZag LEB128, a run of n empty buckets as −n. */
const plainCookie = 0x1c849313;
const compressedCookie = 0x1c849314;
const headerBytes = 40;
const digits = 3;

/** A histogram as the public HdrHistogram tools read it: V2, deflated, in base64. */
export function encode(data: HistogramData): string {
  const counts = countsBytes(data);
  const plain = Buffer.alloc(headerBytes + counts.length);
  plain.writeInt32BE(plainCookie, 0);
  plain.writeInt32BE(counts.length, 4);
  plain.writeInt32BE(0, 8);
  plain.writeInt32BE(digits, 12);
  plain.writeBigInt64BE(1n, 16);
  plain.writeBigInt64BE(BigInt(highestUs), 24);
  plain.writeDoubleBE(1, 32);
  plain.set(counts, headerBytes);
  const deflated = deflateSync(plain);
  const head = Buffer.alloc(8);
  head.writeInt32BE(compressedCookie, 0);
  head.writeInt32BE(deflated.length, 4);
  return Buffer.concat([head, deflated]).toString('base64');
}

/** The other way round, for what `encode` wrote. Sum, least and largest value are then known to the bucket only. */
export function decode(text: string): HistogramData {
  const plain = inflated(text);
  if (plain.readInt32BE(0) !== plainCookie) throw unreadable(text);
  if (plain.readInt32BE(12) !== digits || plain.readBigInt64BE(16) !== 1n) {
    throw new BadInput([
      { place: 'histogram', found: 'another resolution', expected: 'three significant digits from 1 µs on' },
    ]);
  }
  return countsOf(plain.subarray(headerBytes, headerBytes + plain.readInt32BE(4)));
}

function inflated(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length < 8 || bytes.readInt32BE(0) !== compressedCookie) throw unreadable(text);
  try {
    const plain = inflateSync(bytes.subarray(8, 8 + bytes.readInt32BE(4)));
    if (plain.length >= headerBytes) return plain;
  } catch {
    // Fall through: what cannot be inflated is as unreadable as what is too short.
  }
  throw unreadable(text);
}

function unreadable(text: string): BadInput {
  return new BadInput([
    { place: 'histogram', found: quoted(text), expected: 'an HdrHistogram in the V2 compressed encoding' },
  ]);
}

function countsBytes({ places, counts }: HistogramData): Uint8Array {
  const bytes: number[] = [];
  let next = 0;
  for (let k = 0; k < places.length; k++) {
    const place = places[k] ?? 0;
    const empty = place - next;
    if (empty > 0) putNumber(bytes, empty === 1 ? 0 : -empty);
    putNumber(bytes, counts[k] ?? 0);
    next = place + 1;
  }
  return Uint8Array.from(bytes);
}

/** ZigZag LEB128 of a whole number below 2^52 either way; it never needs the encoding's special ninth byte. */
function putNumber(bytes: number[], value: number): void {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

function countsOf(bytes: Uint8Array): HistogramData {
  const places: number[] = [];
  const counts: number[] = [];
  let place = 0;
  let zigzag = 0;
  let unit = 1;
  for (const byte of bytes) {
    zigzag += (byte % 128) * unit;
    unit *= 128;
    if (byte >= 128) continue;
    if (zigzag % 2 === 1) place += (zigzag + 1) / 2;
    else {
      if (zigzag > 0) {
        places.push(place);
        counts.push(zigzag / 2);
      }
      place++;
    }
    zigzag = 0;
    unit = 1;
  }
  const sumUs = places.reduce((sum, at, k) => sum + ((lowestAt(at) + highestAt(at)) / 2) * (counts[k] ?? 0), 0);
  return {
    places: Uint32Array.from(places),
    counts: Float64Array.from(counts),
    sumUs,
    minUs: lowestAt(places[0] ?? 0),
    maxUs: highestAt(places.at(-1) ?? 0),
  };
}
