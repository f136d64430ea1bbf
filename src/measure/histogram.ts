/**
 * Counts of values from 1 µs to 1 h with three significant digits, in the bucket layout of HdrHistogram (2,048 buckets
 * of 1 µs, then 1,024 for each doubling), so that any number of them adds up exactly and the public tools can read them.
 */
const halfBits = 10;
const half = 2 ** halfBits;
const wholeMask = 2 * half - 1;

/** What is longer is counted as this long; `max` then is this, too. */
export const highestUs = 3_600_000_000;

/** The bucket of a value, 0 <= us <= highestUs. */
export function placeOf(us: number): number {
  const doublings = 21 - Math.clz32(us | wholeMask);
  return (doublings << halfBits) + (us >>> doublings);
}

/** The smallest value that shares a bucket. */
export function lowestAt(place: number): number {
  const doublings = Math.max(0, (place >> halfBits) - 1);
  return (place - (doublings << halfBits)) * 2 ** doublings;
}

/** The largest value that shares a bucket. */
export function highestAt(place: number): number {
  const doublings = Math.max(0, (place >> halfBits) - 1);
  return lowestAt(place) + 2 ** doublings - 1;
}

/** A histogram as a value: what threads post and files keep. Only buckets that hold something, ascending. */
export interface HistogramData {
  readonly places: Uint32Array;
  readonly counts: Float64Array;
  readonly sumUs: number;
  /** 0 where nothing was recorded. */
  readonly minUs: number;
  readonly maxUs: number;
}

export class Histogram {
  #counts = new Float64Array(256);
  /** Places with a count, in the order in which they came: what makes reading and emptying cost what was recorded. */
  #used = new Uint32Array(64);
  #usedCount = 0;
  #count = 0;
  #sumUs = 0;
  #minUs = Number.POSITIVE_INFINITY;
  #maxUs = 0;

  static of(data: HistogramData): Histogram {
    const histogram = new Histogram();
    histogram.add(data);
    return histogram;
  }

  get count(): number {
    return this.#count;
  }

  get minUs(): number {
    return this.#count === 0 ? 0 : this.#minUs;
  }

  get maxUs(): number {
    return this.#maxUs;
  }

  /** The mean of the values as they were recorded, before any rounding into buckets; `null` where there are none. */
  get meanUs(): number | null {
    return this.#count === 0 ? null : this.#sumUs / this.#count;
  }

  /** Allocates nothing, except where a value is larger than all before. */
  record(us: number): void {
    const value = us > 0 ? Math.min(Math.round(us), highestUs) : 0;
    this.#bump(placeOf(value), 1);
    this.#count++;
    this.#sumUs += value;
    if (value < this.#minUs) this.#minUs = value;
    if (value > this.#maxUs) this.#maxUs = value;
  }

  /** The same value so many times. */
  recordMany(us: number, count: number): void {
    const value = us > 0 ? Math.min(Math.round(us), highestUs) : 0;
    this.add({
      places: Uint32Array.of(placeOf(value)),
      counts: Float64Array.of(count),
      sumUs: value * count,
      minUs: value,
      maxUs: value,
    });
  }

  add(data: HistogramData): void {
    for (let k = 0; k < data.places.length; k++) {
      const count = data.counts[k] ?? 0;
      this.#bump(data.places[k] ?? 0, count);
      this.#count += count;
    }
    if (data.places.length === 0) return;
    this.#sumUs += data.sumUs;
    this.#minUs = Math.min(this.#minUs, data.minUs);
    this.#maxUs = Math.max(this.#maxUs, data.maxUs);
  }

  /** The value that so many recorded ones do not exceed, 1 <= rank <= count; to three digits, never above the largest. */
  atRank(rank: number): number {
    let seen = 0;
    for (let place = 0; place < this.#counts.length; place++) {
      seen += this.#counts[place] ?? 0;
      if (seen >= rank) return Math.min(highestAt(place), this.#maxUs);
    }
    return this.#maxUs;
  }

  data(): HistogramData {
    const places = this.#used.slice(0, this.#usedCount).sort();
    const counts = new Float64Array(places.length);
    for (let k = 0; k < places.length; k++) counts[k] = this.#counts[places[k] ?? 0] ?? 0;
    return { places, counts, sumUs: this.#sumUs, minUs: this.minUs, maxUs: this.#maxUs };
  }

  /** What was recorded since the last time; leaves the histogram empty and keeps its memory. */
  drain(): HistogramData {
    const data = this.data();
    for (let k = 0; k < data.places.length; k++) this.#counts[data.places[k] ?? 0] = 0;
    this.#usedCount = 0;
    this.#count = 0;
    this.#sumUs = 0;
    this.#minUs = Number.POSITIVE_INFINITY;
    this.#maxUs = 0;
    return data;
  }

  #bump(place: number, by: number): void {
    if (place >= this.#counts.length) this.#counts = grown(this.#counts, new Float64Array(sizeFor(place)));
    const before = this.#counts[place] ?? 0;
    this.#counts[place] = before + by;
    if (before !== 0) return;
    if (this.#usedCount === this.#used.length) this.#used = grown(this.#used, new Uint32Array(2 * this.#usedCount));
    this.#used[this.#usedCount++] = place;
  }
}

function sizeFor(place: number): number {
  return 2 ** Math.ceil(Math.log2(place + 1));
}

function grown<Counts extends Float64Array | Uint32Array>(from: Counts, to: Counts): Counts {
  to.set(from);
  return to;
}
