/** One request's contact with one partition key of a table or index. */
export interface Touch {
  readonly table: string;
  readonly index: string | null;
  /** The partition key's value; `null` for a scan, which has none. `unknown`: an update whose item nobody here knows. */
  readonly key: string | null;
  readonly kind: 'read' | 'write';
  readonly access: 'item' | 'query' | 'scan' | 'put' | 'update' | 'delete';
  /** A read that asked for the latest state. */
  readonly strong: boolean;
  /** A Query or Scan that reads until its end. */
  readonly unlimited: boolean;
  /** What a query's sort key must begin with or be; `null` where it asks for nothing that is understood. */
  readonly sortPrefix: string | null;
}

/** A key of an index entry that an update leaves behind and that cannot be told without the item. */
export const unknownKey = '(unknown)';
