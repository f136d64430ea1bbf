import type { Item } from './attribute-value.ts';
import type { Consistency } from './read-units.ts';
import type { IndexDefinition, TableDefinition } from './table-definition.ts';

/** An image of an item at one moment; `null` is no item. */
export type Image = Item | null;

/** An item of a table that a batch or a transaction reads; `null` where the key had none. */
export interface ItemRead {
  readonly table: TableDefinition;
  readonly item: Image;
}

/** One change of an item: put or update (`after`), delete (`after: null`). */
export interface Write {
  readonly table: TableDefinition;
  readonly before: Image;
  readonly after: Image;
}

/** A condition on an item that the transaction does not change. */
export interface ConditionCheck {
  readonly table: TableDefinition;
  readonly conditionCheck: Image;
}

export interface PagedRead {
  readonly operation: 'Query' | 'Scan';
  readonly table: TableDefinition;
  readonly index: IndexDefinition | null;
  readonly consistency: Consistency;
  /** A local index was asked for attributes that it does not hold. */
  readonly fetch: boolean;
  /** The base items behind what each page (each call) read, before any filter. */
  readonly pages: readonly (readonly Item[])[];
}

export interface SingleWrite extends Write {
  readonly operation: 'PutItem' | 'UpdateItem' | 'DeleteItem';
  readonly conditionFailed: boolean;
}

/** What an operation read or wrote, as images: all that its units follow from. */
export type Operation =
  | (ItemRead & { readonly operation: 'GetItem'; readonly consistency: Consistency })
  | { readonly operation: 'BatchGetItem'; readonly consistency: Consistency; readonly items: readonly ItemRead[] }
  | { readonly operation: 'TransactGetItems'; readonly items: readonly ItemRead[] }
  | PagedRead
  | SingleWrite
  | { readonly operation: 'BatchWriteItem'; readonly writes: readonly Write[] }
  | {
      readonly operation: 'TransactWriteItems';
      readonly cancelled: boolean;
      readonly writes: readonly (Write | ConditionCheck)[];
    }
  | { readonly operation: 'TimeToLive'; readonly table: TableDefinition; readonly before: Item };
