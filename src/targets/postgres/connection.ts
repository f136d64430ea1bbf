import pg from 'pg';
import { OperationFailed } from '../../workload/operation-failed.ts';
import { Describe, type Described, type Exchange, type RawRows, Run } from './exchange.ts';
import { failureOf } from './failure.ts';
import type { Prepared } from './statements.ts';
import { isJson, valueText } from './value-text.ts';

export interface ConnectionOptions {
  readonly url: string;
  readonly schema: string;
  readonly connectTimeoutMs: number;
  /** The server ends statements that take longer; 0 for no limit. */
  readonly statementTimeoutMs: number;
}

/** Rows as they came, with what is needed to parse them. */
export interface Reply extends RawRows {
  readonly fields: Described['fields'];
}

/** How much longer than the statement timeout the client waits for the server's word that it has ended a statement. */
const graceMs = 100;

/** One session of PostgreSQL. Statements are given to it one after the other. */
export class PostgresConnection {
  readonly #client: pg.Client;
  readonly #preparedHere = new Set<string>();
  #broken = false;

  private constructor(client: pg.Client) {
    this.#client = client;
    client.on('error', () => {
      this.#broken = true;
    });
  }

  /** @throws {OperationFailed} where there is no server, or it lets nobody in. */
  static async open(options: ConnectionOptions): Promise<PostgresConnection> {
    try {
      const connection = new PostgresConnection(
        new pg.Client({
          connectionString: options.url,
          connectionTimeoutMillis: options.connectTimeoutMs,
          application_name: 'patternbench',
          keepAlive: true,
        }),
      );
      await connection.#client.connect();
      await connection.#within(connection.#client.query(settings(options)), options.connectTimeoutMs);
      return connection;
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** The session is gone, or in a state that nobody knows. */
  get broken(): boolean {
    return this.#broken;
  }

  /** For COPY, which has its own way of talking. */
  get client(): pg.Client {
    return this.#client;
  }

  /**
   * Runs a statement; prepares it where this session does not have it yet.
   * @throws {OperationFailed} and where it took longer than `timeoutMs` and the server does not say so, breaks the session.
   */
  async run(statement: Prepared, values: readonly unknown[], timeoutMs: number, onSent: () => void): Promise<Reply> {
    if (statement.described === null) {
      const describe = new Describe(statement.name, statement.text);
      onSent();
      this.#client.query(describe);
      statement.described = await this.#answer(describe, timeoutMs + graceMs);
      if (statement.name !== '') this.#preparedHere.add(statement.name);
    }
    const { parameters, fields } = statement.described;
    const texts = values.map((value, at) => valueText(value, isJson(parameters[at] ?? 0)));
    const known = this.#preparedHere.has(statement.name);
    const run = new Run(statement.name, known ? null : statement.text, texts, onSent);
    this.#client.query(run);
    const { rows, bytes, tag } = await this.#answer(run, timeoutMs + graceMs);
    if (!known && statement.name !== '') this.#preparedHere.add(statement.name);
    return { rows, bytes, tag, fields };
  }

  /** Runs statements without parameters, several with a semicolon between them. */
  async script(sql: string, timeoutMs: number): Promise<pg.QueryResult> {
    return await this.#within(this.#client.query(sql), timeoutMs);
  }

  /** Says goodbye, or hangs up where nobody answers. */
  async close(): Promise<void> {
    const socket = this.#client.connection.stream;
    if (this.#broken) {
      socket.destroy();
      return;
    }
    const hangUp = setTimeout(() => socket.destroy(), 1_000);
    await this.#client.end().catch(() => {});
    clearTimeout(hangUp);
  }

  /** Waits so long and no longer: after that nobody knows what the session is doing, and it is not used again. */
  async #answer<Value>(exchange: Exchange<Value>, timeoutMs: number): Promise<Value> {
    const timer = setTimeout(() => exchange.giveUp(this.#late(timeoutMs)), timeoutMs);
    try {
      return await exchange.promise;
    } catch (error) {
      throw this.#failure(error);
    } finally {
      clearTimeout(timer);
    }
  }

  async #within<Value>(answer: Promise<Value>, timeoutMs: number): Promise<Value> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.#late(timeoutMs)), timeoutMs);
    });
    try {
      return await Promise.race([answer, late]);
    } catch (error) {
      throw this.#failure(error);
    } finally {
      clearTimeout(timer);
    }
  }

  #late(timeoutMs: number): OperationFailed {
    this.#broken = true;
    this.#client.connection.stream.destroy();
    return new OperationFailed('timeout', null, `no answer within ${Math.round(timeoutMs)} ms`);
  }

  #failure(error: unknown): OperationFailed {
    const failure = failureOf(error);
    if (failure.kind === 'connection' || failure.kind === 'malformed') this.#broken = true;
    return failure;
  }
}

/** Times are read and written in UTC whatever the server's zone, so that the same rows are the same values everywhere. */
function settings({ schema, statementTimeoutMs }: ConnectionOptions): string {
  return [
    `set search_path to ${pg.escapeIdentifier(schema)}`,
    `set statement_timeout to ${Math.ceil(statementTimeoutMs)}`,
    "set timezone to 'UTC'",
    "set datestyle to 'ISO, YMD'",
    "set bytea_output to 'hex'",
  ].join('; ');
}
