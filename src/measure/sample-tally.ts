import { Batches } from './batches.ts';
import type { IntervalMs } from './distribution.ts';
import { Histogram, type HistogramData } from './histogram.ts';
import { type CheckCount, type Collected, joined, type SamplesData, type View, viewKey } from './samples.ts';
import { intervalRanks } from './statistics.ts';
import { Values } from './values.ts';

/** What a script's metrics came to over a load: what the intervals of all threads add up to. */
export class SampleTally {
  readonly #parts = new Map<string, Part>();
  readonly #checks = new Map<string, CheckCount>();

  /** Takes in a second, of every thread. */
  absorb(threads: readonly SamplesData[]): void {
    const trends = new Map<string, Values>();
    for (const { views, checks } of threads) {
      for (const { key, collected } of views) {
        if (collected.type === 'trend') addTo(trends, key, collected.values);
        else this.#join(key, collected);
      }
      for (const check of checks) this.#count(check);
    }
    for (const [key, second] of trends) this.#trend(key).add(second);
  }

  /** Takes in all of another target's. */
  merge(other: SampleTally): void {
    for (const [key, part] of other.#parts) {
      if (part.type === 'trend') this.#trend(key).add(part.trend.values);
      else this.#join(key, part.collected);
    }
    for (const check of other.#checks.values()) this.#count(check);
  }

  /** Of all but trends; `null` where there was no sample. */
  collected(view: Pick<View, 'metric' | 'tags'>): Exclude<Collected, { type: 'trend' }> | null {
    const part = this.#parts.get(viewKey(view));
    return part === undefined || part.type === 'trend' ? null : part.collected;
  }

  trend(view: Pick<View, 'metric' | 'tags'>): TrendValues {
    const part = this.#parts.get(viewKey(view));
    return part?.type === 'trend' ? part.trend : new TrendValues();
  }

  /** In the alphabet's order, those of no group first. */
  get checks(): readonly CheckCount[] {
    const key = ({ group, name }: CheckCount): string => `${group}\n${name}`;
    return [...this.#checks.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  #join(key: string, collected: Exclude<Collected, { type: 'trend' }>): void {
    const part = this.#parts.get(key);
    const sum = part === undefined || part.type === 'trend' ? collected : joined(part.collected, collected);
    this.#parts.set(key, { type: 'plain', collected: sum });
  }

  #trend(key: string): TrendValues {
    const part = this.#parts.get(key);
    if (part?.type === 'trend') return part.trend;
    const trend = new TrendValues();
    this.#parts.set(key, { type: 'trend', trend });
    return trend;
  }

  #count({ group, name, passes, fails }: CheckCount): void {
    const key = `${group}\n${name}`;
    const known = this.#checks.get(key) ?? { group, name, passes: 0, fails: 0 };
    this.#checks.set(key, { group, name, passes: known.passes + passes, fails: known.fails + fails });
  }
}

type Part =
  | { readonly type: 'plain'; readonly collected: Exclude<Collected, { type: 'trend' }> }
  | { readonly type: 'trend'; readonly trend: TrendValues };

function addTo(trends: Map<string, Values>, key: string, data: ReturnType<Values['data']>): void {
  const values = trends.get(key) ?? new Values();
  values.add(data);
  trends.set(key, values);
}

/**
 * The values of a trend as a limit asks about them. How much neighbours resemble each other is taken from its seconds, as
 * it is of latencies, with a value as so many milliseconds.
 */
export class TrendValues {
  readonly values = new Values();
  readonly #batches = new Batches();
  readonly dropped = 0;

  /** What came in one second. */
  add(second: Values): void {
    this.values.add(second.data());
    this.#batches.add(asLatencies(second), 0);
  }

  get samples(): number {
    return this.values.count;
  }

  get meanMs(): number | null {
    return this.values.mean;
  }

  get minMs(): number | null {
    return this.values.min;
  }

  get maxMs(): number | null {
    return this.values.max;
  }

  percentileMs(percentile: number): number | null {
    return this.values.percentile(percentile);
  }

  /** Where the percentile lies at 95 %; `null` on a side that nothing bounds. */
  intervalMs(percentile: number): IntervalMs {
    const { count } = this.values;
    const effective = Math.floor(count / this.#batches.inflation(percentile));
    if (effective === 0) return [null, null];
    const { low, high } = intervalRanks(effective, percentile / 100);
    return [
      low < 1 ? null : this.values.atRank(Math.max(1, Math.floor((low / effective) * count))),
      high > effective ? null : this.values.atRank(Math.min(count, Math.ceil((high / effective) * count))),
    ];
  }
}

function asLatencies(values: Values): HistogramData {
  const histogram = new Histogram();
  values.each((value, count) => histogram.recordMany(value * 1000, count));
  return histogram.data();
}
