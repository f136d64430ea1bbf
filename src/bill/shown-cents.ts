import { compare, type Exact, exactly, floor, minus, rounded, times, total } from './exact.ts';

/** Whole cents (exact up to 2^53 of them) of amounts in US dollars, added exactly; half a cent goes up. */
export function shownTotal(usd: readonly number[]): number {
  return inCents(total(usd.map(exactly)));
}

/**
 * Whole cents of each amount, in US dollars, that add up to `totalCents`, which is their sum rounded up or down. By the
 * method of the largest remainder: each is rounded down, and the cents still missing go to the largest remainders, the
 * earlier first; so none is a cent or more from its amount. Throws a RangeError where the total is not of these amounts.
 */
export function shownCents(usd: readonly number[], totalCents: number): readonly number[] {
  return sharedCents(usd.map(exactly), totalCents);
}

/** A dollar amount in whole cents; half a cent goes up. */
export function inCents(usd: Exact): number {
  return Number(rounded(times(usd, hundred)));
}

/** As `shownCents`, of exact amounts. */
export function sharedCents(usd: readonly Exact[], totalCents: number): readonly number[] {
  const shares = usd.map((amount, position) => {
    const cents = times(amount, hundred);
    const down = floor(cents);
    return { position, down, remainder: minus(cents, { numerator: down, denominator: 1n }) };
  });
  const missing = totalCents - Number(shares.reduce((sum, { down }) => sum + down, 0n));
  const rising = shares.filter(({ remainder }) => remainder.numerator > 0n);
  if (missing < 0 || missing > rising.length)
    throw new RangeError(`${totalCents} cents are not the sum of the amounts`);
  rising.sort((a, b) => compare(b.remainder, a.remainder) || a.position - b.position);
  const raised = new Set(rising.slice(0, missing).map(({ position }) => position));
  return shares.map(({ position, down }) => Number(down) + (raised.has(position) ? 1 : 0));
}

const hundred = exactly(100);
