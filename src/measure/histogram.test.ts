import fc from 'fast-check';
import hdr from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { Histogram, highestAt, highestUs, lowestAt, placeOf } from './histogram.ts';
import { decode, encode } from './histogram-codec.ts';

const values = fc.array(fc.oneof(fc.nat(3000), fc.nat(5_000_000), fc.nat(highestUs)), { maxLength: 200 });
const recorded = (us: readonly number[]): Histogram => {
  const histogram = new Histogram();
  for (const value of us) histogram.record(value);
  return histogram;
};
const publicTool = () =>
  hdr.build({ bitBucketSize: 32, highestTrackableValue: highestUs, numberOfSignificantValueDigits: 3 });

describe('a bucket', () => {
  it.each([
    [0, 0, 0],
    [1, 1, 1],
    [2047, 2047, 2047],
    [2048, 2048, 2049],
    [100_000, 99_968, 100_031],
    [700_000, 699_904, 700_415],
    [highestUs, 3_598_712_832, 3_600_809_983],
  ])('of %i µs goes from %i to %i', (us, lowest, highest) => {
    expect(lowestAt(placeOf(us))).toBe(lowest);
    expect(highestAt(placeOf(us))).toBe(highest);
  });

  it('holds its value, to a thousandth', () => {
    fc.assert(
      fc.property(fc.nat(highestUs), (us) => {
        const place = placeOf(us);
        expect(lowestAt(place)).toBeLessThanOrEqual(us);
        expect(highestAt(place)).toBeGreaterThanOrEqual(us);
        expect(highestAt(place) - lowestAt(place)).toBeLessThanOrEqual(us / 1000);
      }),
    );
  });
});

describe('a histogram', () => {
  it('knows count, least, largest and mean exactly', () => {
    const histogram = recorded([5, 1_000_003, 7.4, -3]);
    expect([histogram.count, histogram.minUs, histogram.maxUs, histogram.meanUs]).toEqual([
      4, 0, 1_000_003, 250_003.75,
    ]);
  });

  it('is empty at first', () => {
    const histogram = new Histogram();
    expect([histogram.count, histogram.minUs, histogram.maxUs, histogram.meanUs]).toEqual([0, 0, 0, null]);
    expect(histogram.data().places).toHaveLength(0);
  });

  it('counts what took longer than an hour as an hour', () => {
    expect(recorded([highestUs * 3]).maxUs).toBe(highestUs);
  });

  it('gives each rank as sorting does, to a thousandth', () => {
    fc.assert(
      fc.property(values, (us) => {
        const histogram = recorded(us);
        for (const [k, exact] of us.toSorted((a, b) => a - b).entries()) {
          const found = histogram.atRank(k + 1);
          expect(found).toBeGreaterThanOrEqual(exact);
          expect(found).toBeLessThanOrEqual(exact * 1.001);
        }
      }),
    );
  });

  it('adds up: of a whole, in any order and grouping, the same', () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        const [x, y, z] = [recorded(a).data(), recorded(b).data(), recorded(c).data()];
        const sum = (...parts: (typeof x)[]) => {
          const histogram = new Histogram();
          for (const part of parts) histogram.add(part);
          return histogram.data();
        };
        const whole = recorded([...a, ...b, ...c]).data();
        expect(sum(x, y, z)).toEqual(whole);
        expect(sum(z, x, y)).toEqual(whole);
        expect(sum(x, sum(y, z))).toEqual(whole);
      }),
    );
  });

  it('is drained into what was recorded since, and forgets nothing', () => {
    fc.assert(
      fc.property(values, values, (first, second) => {
        const histogram = recorded(first);
        const one = histogram.drain();
        expect(histogram.count).toBe(0);
        for (const us of second) histogram.record(us);
        expect(one).toEqual(recorded(first).data());
        expect(histogram.drain()).toEqual(recorded(second).data());
      }),
    );
  });
});

describe('the V2 encoding', () => {
  it('is read by a public tool, which finds the same values', () => {
    fc.assert(
      fc.property(values, (us) => {
        const read = hdr.decodeFromCompressedBase64(encode(recorded(us).data()));
        const theirs = publicTool();
        for (const value of us) theirs.recordValue(value);
        expect(read.totalCount).toBe(us.length);
        for (const percentile of [0, 50, 99, 100]) {
          expect(read.getValueAtPercentile(percentile)).toBe(theirs.getValueAtPercentile(percentile));
        }
      }),
    );
  });

  it("reads a public tool's", () => {
    fc.assert(
      fc.property(values, (us) => {
        const theirs = publicTool();
        for (const value of us) theirs.recordValue(value);
        const { places, counts } = decode(hdr.encodeIntoCompressedBase64(theirs));
        expect({ places, counts }).toEqual({ places: recorded(us).data().places, counts: recorded(us).data().counts });
      }),
    );
  });

  it('starts as its readers expect', () => {
    expect(encode(recorded([1, 2, 3]).data())).toMatch(/^HISTFAAA/);
  });

  it('keeps counts beyond 32 bits', () => {
    const data = { places: Uint32Array.of(9), counts: Float64Array.of(2 ** 51 + 1), sumUs: 0, minUs: 9, maxUs: 9 };
    expect(decode(encode(data)).counts).toEqual(Float64Array.of(2 ** 51 + 1));
  });

  it.each([
    ['no base64 at all', '%%%'],
    ['another encoding', Buffer.from('a plain text of some length').toString('base64')],
    ['a torn line', encode(recorded([1, 2, 3, 500, 70_000]).data()).slice(0, 40)],
  ])('refuses %s', (_, text) => {
    expect(() => decode(text)).toThrow(/expected an HdrHistogram in the V2 compressed encoding/);
  });
});
