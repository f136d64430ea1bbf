import { rankOf } from './statistics.ts';

/**
 * Counts of any finite numbers to three significant digits, in memory of the buckets that were hit: a bucket is a sign, a
 * binary exponent and ten bits of what follows, so that any number of them adds up exactly.
 */
export interface ValuesData {
  /** Ascending. */
  readonly places: Int32Array;
  readonly counts: Float64Array;
  readonly sum: number;
  /** 0 where there are none. */
  readonly min: number;
  readonly max: number;
}

const droppedBits = 10;
const bits = new DataView(new ArrayBuffer(8));

/** The bucket of a number; larger numbers have larger buckets. */
function placeOf(value: number): number {
  bits.setFloat64(0, Math.abs(value));
  const place = bits.getUint32(0) >>> droppedBits;
  return value < 0 ? -1 - place : place;
}

/** The number of a bucket that is nearest to 0: whole numbers to 2,048 are told exactly, others within 0.1 %. */
function nearestAt(place: number): number {
  bits.setUint32(0, ((place < 0 ? -1 - place : place) << droppedBits) >>> 0);
  bits.setUint32(4, 0);
  return place < 0 ? -bits.getFloat64(0) : bits.getFloat64(0);
}

export class Values {
  #counts = new Map<number, number>();
  #count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  get count(): number {
    return this.#count;
  }

  get sum(): number {
    return this.#sum;
  }

  get min(): number | null {
    return this.#count === 0 ? null : this.#min;
  }

  get max(): number | null {
    return this.#count === 0 ? null : this.#max;
  }

  get mean(): number | null {
    return this.#count === 0 ? null : this.#sum / this.#count;
  }

  record(value: number): void {
    this.#bump(placeOf(value), 1);
    this.#sum += value;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
  }

  add({ places, counts, sum, min, max }: ValuesData): void {
    if (places.length === 0) return;
    for (let k = 0; k < places.length; k++) this.#bump(places[k] ?? 0, counts[k] ?? 0);
    this.#sum += sum;
    this.#min = Math.min(this.#min, min);
    this.#max = Math.max(this.#max, max);
  }

  /** The number that so many recorded ones do not exceed, 1 <= rank <= count. */
  atRank(rank: number): number {
    let seen = 0;
    for (const [place, count] of this.#ascending()) {
      seen += count;
      if (seen >= rank) return Math.max(this.#min, Math.min(nearestAt(place), this.#max));
    }
    return this.#max;
  }

  /** By the nearest rank; `null` where there is nothing. */
  percentile(percentile: number): number | null {
    return this.#count === 0 ? null : this.atRank(rankOf(percentile, this.#count));
  }

  /** Each bucket's number with how often it was hit, ascending. */
  each(tell: (value: number, count: number) => void): void {
    for (const [place, count] of this.#ascending()) tell(nearestAt(place), count);
  }

  data(): ValuesData {
    const rows = this.#ascending();
    return {
      places: Int32Array.from(rows, ([place]) => place),
      counts: Float64Array.from(rows, ([, count]) => count),
      sum: this.#sum,
      min: this.min ?? 0,
      max: this.max ?? 0,
    };
  }

  /** What came since the last time; leaves nothing. */
  drain(): ValuesData {
    const data = this.data();
    this.#counts = new Map();
    this.#count = this.#sum = 0;
    this.#min = Number.POSITIVE_INFINITY;
    this.#max = Number.NEGATIVE_INFINITY;
    return data;
  }

  #ascending(): [number, number][] {
    return [...this.#counts].sort(([a], [b]) => a - b);
  }

  #bump(place: number, by: number): void {
    this.#counts.set(place, (this.#counts.get(place) ?? 0) + by);
    this.#count += by;
  }
}
