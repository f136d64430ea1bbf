/** Which of `count` ranks is asked for, by a fraction drawn evenly from 0 to 1. Rank 0 is the most popular. */
export interface Popularity {
  /** In words, for reports: `Zipf 0.9`. */
  readonly says: string;
  readonly rank: (fraction: number, count: number) => number;
  /** The share of all requests that the most popular one gets. */
  readonly topShare: (count: number) => number;
}

export const uniform: Popularity = {
  says: 'uniform',
  rank: (fraction, count) => Math.min(count - 1, Math.floor(fraction * count)),
  topShare: (count) => 1 / count,
};

/**
 * Zipf: rank r (from 0) is asked for in proportion to (r + 1)^−exponent. Drawn from the exact cumulative table up to
 * a million ranks; beyond that the tail is drawn from the integral of the same density.
 */
export function zipf(exponent: number): Popularity {
  const tables = new Map<number, Float64Array>();
  const table = (count: number): Float64Array => {
    let found = tables.get(count);
    if (found === undefined) {
      found = cumulative(Math.min(count, tableLimit), exponent);
      tables.set(count, found);
    }
    return found;
  };
  return {
    says: `Zipf ${exponent}`,
    rank: (fraction, count) => rankOf(fraction, count, table(count), exponent),
    topShare: (count) => 1 / (total(table(count)) + tail(tableLimit, count, exponent)),
  };
}

const tableLimit = 1_000_000;

function cumulative(count: number, exponent: number): Float64Array {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank++) {
    sum += (rank + 1) ** -exponent;
    sums[rank] = sum;
  }
  return sums;
}

function total(sums: Float64Array): number {
  return sums[sums.length - 1] ?? 1;
}

/** The integral of x^−exponent from `from` to `to`, 0 where there is nothing beyond the table. */
function tail(from: number, to: number, exponent: number): number {
  if (to <= from) return 0;
  return exponent === 1 ? Math.log(to / from) : (to ** (1 - exponent) - from ** (1 - exponent)) / (1 - exponent);
}

function rankOf(fraction: number, count: number, sums: Float64Array, exponent: number): number {
  const inTable = total(sums);
  const wanted = fraction * (inTable + tail(sums.length, count, exponent));
  if (wanted >= inTable && count > sums.length) {
    const beyond = wanted - inTable;
    const at =
      exponent === 1
        ? sums.length * Math.exp(beyond)
        : (sums.length ** (1 - exponent) + beyond * (1 - exponent)) ** (1 / (1 - exponent));
    return Math.min(count - 1, Math.floor(at));
  }
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}
