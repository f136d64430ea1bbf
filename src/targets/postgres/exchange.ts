import type pg from 'pg';
import type { OperationFailed } from '../../workload/operation-failed.ts';

/** A column of a result. */
export interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** What a statement takes and gives, as the server described it once. */
export interface Described {
  readonly parameters: readonly number[];
  readonly fields: readonly Field[];
}

/** Rows as they came: text by column, nothing parsed. */
export interface RawRows {
  readonly rows: (string | null)[][];
  /** Of the data rows, as they came over the wire. */
  readonly bytes: number;
  /** The server's word for what it did: `SELECT 20`, `UPDATE 3`, `COMMIT`. */
  readonly tag: string;
}

/** Why pg calls these methods: `Client#query` takes anything with `submit`, and hands it the messages that follow. */
export abstract class Exchange<Value> implements pg.Submittable {
  readonly promise: Promise<Value>;
  /** pg puts a default here where there is none; an exchange always ends by its own promise. */
  readonly callback = (): void => {};
  protected resolve: (value: Value) => void = () => {};
  protected reject: (error: unknown) => void = () => {};

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** Nobody waits for the answer any longer. */
  giveUp(error: OperationFailed): void {
    this.reject(error);
  }

  abstract submit(connection: pg.Connection): void;
  abstract handleReadyForQuery(): void;

  handleError(error: unknown): void {
    this.reject(error);
  }

  handleRowDescription(_message: { fields: Field[] }): void {}
  handleDataRow(_message: { fields: (string | null)[]; length: number }): void {}
  handleCommandComplete(_message: { text: string }): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyData(): void {}

  handleCopyInResponse(connection: pg.Connection & { sendCopyFail?(message: string): void }): void {
    connection.sendCopyFail?.('COPY FROM STDIN is not offered to programs');
  }
}

/** Closed first, in case an earlier try prepared it and then failed: closing what is not there is no error. */
function prepare(connection: pg.Connection, name: string, text: string): void {
  connection.close({ type: 'S', name }, true);
  connection.parse({ name, text, types: [] }, true);
}

/** Prepares a statement and asks what it takes and gives. */
export class Describe extends Exchange<Described> {
  readonly #name: string;
  readonly #text: string;
  #connection: pg.Connection | null = null;
  #parameters: readonly number[] = [];
  #fields: readonly Field[] = [];

  constructor(name: string, text: string) {
    super();
    this.#name = name;
    this.#text = text;
  }

  override submit(connection: pg.Connection): void {
    this.#connection = connection;
    connection.on('parameterDescription', this.#onParameters);
    connection.stream.cork();
    prepare(connection, this.#name, this.#text);
    connection.describe({ type: 'S', name: this.#name }, true);
    connection.sync();
    connection.stream.uncork();
  }

  override handleRowDescription({ fields }: { fields: Field[] }): void {
    this.#fields = fields;
  }

  override handleReadyForQuery(): void {
    this.#leave();
    this.resolve({ parameters: this.#parameters, fields: this.#fields });
  }

  override handleError(error: unknown): void {
    this.#leave();
    super.handleError(error);
  }

  readonly #onParameters = ({ dataTypeIDs }: { dataTypeIDs: number[] }): void => {
    this.#parameters = dataTypeIDs;
  };

  #leave(): void {
    this.#connection?.off('parameterDescription', this.#onParameters);
  }
}

/** Runs a statement that has been described, in one round trip: parsed first where this connection has not yet. */
export class Run extends Exchange<RawRows> {
  readonly #name: string;
  /** `null`: the connection has it prepared. */
  readonly #text: string | null;
  readonly #values: (string | null)[];
  readonly #onSent: () => void;
  readonly #rows: (string | null)[][] = [];
  #bytes = 0;
  #tag = '';

  constructor(name: string, text: string | null, values: (string | null)[], onSent: () => void) {
    super();
    this.#name = name;
    this.#text = text;
    this.#values = values;
    this.#onSent = onSent;
  }

  override submit(connection: pg.Connection): void {
    this.#onSent();
    connection.stream.cork();
    if (this.#text !== null) prepare(connection, this.#name, this.#text);
    connection.bind({ statement: this.#name, values: this.#values }, true);
    connection.execute(null, true);
    connection.sync();
    connection.stream.uncork();
  }

  override handleDataRow({ fields, length }: { fields: (string | null)[]; length: number }): void {
    this.#rows.push(fields);
    this.#bytes += length + 1;
  }

  override handleCommandComplete({ text }: { text: string }): void {
    this.#tag = text;
  }

  override handleReadyForQuery(): void {
    this.resolve({ rows: this.#rows, bytes: this.#bytes, tag: this.#tag });
  }
}
