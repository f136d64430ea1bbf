import { type Exact, exactly, isZero } from './exact.ts';
import type { FreeTier, PriceName } from './price.ts';

export type Service = 'dynamodb' | 'postgres';

export type Item =
  | 'read-request-units'
  | 'write-request-units'
  | 'replicated-write-units'
  | 'read-capacity-hours'
  | 'write-capacity-hours'
  | 'reserved-upfront'
  | 'reserved-hours'
  | 'storage'
  | 'pitr'
  | 'backup'
  | 'restore'
  | 'stream-reads'
  | 'free-tier'
  | 'instance-hours'
  | 'acu-hours'
  | 'io-requests';

/** Something used in the month that has a price: what a line of a bill will say, before the price is looked up. */
export interface Demand {
  readonly service: Service;
  /** The table, the instance class, or the engine where it has no classes. */
  readonly resource: string;
  readonly index: string | null;
  readonly item: Item;
  readonly unit: string;
  readonly quantity: Exact;
  readonly price: PriceName;
  readonly basis: Basis;
  /** Where the quantity stands in the input. */
  readonly place: string;
  /** What of the free tier it may take. */
  readonly band: keyof FreeTier | null;
}

/** What one price buys: so many units, for so many months. */
export interface Basis {
  readonly units: number;
  readonly months: number;
}

export const each: Basis = { units: 1, months: 1 };
export const perMillion: Basis = { units: 1_000_000, months: 1 };
export const perHundred: Basis = { units: 100, months: 1 };

/** What is omitted is 0, and what is 0 needs no price and makes no line. */
export function used(demands: readonly Demand[]): readonly Demand[] {
  return demands.filter((demand) => !isZero(demand.quantity));
}

export function quantity(value: number | undefined): Exact {
  return exactly(value ?? 0);
}
