import type { Problem } from '../workload/problem.ts';
import type { Checked } from './checked.ts';
import type { Demand, Item } from './demand.ts';
import { type Exact, inParts, times } from './exact.ts';
import { findPrice, type Price, type PriceTable } from './price.ts';

/** A demand with its price, exact: a line of the bill before it is rounded to a double. */
export interface Charge {
  readonly demand: Demand;
  /** `free-tier` where it takes back a part of another charge; its quantity is negative then. */
  readonly item: Item;
  readonly quantity: Exact;
  readonly price: Price;
  readonly usd: Exact;
}

/** Looks up the price of each demand; one that the table does not have is a problem, never 0. */
export function chargesOf(demands: readonly Demand[], region: string, prices: PriceTable): Checked<readonly Charge[]> {
  const charges: Charge[] = [];
  const problems: Problem[] = [];
  for (const demand of demands) {
    const price = findPrice(prices, region, demand.price);
    if (price === null) problems.push(missing(demand, region));
    else charges.push(chargeOf(demand, demand.item, demand.quantity, price));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: charges };
}

/** quantity × price ÷ (units × months that the price is for). */
export function chargeOf(demand: Demand, item: Item, quantity: Exact, price: Price): Charge {
  const { units, months } = demand.basis;
  return { demand, item, quantity, price, usd: inParts(times(quantity, price.usd), units * months) };
}

function missing({ place, item, price, resource }: Demand, region: string): Problem {
  return {
    place,
    found: `${item} of ${resource}, for which the price table has no price in ${region} (${price})`,
    expected: 'a price of it in a file given with --prices, or nothing of it used',
  };
}
