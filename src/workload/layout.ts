import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from './dynamodb-port.ts';
import type { Row } from './postgres-port.ts';

/** Capacity that the design gives a table or an index. */
export type CapacityDesign =
  | { readonly mode: 'on-demand' }
  | { readonly mode: 'provisioned'; readonly readUnits: number; readonly writeUnits: number }
  | {
      readonly mode: 'auto-scaling';
      readonly read: { readonly min: number; readonly max: number };
      readonly write: { readonly min: number; readonly max: number };
      /** 0 to 1. */
      readonly targetUtilisation: number;
    };

/** A DynamoDB table of the design: CreateTable's parameters without a capacity, which is stated beside it. */
export interface DynamoDbTable {
  readonly definition: Omit<CreateTableCommandInput, 'BillingMode' | 'ProvisionedThroughput'> & { TableName: string };
  readonly capacity: CapacityDesign;
  /** Where an index has not its table's. */
  readonly indexCapacity?: Readonly<Record<string, CapacityDesign>>;
  readonly pointInTimeRecovery: boolean;
  /** The attribute that holds the time of expiry, and after how many days of life that is. */
  readonly timeToLive?: { readonly attribute: string; readonly days: number; readonly entity: string };
}

/** How the records of one entity lie in DynamoDB. */
export interface ItemLayout<Rec> {
  readonly table: string;
  /** Numbers, text, booleans, null, lists, maps; an absent attribute is left out or `undefined`. */
  toItem(record: Rec): Item;
  /** The record in an item: all fields of the record but `i`. */
  fromItem(item: Item): Readonly<Record<string, unknown>>;
}

/** How the records of one entity lie in PostgreSQL. */
export interface RowLayout<Rec> {
  readonly table: string;
  /** Columns in the order of `toRow`; the first `keyColumns` identify a row. */
  readonly columns: readonly string[];
  readonly keyColumns: number;
  /** Values by column; objects and lists for jsonb columns. */
  toRow(record: Rec): readonly unknown[];
  fromRow(row: Row): Readonly<Record<string, unknown>>;
}

export interface DynamoDbLayout<Records extends object> {
  readonly tables: readonly DynamoDbTable[];
  readonly entities: { readonly [Name in keyof Records]: ItemLayout<Records[Name]> };
}

export interface PostgresLayout<Records extends object> {
  /** SQL that creates the tables with their keys, in an empty schema. */
  readonly tables: string;
  /** SQL that runs after the data is loaded: indexes and foreign keys. */
  readonly indexes: string;
  readonly entities: { readonly [Name in keyof Records]: RowLayout<Records[Name]> };
}
