import { type HistogramData, highestAt } from './histogram.ts';
import { fewness } from './statistics.ts';

/** Thresholds lie at quarters of an octave: cell c holds what is at least 2^(c/4) − 1 µs. */
const cellsPerOctave = 4;
const cells = 32 * cellsPerOctave;
/** A variance is taken from the longest batches of which there are still so many. */
const enoughBatches = 20;

function cellOf(us: number): number {
  return Math.floor(cellsPerOctave * Math.log2(us + 1));
}

/** A number of operations in a row, and how many of them were in each cell or above it. */
interface Batch {
  readonly count: number;
  readonly above: Float64Array;
}

/** Batches of one length: sums of squares and products, from which a variance about any rate follows. */
interface Level {
  pending: Batch | null;
  batches: number;
  counts: number;
  squaredCounts: number;
  readonly squared: Float64Array;
  readonly products: Float64Array;
}

/**
 * How much less a number of operations in a row says than as many independent ones: the factor by which the variance of
 * "how many were slower than x" exceeds that of coin tosses. It is found from batches of 1, 2, 4 … seconds, for x at
 * every quarter of an octave, in memory that grows with the logarithm of the run. All sums are of whole numbers: exact.
 */
export class Batches {
  readonly #levels: Level[] = [];
  readonly #above = new Float64Array(cells);
  #count = 0;

  /** Adds what ended in the next second; dropped arrivals count as slower than anything. */
  add(response: HistogramData, dropped: number): void {
    const above = new Float64Array(cells);
    for (let k = 0; k < response.places.length; k++) {
      const cell = cellOf(highestAt(response.places[k] ?? 0));
      above[cell] = (above[cell] ?? 0) + (response.counts[k] ?? 0);
    }
    let count = dropped;
    for (let cell = cells - 1; cell >= 0; cell--) {
      count += above[cell] ?? 0;
      above[cell] = count;
      this.#above[cell] = (this.#above[cell] ?? 0) + count;
    }
    if (count === 0) return;
    this.#count += count;
    this.#carry({ count, above });
  }

  /** The factor for a percentile: at the threshold whose share of slower operations is nearest to the percentile's. */
  inflation(percentile: number): number {
    const cell = this.#nearestCell(1 - percentile / 100);
    const level = this.#levels.findLast(({ batches }) => batches >= enoughBatches) ?? this.#levels[0];
    if (cell === null || level === undefined) return 1;
    return Math.max(1, this.#varianceRatio(level, cell) * fewness(level.batches));
  }

  #varianceRatio(level: Level, cell: number): number {
    if (level.batches < 2) return 1;
    const rate = (this.#above[cell] ?? 0) / this.#count;
    const products = level.products[cell] ?? 0;
    const deviations = (level.squared[cell] ?? 0) - 2 * rate * products + rate * rate * level.squaredCounts;
    const expected = level.counts * rate * (1 - rate) * (1 - 1 / level.batches);
    return deviations / expected;
  }

  #nearestCell(share: number): number | null {
    let nearest: number | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (let cell = 0; cell < cells; cell++) {
      const rate = (this.#above[cell] ?? 0) / this.#count;
      if (!(rate > 0 && rate < 1)) continue;
      const distance = Math.abs(Math.log(rate / share));
      if (distance < least) [nearest, least] = [cell, distance];
    }
    return nearest;
  }

  /** Two batches of a length make one of the next. */
  #carry(second: Batch): void {
    let batch: Batch = second;
    for (let l = 0; ; l++) {
      const level = this.#level(l);
      tally(level, batch);
      const { pending } = level;
      if (pending === null) {
        level.pending = batch;
        return;
      }
      level.pending = null;
      batch = joined(pending, batch);
    }
  }

  #level(l: number): Level {
    const known = this.#levels[l];
    if (known !== undefined) return known;
    const sums = { batches: 0, counts: 0, squaredCounts: 0 };
    const level = { pending: null, ...sums, squared: new Float64Array(cells), products: new Float64Array(cells) };
    this.#levels.push(level);
    return level;
  }
}

function tally(level: Level, { count, above }: Batch): void {
  level.batches++;
  level.counts += count;
  level.squaredCounts += count * count;
  for (let c = 0; c < cells; c++) {
    const slower = above[c] ?? 0;
    level.squared[c] = (level.squared[c] ?? 0) + slower * slower;
    level.products[c] = (level.products[c] ?? 0) + slower * count;
  }
}

function joined(a: Batch, b: Batch): Batch {
  return { count: a.count + b.count, above: a.above.map((slower, c) => slower + (b.above[c] ?? 0)) };
}
