import { type Charge, chargeOf } from './charge.ts';
import { type Exact, isZero, minus, negative, smaller } from './exact.ts';
import type { FreeTier } from './price.ts';

/**
 * Takes the account's free tier once, in the order of the charges: behind each charge that it covers a line that takes
 * back as much of it as is left, at the same price. So it is never more than what was charged.
 */
export function withFreeTier(charges: readonly Charge[], freeTier: FreeTier): readonly Charge[] {
  const left: { -readonly [band in keyof FreeTier]: Exact } = { ...freeTier };
  return charges.flatMap((charge) => {
    const { demand, price, quantity } = charge;
    if (demand.band === null || isZero(left[demand.band])) return [charge];
    const taken = smaller(quantity, left[demand.band]);
    left[demand.band] = minus(left[demand.band], taken);
    return [charge, chargeOf(demand, 'free-tier', negative(taken), price)];
  });
}
