import type { AuroraUse, PostgresUse, RdsUse } from './bill-file.ts';
import { type Demand, each, perMillion, quantity, used } from './demand.ts';
import { compare, minus, times, zero } from './exact.ts';
import { priceNames } from './price.ts';

/** What one PostgreSQL database uses in a month; `place` is where it stands in the input. */
export function postgresDemands(use: PostgresUse, place: string, hoursPerMonth: number): readonly Demand[] {
  return used(use.engine === 'rds' ? rds(use, place, hoursPerMonth) : aurora(use, place, hoursPerMonth));
}

/** Storage is gp3 at its baseline; backups are free as far as the provisioned storage goes. */
function rds(use: RdsUse, place: string, hoursPerMonth: number): readonly Demand[] {
  const line = { service: 'postgres', resource: use.class, index: null, basis: each, band: null } as const;
  const multiAz = use.multiAz === true;
  const storageGb = quantity(use.storageGb);
  const beyondFree = minus(quantity(use.backupGb), storageGb);
  return [
    {
      ...line,
      item: 'instance-hours',
      unit: 'hour',
      quantity: quantity(hoursPerMonth),
      price: priceNames.instance(use.class, multiAz),
      place: `${place}.class`,
    },
    {
      ...line,
      item: 'storage',
      unit: 'GB-month',
      quantity: storageGb,
      price: priceNames.rdsStorage(multiAz),
      place: `${place}.storageGb`,
    },
    {
      ...line,
      item: 'backup',
      unit: 'GB-month',
      quantity: compare(beyondFree, zero) > 0 ? beyondFree : zero,
      price: priceNames.rdsBackup,
      place: `${place}.backupGb`,
    },
  ];
}

/** The Standard configuration: input and output are charged by the request. */
function aurora(use: AuroraUse, place: string, hoursPerMonth: number): readonly Demand[] {
  const line = { service: 'postgres', resource: use.engine, index: null, basis: each, band: null } as const;
  return [
    {
      ...line,
      item: 'acu-hours',
      unit: 'ACU-hour',
      quantity: times(quantity(use.acu), quantity(hoursPerMonth)),
      price: priceNames.acuHour,
      place: `${place}.acu`,
    },
    {
      ...line,
      item: 'storage',
      unit: 'GB-month',
      quantity: quantity(use.storageGb),
      price: priceNames.auroraStorage,
      place: `${place}.storageGb`,
    },
    {
      ...line,
      item: 'io-requests',
      unit: 'request',
      quantity: quantity(use.ioRequests),
      price: priceNames.auroraIo,
      basis: perMillion,
      place: `${place}.ioRequests`,
    },
  ];
}
