import type { OnDemandIndex, TableUse } from './bill-file.ts';
import { capacityDemands } from './capacity-demands.ts';
import { type Basis, type Demand, each, type Item, perMillion, quantity, used } from './demand.ts';
import { type DynamodbPrice, type FreeTier, priceNames } from './price.ts';
import { freeBand, type TablePart } from './table-part.ts';

/** What a table and its indexes use in a month, the table first; `place` is where the table stands in the input. */
export function tableDemands(table: TableUse, place: string, hoursPerMonth: number): readonly Demand[] {
  const own: TablePart = { table: table.table, tableClass: table.class, index: null, place };
  const indexed = (index: string, n: number): TablePart => ({ ...own, index, place: `${place}.indexes[${n}]` });
  const besides = [storage(own, table.storageGb), ...extras(own, table)];
  if (table.mode === 'on-demand') {
    const indexes = (table.indexes ?? []).flatMap((use, n) => {
      const part = indexed(use.index, n);
      return [...requests(part, use), storage(part, use.storageGb)];
    });
    return used([...requests(own, table), replicated(own, table.replicatedWriteUnits), ...besides, ...indexes]);
  }
  const indexes = (table.indexes ?? []).flatMap((use, n) => {
    const part = indexed(use.index, n);
    return [...capacityDemands(part, use, hoursPerMonth), storage(part, use.storageGb)];
  });
  return used([...capacityDemands(own, table, hoursPerMonth), ...besides, ...indexes]);
}

interface Use {
  readonly item: Item;
  readonly unit: string;
  /** The field of the input. */
  readonly field: string;
  readonly amount: number | undefined;
  readonly price: DynamodbPrice;
  readonly basis?: Basis;
  readonly band?: keyof FreeTier;
}

function demand(part: TablePart, { item, unit, field, amount, price, basis = each, band }: Use): Demand {
  return {
    service: 'dynamodb',
    resource: part.table,
    index: part.index,
    item,
    unit,
    quantity: quantity(amount),
    price: priceNames.dynamodb(part.tableClass, price),
    basis,
    place: `${part.place}.${field}`,
    band: band === undefined ? null : freeBand(part, band),
  };
}

function requests(part: TablePart, { readUnits, writeUnits }: Pick<OnDemandIndex, 'readUnits' | 'writeUnits'>) {
  const reads = { item: 'read-request-units', unit: 'RRU', price: 'readRequestUnitUsdPerMillion' } as const;
  const writes = { item: 'write-request-units', unit: 'WRU', price: 'writeRequestUnitUsdPerMillion' } as const;
  return [
    demand(part, { ...reads, field: 'readUnits', amount: readUnits, basis: perMillion }),
    demand(part, { ...writes, field: 'writeUnits', amount: writeUnits, basis: perMillion }),
  ];
}

function replicated(part: TablePart, amount: number | undefined): Demand {
  const price = 'replicatedWriteRequestUnitUsdPerMillion';
  const field = 'replicatedWriteUnits';
  return demand(part, { item: 'replicated-write-units', unit: 'rWRU', field, amount, price, basis: perMillion });
}

function storage(part: TablePart, amount: number | undefined): Demand {
  const price = 'storageUsdPerGbMonth';
  return demand(part, { item: 'storage', unit: 'GB-month', field: 'storageGb', amount, price, band: 'storageGb' });
}

function extras(part: TablePart, table: TableUse): readonly Demand[] {
  const pitrGb = table.pitr === true ? table.storageGb : 0;
  const backup = { field: 'backupGb', amount: table.backupGb, price: 'backupUsdPerGbMonth' } as const;
  const restore = { field: 'restoreGb', amount: table.restoreGb, price: 'restoreUsdPerGb' } as const;
  const streams = { field: 'streamReads', amount: table.streamReads, price: 'streamsReadUsdPerMillion' } as const;
  return [
    demand(part, { item: 'pitr', unit: 'GB-month', field: 'pitr', amount: pitrGb, price: 'pitrUsdPerGbMonth' }),
    demand(part, { item: 'backup', unit: 'GB-month', ...backup }),
    demand(part, { item: 'restore', unit: 'GB', ...restore }),
    demand(part, { item: 'stream-reads', unit: 'read', ...streams, basis: perMillion, band: 'streamReads' }),
  ];
}
