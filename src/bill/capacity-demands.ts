import type { Capacity } from './bill-file.ts';
import { type Demand, each, perHundred, quantity } from './demand.ts';
import { compare, type Exact, minus, times, total, zero } from './exact.ts';
import { type DynamodbPrice, type FreeTier, type PriceName, priceNames, type ReservedPrice } from './price.ts';
import { freeBand, type TablePart } from './table-part.ts';

interface Direction {
  readonly field: 'readCapacity' | 'writeCapacity';
  readonly item: 'read-capacity-hours' | 'write-capacity-hours';
  readonly unit: 'RCU' | 'WCU';
  readonly price: DynamodbPrice;
  readonly upfront: ReservedPrice;
  readonly hourly: ReservedPrice;
  readonly band: keyof FreeTier;
}

const directions: readonly Direction[] = [
  {
    field: 'readCapacity',
    item: 'read-capacity-hours',
    unit: 'RCU',
    price: 'readCapacityUnitHourUsd',
    upfront: 'readUpfrontUsdPer100Units',
    hourly: 'readHourUsdPer100Units',
    band: 'readCapacityHours',
  },
  {
    field: 'writeCapacity',
    item: 'write-capacity-hours',
    unit: 'WCU',
    price: 'writeCapacityUnitHourUsd',
    upfront: 'writeUpfrontUsdPer100Units',
    hourly: 'writeHourUsdPer100Units',
    band: 'writeCapacityHours',
  },
];

/**
 * Provisioned capacity, used or not: Σ over phases of hours × max(0, capacity − reserved) by the hour; and of what is
 * reserved, all of it, whatever is provisioned: a month's share of the upfront price and every hour of the month.
 */
export function capacityDemands(part: TablePart, capacity: Capacity, hoursPerMonth: number): readonly Demand[] {
  return directions.flatMap((direction) => [
    byTheHour(part, capacity, direction, hoursPerMonth),
    ...reservation(part, capacity, direction, hoursPerMonth),
  ]);
}

function byTheHour(part: TablePart, capacity: Capacity, direction: Direction, hoursPerMonth: number): Demand {
  const { field, item, unit, price, band } = direction;
  const reserved = quantity(capacity.reserved?.[field]);
  const hours = (capacity.phases ?? [{ ...capacity, hours: hoursPerMonth }]).map((phase) => {
    const above = minus(quantity(phase[field]), reserved);
    return times(quantity(phase.hours), compare(above, zero) > 0 ? above : zero);
  });
  return {
    ...lineOf(part),
    item,
    unit: `${unit}-hour`,
    quantity: total(hours),
    price: priceNames.dynamodb(part.tableClass, price),
    basis: each,
    place: `${part.place}.${capacity.phases === undefined ? field : 'phases'}`,
    band: freeBand(part, band),
  };
}

function reservation(
  part: TablePart,
  { reserved }: Capacity,
  { field, unit, upfront, hourly }: Direction,
  hoursPerMonth: number,
): readonly Demand[] {
  if (reserved === undefined) return [];
  const units: Exact = quantity(reserved[field]);
  const price = (name: ReservedPrice): PriceName => priceNames.reserved(part.tableClass, reserved.termYears, name);
  const line = { ...lineOf(part), place: `${part.place}.reserved.${field}`, band: null };
  const term = { units: 100, months: 12 * reserved.termYears };
  const hours = times(units, quantity(hoursPerMonth));
  return [
    { ...line, item: 'reserved-upfront', unit, quantity: units, price: price(upfront), basis: term },
    { ...line, item: 'reserved-hours', unit: `${unit}-hour`, quantity: hours, price: price(hourly), basis: perHundred },
  ];
}

function lineOf({ table, index }: TablePart) {
  return { service: 'dynamodb', resource: table, index } as const;
}
