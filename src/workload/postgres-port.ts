/** A statement as pg takes it. `name` makes it a prepared statement of each connection; without one its text is its name. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly name?: string;
}

/** A row by column name; numbers, booleans and jsonb as JavaScript values, bigint as a number where that is safe, times as `Date`. */
export type Row = Record<string, unknown>;

/** Rows that are parsed when they are first read. */
export interface RowsReply {
  readonly rows: readonly Row[];
  /** Rows returned, or changed by a statement that returns none. */
  readonly count: number;
}

/**
 * PostgreSQL as a program sees it. A statement that fails throws `OperationFailed`, whose `code` is the SQLSTATE. All
 * statements of a `transaction` run on one connection between BEGIN and COMMIT, or ROLLBACK where `body` throws.
 */
export interface Postgres {
  query(text: string, values?: readonly unknown[]): Promise<RowsReply>;
  query(statement: Statement): Promise<RowsReply>;
  transaction<Value>(body: (db: Postgres) => Promise<Value>): Promise<Value>;
}
