import { EnvironmentError } from '../../engines/environment-error.ts';
import type { Outcome } from '../../measure/measurement.ts';
import type { ReadAnswer } from '../../workload/answer.ts';
import { OperationFailed } from '../../workload/operation-failed.ts';
import type { AnyPattern } from '../../workload/pattern.ts';
import { ProgramThrew } from '../program-threw.ts';
import type { Executed, Executor, ExecutorOptions, PostgresPlace } from '../target.ts';
import { PostgresConnection } from './connection.ts';
import { unreachable } from './environment.ts';
import { Pool } from './pool.ts';
import { PostgresSession } from './session.ts';
import { Statements } from './statements.ts';

const ok: Outcome = { state: 'ok' };

/** Runs operations on PostgreSQL over a pool of its own. */
export class PostgresExecutor implements Executor {
  readonly #place: PostgresPlace;
  readonly #options: ExecutorOptions;
  readonly #pool: Pool<PostgresConnection>;
  readonly #statements = new Statements();

  constructor(place: PostgresPlace, options: ExecutorOptions) {
    this.#place = place;
    this.#options = options;
    const connection = {
      url: place.url,
      schema: place.schema,
      connectTimeoutMs: options.timeoutMs,
      statementTimeoutMs: options.timeoutMs,
    };
    this.#pool = new Pool(() => PostgresConnection.open(connection), options.connections);
  }

  async warm(): Promise<void> {
    try {
      await this.#pool.warm();
    } catch (error) {
      throw error instanceof EnvironmentError ? error : unreachable(this.#place, error);
    }
  }

  async execute(pattern: AnyPattern, params: object): Promise<Executed> {
    const { clock, timeoutMs } = this.#options;
    const startUs = clock();
    const session = new PostgresSession(
      { pool: this.#pool, statements: this.#statements, clock },
      startUs + timeoutMs * 1_000,
    );
    let outcome = ok;
    let read: ReadAnswer | null = null;
    try {
      read = (await pattern.postgres(session, params)) ?? null;
    } catch (error) {
      if (!(error instanceof OperationFailed)) throw new ProgramThrew(pattern.id, 'postgres', error);
      outcome = { state: 'failed', kind: error.kind, detail: error.message };
    }
    const doneUs = clock();
    return {
      outcome,
      read,
      sentUs: session.sentUs,
      doneUs,
      poolWaitUs: Math.min(session.poolWaitUs, doneUs - startUs),
      cost: session.cost,
    };
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
