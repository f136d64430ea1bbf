/** What a month is made of: the input of a bill, in the form of `bill FILE`. An omitted quantity is 0. */
export interface BillFile {
  readonly region: string;
  /** 730 unless said. */
  readonly hoursPerMonth?: number;
  /** Whether the account's free tier is taken, once for the whole bill; not unless said. */
  readonly freeTier?: boolean;
  readonly dynamodb?: readonly TableUse[];
  readonly postgres?: PostgresUse;
}

export const defaultHoursPerMonth = 730;

/** A month has no more: 31 days. */
export const mostHoursPerMonth = 744;

export const tableClasses = ['standard', 'standard-ia'] as const;
export type TableClass = (typeof tableClasses)[number];

export const capacityModes = ['on-demand', 'provisioned'] as const;
export type CapacityMode = (typeof capacityModes)[number];

export const postgresEngines = ['rds', 'aurora-serverless-v2'] as const;

export type TableUse = OnDemandTable | ProvisionedTable;

interface AnyTable {
  readonly table: string;
  readonly class: TableClass;
  /** GB are 2^30 bytes everywhere; the table alone, its indexes have their own. */
  readonly storageGb?: number;
  /** Point-in-time recovery, priced on the table's `storageGb`. */
  readonly pitr?: boolean;
  readonly backupGb?: number;
  readonly restoreGb?: number;
  readonly streamReads?: number;
}

export interface OnDemandTable extends AnyTable {
  readonly mode: 'on-demand';
  readonly readUnits?: number;
  readonly writeUnits?: number;
  readonly replicatedWriteUnits?: number;
  readonly indexes?: readonly OnDemandIndex[];
}

export interface OnDemandIndex {
  readonly index: string;
  readonly readUnits?: number;
  readonly writeUnits?: number;
  readonly storageGb?: number;
}

export interface ProvisionedTable extends AnyTable, Capacity {
  readonly mode: 'provisioned';
  readonly indexes?: readonly ProvisionedIndex[];
}

export interface ProvisionedIndex extends Capacity {
  readonly index: string;
  readonly storageGb?: number;
}

/** What is provisioned: one capacity through the whole month, or phases in its place. */
export interface Capacity {
  readonly readCapacity?: number;
  readonly writeCapacity?: number;
  /** Replace the flat capacity and the hours of the month. */
  readonly phases?: readonly Phase[];
  readonly reserved?: Reservation;
}

export interface Phase {
  readonly hours: number;
  readonly readCapacity?: number;
  readonly writeCapacity?: number;
}

/** Reserved capacity is sold in blocks of 100 units. */
export interface Reservation {
  readonly termYears: 1 | 3;
  readonly readCapacity?: number;
  readonly writeCapacity?: number;
}

export type PostgresUse = RdsUse | AuroraUse;

export interface RdsUse {
  readonly engine: 'rds';
  readonly class: string;
  readonly multiAz?: boolean;
  readonly storageGb?: number;
  /** All of the backups; as much as `storageGb` is free. */
  readonly backupGb?: number;
}

export interface AuroraUse {
  readonly engine: 'aurora-serverless-v2';
  /** The mean capacity through the month. */
  readonly acu?: number;
  readonly storageGb?: number;
  readonly ioRequests?: number;
}
