import type { Outcome } from '../../measure/measurement.ts';
import type { ReadAnswer } from '../../workload/answer.ts';
import { OperationFailed } from '../../workload/operation-failed.ts';
import type { AnyPattern } from '../../workload/pattern.ts';
import { ProgramThrew } from '../program-threw.ts';
import type { DynamoDbPlace, Executed, Executor, ExecutorOptions } from '../target.ts';
import type { Connection } from './connection.ts';
import { refusal } from './refusal.ts';
import { DynamoDbSession } from './session.ts';

const ok: Outcome = { state: 'ok' };

/** Runs operations on DynamoDB over a connection of its own. */
export class DynamoDbExecutor implements Executor {
  readonly #place: DynamoDbPlace;
  readonly #options: ExecutorOptions;
  readonly #connection: Connection;

  constructor(place: DynamoDbPlace, options: ExecutorOptions, connection: Connection) {
    this.#place = place;
    this.#options = options;
    this.#connection = connection;
  }

  async warm(): Promise<void> {
    const { connections, timeoutMs } = this.#options;
    const failure = await this.#connection.warm(connections, timeoutMs);
    if (failure !== null) throw refusal({ name: failure.code, message: failure.detail }, this.#place, null);
  }

  async execute(pattern: AnyPattern, params: object): Promise<Executed> {
    const { clock, timeoutMs } = this.#options;
    const startUs = clock();
    const session = new DynamoDbSession(this.#connection, clock, startUs + timeoutMs * 1_000);
    let outcome = ok;
    let read: ReadAnswer | null = null;
    try {
      read = (await pattern.dynamodb(session, params)) ?? null;
    } catch (error) {
      if (!(error instanceof OperationFailed)) throw new ProgramThrew(pattern.id, 'dynamodb', error);
      outcome = { state: 'failed', kind: error.kind, detail: error.message };
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

  async close(): Promise<void> {
    await this.#connection.close();
  }
}
