import type { Batches } from './batches.ts';
import { type Censored, percentileInterval, percentileUs, rankOf } from './statistics.ts';

/** From a latency to another; `null`: not bounded on that side by what was measured. */
export type IntervalMs = readonly [lowMs: number | null, highMs: number | null];

/** The latencies of a saved run, in milliseconds. `null`: it falls among dropped arrivals, or nothing was measured. */
export interface LatencyFigures {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  /** The largest recorded. */
  readonly max: number | null;
}

/** A latency as it can be asked about. Dropped arrivals rank above every recorded value. */
export class Distribution {
  readonly #censored: Censored;
  readonly #batches: Batches | null;

  /** Without `batches` operations are taken as independent of one another. */
  constructor(censored: Censored, batches: Batches | null = null) {
    this.#censored = censored;
    this.#batches = batches;
  }

  /** Recorded and dropped. */
  get samples(): number {
    return this.#censored.histogram.count + this.#censored.dropped;
  }

  get dropped(): number {
    return this.#censored.dropped;
  }

  get maxMs(): number | null {
    return this.#censored.histogram.count === 0 ? null : this.#censored.histogram.maxUs / 1000;
  }

  get minMs(): number | null {
    return this.#censored.histogram.count === 0 ? null : this.#censored.histogram.minUs / 1000;
  }

  /** Of the recorded ones. */
  get meanMs(): number | null {
    return inMs(this.#censored.histogram.meanUs);
  }

  percentileMs(percentile: number): number | null {
    return inMs(percentileUs(this.#censored, percentile));
  }

  /** Where the percentile lies at 95 %, as far as what was measured bounds it. */
  intervalMs(percentile: number): IntervalMs {
    const inflation = this.#batches?.inflation(percentile) ?? 1;
    const { lowUs, highUs } = percentileInterval(this.#censored, percentile, inflation);
    return [inMs(lowUs), inMs(highUs)];
  }

  /** Whether a percentile falls among dropped arrivals: it is above what was waited for. */
  isAmongDropped(percentile: number): boolean {
    return this.dropped > 0 && rankOf(percentile, this.samples) > this.#censored.histogram.count;
  }

  figures(): LatencyFigures {
    return {
      p50: this.percentileMs(50),
      p90: this.percentileMs(90),
      p95: this.percentileMs(95),
      p99: this.percentileMs(99),
      p999: this.percentileMs(99.9),
      max: this.maxMs,
    };
  }
}

function inMs(us: number | null): number | null {
  return us === null ? null : us / 1000;
}
