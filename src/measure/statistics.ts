import type { Histogram } from './histogram.ts';

/** How sure an interval is. */
export const confidence = 0.95;
/** The normal distribution's quantile for it, both sides. */
const z = 1.959963984540054;

/** From a value to another, to the histogram's three digits; `null`: not bounded on that side by what was measured. */
export interface ConfidenceInterval {
  readonly lowUs: number | null;
  readonly highUs: number | null;
}

/** Values of which the largest are not known, only that there are so many: arrivals that were dropped. */
export interface Censored {
  readonly histogram: Histogram;
  readonly dropped: number;
}

/** The nearest rank of a percentile among so many, from 1: ⌈percentile/100 × count⌉ in exact arithmetic. */
export function rankOf(percentile: number, count: number): number {
  const millionths = BigInt(Math.round(percentile * 1e6));
  return Math.max(1, Number((BigInt(count) * millionths + 99_999_999n) / 100_000_000n));
}

/**
 * A percentile by the nearest rank, dropped arrivals ranking above every recorded value. `null` where it falls among
 * them, and where there is nothing at all.
 */
export function percentileUs({ histogram, dropped }: Censored, percentile: number): number | null {
  const rank = rankOf(percentile, histogram.count + dropped);
  return rank > histogram.count ? null : histogram.atRank(rank);
}

/**
 * Where a percentile of the source lies, at 95 %, from the order statistics of what was seen of it: of n independent
 * values the number that exceed it is binomial, so it lies between two of them whatever the distribution. Values that
 * follow one another resemble each other, so n is taken as n / `inflation` (see batches.ts).
 */
export function percentileInterval(censored: Censored, percentile: number, inflation: number): ConfidenceInterval {
  const count = censored.histogram.count + censored.dropped;
  const effective = Math.floor(count / Math.max(1, inflation));
  const { low, high } = intervalRanks(effective, percentile / 100);
  const valueAt = (rank: number) => (rank > censored.histogram.count ? null : censored.histogram.atRank(rank));
  return {
    lowUs: low < 1 ? null : valueAt(Math.max(1, Math.floor((low / effective) * count))),
    highUs: high > effective ? null : valueAt(Math.min(count, Math.ceil((high / effective) * count))),
  };
}

/**
 * The ranks, of n in order, between which the quantile of the source lies at 95 %; `low` 0 and `high` n + 1 mean that no
 * value of the n bounds it on that side.
 */
export function intervalRanks(n: number, quantile: number): { readonly low: number; readonly high: number } {
  const above = 1 - quantile;
  const tail = (1 - confidence) / 2;
  return {
    low: Math.max(0, n - binomialQuantile(n, above, 1 - tail, z)),
    high: n + 1 - binomialQuantile(n, above, tail, -z),
  };
}

/**
 * The least k with P(X <= k) >= `share` for X of so many trials. Summed up exactly where the first term can be held in a
 * double; beyond that, where the mean is in the hundreds, by Cornish and Fisher's expansion.
 */
function binomialQuantile(trials: number, chance: number, share: number, normal: number): number {
  const logNone = trials * Math.log1p(-chance);
  if (logNone > -700) {
    let term = Math.exp(logNone);
    let sum = term;
    let k = 0;
    while (sum < share && k < trials) {
      term *= ((trials - k) / (k + 1)) * (chance / (1 - chance));
      sum += term;
      k++;
    }
    return k;
  }
  const mean = trials * chance;
  const deviation = Math.sqrt(mean * (1 - chance));
  return Math.ceil(mean + normal * deviation + ((normal * normal - 1) * (1 - 2 * chance)) / 6 - 0.5);
}

/** Student's t at 97.5 %, by its expansion around the normal distribution's: within 4 % from three degrees on. */
export function studentT(degrees: number): number {
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}

/** How much wider an interval has to be, as a factor on its variance, when the variance was estimated from few values. */
export function fewness(values: number): number {
  return (studentT(Math.max(3, values - 1)) / z) ** 2;
}
