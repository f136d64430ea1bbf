import type { TableClass } from './bill-file.ts';
import type { Exact } from './exact.ts';

/**
 * How sure a price is. A: AWS's own text or price list was seen. B: several independent sources, or a dated reading of the
 * price list by someone else. C: one secondary source, or recollection. Two letters: between them.
 */
export const confidences = ['A', 'A-B', 'B', 'B-C', 'C-B', 'C'] as const;
export type Confidence = (typeof confidences)[number];

/** One price that was found. A price that was not is `null` wherever a price is asked for, and no number stands in. */
export interface Price {
  readonly name: PriceName;
  /** For as many units as the name says; always above 0. */
  readonly usd: Exact;
  /** The same as it was written: `0.00014098`. */
  readonly decimal: string;
  /** `null`: not stated. */
  readonly confidence: Confidence | null;
  readonly source: string | null;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as far as known; `null`: not stated. */
  readonly asOf: string | null;
}

/** Where a price stands in a price file, below its region. */
export type PriceName = string & { readonly priceName: never };

export interface RegionPrices {
  readonly name: string;
  /** When the price lists of this region were published, in words where it is no one date. */
  readonly published: string;
  /** The day on which they were read, `YYYY-MM-DD`. */
  readonly read: string;
  /** Those that were found. */
  readonly prices: ReadonlyMap<PriceName, Price>;
}

/** What an account has free each month. */
export interface FreeTier {
  readonly storageGb: Exact;
  readonly readCapacityHours: Exact;
  readonly writeCapacityHours: Exact;
  readonly streamReads: Exact;
}

export interface PriceTable {
  readonly regions: ReadonlyMap<string, RegionPrices>;
  readonly freeTier: FreeTier;
  /** Every RDS instance class that the table knows, priced or not. */
  readonly instanceClasses: ReadonlySet<string>;
}

export type DynamodbPrice =
  | 'readRequestUnitUsdPerMillion'
  | 'writeRequestUnitUsdPerMillion'
  | 'replicatedWriteRequestUnitUsdPerMillion'
  | 'readCapacityUnitHourUsd'
  | 'writeCapacityUnitHourUsd'
  | 'storageUsdPerGbMonth'
  | 'pitrUsdPerGbMonth'
  | 'backupUsdPerGbMonth'
  | 'restoreUsdPerGb'
  | 'streamsReadUsdPerMillion';

export type ReservedPrice =
  | 'readUpfrontUsdPer100Units'
  | 'readHourUsdPer100Units'
  | 'writeUpfrontUsdPer100Units'
  | 'writeHourUsdPer100Units';

const classGroup = { standard: 'standard', 'standard-ia': 'standardInfrequentAccess' } as const;
const termGroup = { 1: 'oneYear', 3: 'threeYear' } as const;

export function priceName(path: readonly string[]): PriceName {
  return path.join('.') as PriceName; // the one place where names are made
}

export const priceNames = {
  dynamodb: (tableClass: TableClass, price: DynamodbPrice) => priceName(['dynamodb', classGroup[tableClass], price]),
  reserved: (tableClass: TableClass, termYears: 1 | 3, price: ReservedPrice) =>
    priceName(['dynamodb', classGroup[tableClass], 'reserved', termGroup[termYears], price]),
  instance: (instanceClass: string, multiAz: boolean) =>
    priceName(['rds', 'postgres', instanceClass, multiAz ? 'multiAzUsdPerHour' : 'singleAzUsdPerHour']),
  rdsStorage: (multiAz: boolean) => priceName(['rds', 'gp3UsdPerGbMonth', multiAz ? 'multiAz' : 'singleAz']),
  rdsBackup: priceName(['rds', 'backupUsdPerGbMonthBeyondFree', 'value']),
  acuHour: priceName(['aurora', 'postgresServerlessV2UsdPerAcuHour', 'standard']),
  auroraStorage: priceName(['aurora', 'storageUsdPerGbMonth', 'standard']),
  auroraIo: priceName(['aurora', 'ioUsdPerMillionRequests', 'standard']),
} as const;

/** `null` where the table has no such price, or no such region. */
export function findPrice(prices: PriceTable, region: string, name: PriceName): Price | null {
  return prices.regions.get(region)?.prices.get(name) ?? null;
}

export function instanceClasses(prices: PriceTable): readonly string[] {
  return [...prices.instanceClasses];
}

/** What a million on-demand request units cost; `null` where the table does not say. */
export interface RequestPrices {
  readonly readUsdPerMillion: Price | null;
  readonly writeUsdPerMillion: Price | null;
}

export function requestPrices(prices: PriceTable, region: string, tableClass: TableClass): RequestPrices {
  const find = (price: DynamodbPrice) => findPrice(prices, region, priceNames.dynamodb(tableClass, price));
  return {
    readUsdPerMillion: find('readRequestUnitUsdPerMillion'),
    writeUsdPerMillion: find('writeRequestUnitUsdPerMillion'),
  };
}
