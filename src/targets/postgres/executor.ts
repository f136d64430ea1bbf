import { setTimeout as sleep } from 'node:timers/promises';
import { EnvironmentError } from '../../engines/environment-error.ts';
import type { Outcome } from '../../measure/measurement.ts';
import type { ReadAnswer } from '../../workload/answer.ts';
import { OperationFailed } from '../../workload/operation-failed.ts';
import type { AnyPattern } from '../../workload/pattern.ts';
import { ProgramThrew } from '../program-threw.ts';
import { backOffMs } from '../retry-policy.ts';
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
    for (let attempt = 1; ; attempt++) {
      try {
        read = (await pattern.postgres(session, params)) ?? null;
        outcome = ok;
        break;
      } catch (error) {
        if (!(error instanceof OperationFailed)) throw new ProgramThrew(pattern.id, 'postgres', error);
        outcome = { state: 'failed', kind: error.kind, detail: error.message };
        if (!(await this.#waitForNext(attempt, error, session))) break;
      }
    }
    const endUs = clock();
    return {
      outcome,
      read,
      sentUs: session.sentUs,
      doneUs: outcome === ok ? (session.answeredUs ?? endUs) : endUs,
      poolWaitUs: Math.min(session.poolWaitUs, endUs - startUs),
      cost: session.cost,
    };
  }

  /** Waits where the policy tries the operation again, in the time that it has left; `false` where it does not. */
  async #waitForNext(attempt: number, error: OperationFailed, session: PostgresSession): Promise<boolean> {
    const { retries } = this.#options;
    if (retries === null || attempt >= retries.attempts || !isRetryable(error, session)) return false;
    const waitMs = backOffMs(retries, attempt, Math.random);
    if (waitMs >= session.leftMs) return false;
    await sleep(waitMs);
    return true;
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}

/**
 * What applications try again: a serialization failure or a deadlock, of which nothing is left (PostgreSQL's manual, 13.5),
 * a server that turned the connection away, and a connection that failed before anything was sent on it.
 */
function isRetryable({ kind, code }: OperationFailed, { sentUs }: PostgresSession): boolean {
  return code === '40001' || code === '40P01' || kind === 'throttled' || (kind === 'connection' && sentUs === null);
}
