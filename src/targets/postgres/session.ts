import type { Cost } from '../../measure/measurement.ts';
import { OperationFailed } from '../../workload/operation-failed.ts';
import type { Postgres, RowsReply, Statement } from '../../workload/postgres-port.ts';
import type { PostgresConnection, Reply } from './connection.ts';
import type { Pool } from './pool.ts';
import { LazyRows } from './rows.ts';
import type { Statements } from './statements.ts';

export interface SessionContext {
  readonly pool: Pool<PostgresConnection>;
  readonly statements: Statements;
  /** Microseconds. */
  readonly clock: () => number;
}

/** PostgreSQL as one operation sees it. It counts what the operation costs, and ends it when its time is up. */
export class PostgresSession implements Postgres {
  readonly cost: Cost = { requests: 0, items: 0, evaluated: 0, bytes: 0, consumed: [] };
  sentUs: number | null = null;
  /** When the last answer came. */
  answeredUs: number | null = null;
  poolWaitUs = 0;
  readonly #context: SessionContext;
  readonly #deadlineUs: number;

  constructor(context: SessionContext, deadlineUs: number) {
    this.#context = context;
    this.#deadlineUs = deadlineUs;
  }

  async query(text: string | Statement, values?: readonly unknown[]): Promise<RowsReply> {
    const { pool } = this.#context;
    const connection = pool.take() ?? (await this.#wait());
    try {
      return new LazyRows(await this.#run(connection, statementOf(text, values)));
    } finally {
      pool.release(connection);
    }
  }

  async transaction<Value>(body: (db: Postgres) => Promise<Value>): Promise<Value> {
    const { pool } = this.#context;
    const connection = pool.take() ?? (await this.#wait());
    const transaction = new Transaction((statement) => this.#run(connection, statement));
    try {
      await this.#run(connection, { text: 'begin' });
      const value = await body(transaction);
      await transaction.end('commit');
      return value;
    } catch (error) {
      if (!connection.broken) await transaction.end('rollback').catch(() => {});
      throw error;
    } finally {
      pool.release(connection);
    }
  }

  async #wait(): Promise<PostgresConnection> {
    const { pool, clock } = this.#context;
    const fromUs = clock();
    try {
      return await pool.acquire(this.#leftMs());
    } finally {
      this.poolWaitUs += clock() - fromUs;
    }
  }

  async #run(connection: PostgresConnection, { text, values = [], name }: Statement): Promise<Reply> {
    const { statements } = this.#context;
    const statement = statements.of(text, name);
    const leftMs = this.#leftMs();
    this.cost.requests++;
    const reply = await connection.run(statement, values, leftMs, this.#onSent);
    this.answeredUs = this.#context.clock();
    this.cost.items += reply.rows.length;
    this.cost.evaluated += reply.rows.length;
    this.cost.bytes += reply.bytes;
    return reply;
  }

  readonly #onSent = (): void => {
    this.sentUs ??= this.#context.clock();
  };

  /** Of the operation's time; below 0 where it is up. */
  get leftMs(): number {
    return (this.#deadlineUs - this.#context.clock()) / 1_000;
  }

  #leftMs(): number {
    const { leftMs } = this;
    if (leftMs <= 0)
      throw new OperationFailed('timeout', null, "the operation's time was up before its next statement");
    return leftMs;
  }
}

/** The statements between BEGIN and COMMIT, one after the other on one connection, whatever order they are awaited in. */
class Transaction implements Postgres {
  readonly #run: (statement: Statement) => Promise<Reply>;
  #last: Promise<unknown> = Promise.resolve();
  #ended = false;

  constructor(run: (statement: Statement) => Promise<Reply>) {
    this.#run = run;
  }

  async query(text: string | Statement, values?: readonly unknown[]): Promise<RowsReply> {
    if (this.#ended) throw new TypeError('a statement was run after its transaction had ended');
    return new LazyRows(await this.#next(statementOf(text, values)));
  }

  transaction(): Promise<never> {
    return Promise.reject(new TypeError('a transaction cannot hold another transaction'));
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    const { tag } = await this.#next({ text: how });
    if (how === 'commit' && tag === 'ROLLBACK') {
      throw new OperationFailed('server', '25P02', 'nothing was committed, because a statement before it had failed');
    }
  }

  #next(statement: Statement): Promise<Reply> {
    const reply = this.#last.then(() => this.#run(statement));
    this.#last = reply.catch(() => {});
    return reply;
  }
}

function statementOf(text: string | Statement, values: readonly unknown[] | undefined): Statement {
  if (typeof text !== 'string') return text;
  return values === undefined ? { text } : { text, values };
}
