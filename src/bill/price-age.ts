import { daysBetween, lastDayOf } from './day.ts';
import type { Price, PriceTable } from './price.ts';

/** Prices that were read longer ago than this are warned of. */
const staleAfterDays = 180;

export interface PriceAge {
  /** The day on which the prices of the region were read. */
  readonly read: string;
  readonly days: number;
  readonly isStale: boolean;
}

/** How old the prices of a region are on a day (`YYYY-MM-DD`); `null` where the table has no such region. */
export function priceAge(prices: PriceTable, region: string, today: string): PriceAge | null {
  const read = prices.regions.get(region)?.read;
  if (read === undefined) return null;
  const days = daysBetween(read, today);
  return { read, days, isStale: days > staleAfterDays };
}

/**
 * What to warn of on a day: that the region's prices were read too long ago, or else which of the prices that a bill
 * used (`used`) are too old by a date of their own. A month or a year counts from its last day.
 */
export function ageWarnings(
  prices: PriceTable,
  region: string,
  used: readonly Price[],
  today: string,
): readonly string[] {
  const age = priceAge(prices, region, today);
  if (age?.isStale === true) {
    return [`the prices of ${region} were read on ${age.read}, ${age.days} days ago: give newer ones with --prices`];
  }
  const old = different(used).flatMap(({ name, asOf }) =>
    asOf !== null && daysBetween(lastDayOf(asOf), today) > staleAfterDays ? [`${name} (${asOf})`] : [],
  );
  return old.length === 0 ? [] : [`older than ${staleAfterDays} days: ${old.join(', ')}`];
}

/** Which of the prices that a bill used rest on one secondary source or on recollection, each in a sentence. */
export function unsurePrices(used: readonly Price[]): readonly string[] {
  return different(used)
    .filter(({ confidence }) => confidence?.includes('C') === true)
    .map(({ name, confidence, source }) => `${name} is of confidence ${confidence}${because(source)}`);
}

/** Which of the prices that a bill used have no date of their own, each in a sentence. */
export function undatedPrices(used: readonly Price[]): readonly string[] {
  return different(used)
    .filter(({ asOf }) => asOf === null)
    .map(({ name, source }) => `${name} is undated${because(source)}`);
}

function because(source: string | null): string {
  return source === null ? '' : `: ${source}`;
}

function different(prices: readonly Price[]): readonly Price[] {
  return [...new Map(prices.map((price) => [price.name, price])).values()];
}
