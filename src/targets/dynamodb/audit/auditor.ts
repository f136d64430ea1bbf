import type { TableDefinition } from '../../../capacity/table-definition.ts';
import { EnvironmentError } from '../../../engines/environment-error.ts';
import type { Item } from '../../../workload/dynamodb-port.ts';
import { OperationFailed } from '../../../workload/operation-failed.ts';
import type { AnyPattern } from '../../../workload/pattern.ts';
import type { Workload } from '../../../workload/workload.ts';
import { ProgramThrew } from '../../program-threw.ts';
import type { DynamoDbPlace } from '../../target.ts';
import type { Connection } from '../connection.ts';
import { findCredentials } from '../credentials.ts';
import { endpointOf } from '../endpoint.ts';
import { tableDefinitions } from '../item-image.ts';
import { itemsByKey } from '../items-by-key.ts';
import type { Input } from '../request.ts';
import { DynamoDbSession } from '../session.ts';
import { WireClient } from '../wire/client.ts';
import { AuditedDynamoDb, type AuditedRequest } from './audited-dynamodb.ts';

/** One operation, request by request. */
export interface Audited {
  readonly requests: readonly AuditedRequest[];
  readonly notCompared: number;
  /** Why it failed; `null` where it did not. */
  readonly failure: string | null;
}

const timeoutMs = 120_000;

/** Runs operations with the items around each of their requests read as well, and takes back what they wrote. */
export class DynamoDbAuditor {
  readonly #connection: Connection;
  readonly #tables: ReadonlyMap<string, TableDefinition>;

  private constructor(connection: Connection, tables: ReadonlyMap<string, TableDefinition>) {
    this.#connection = connection;
    this.#tables = tables;
  }

  /** @throws {BadInput} where CreateTable would refuse a table of the workload. */
  static async open(place: DynamoDbPlace, workload: Workload): Promise<DynamoDbAuditor> {
    const { region } = place;
    const endpoint = endpointOf(place.endpoint);
    const credentials = await findCredentials(endpoint);
    const connection = new WireClient({ endpoint, region, credentials, maxConnections: 1 });
    return new DynamoDbAuditor(connection, tableDefinitions(workload));
  }

  /**
   * @throws {ProgramThrew} where the pattern's program has a bug of its own.
   * @throws {EnvironmentError} where what was written cannot be taken back.
   */
  async audit(pattern: AnyPattern, params: object): Promise<Audited> {
    const clock = (): number => performance.now() * 1000;
    const connection = this.#connection;
    const db = new AuditedDynamoDb(this.#tables, {
      session: () => new DynamoDbSession(connection, clock, clock() + timeoutMs * 1000),
      items: (table, keys) => itemsByKey(connection, table, keys),
      page: (input, kind) => this.#page(input, kind),
    });
    let failure: string | null = null;
    try {
      await pattern.dynamodb(db, params);
    } catch (error) {
      if (!(error instanceof OperationFailed)) throw new ProgramThrew(pattern.id, 'dynamodb', error);
      failure = error.message;
    } finally {
      for (const { table, key, before } of db.written.reverse()) await this.#putBack(table, key, before);
    }
    const { requests, notCompared } = db;
    return { requests, notCompared, failure };
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #putBack(table: string, key: Item, before: Item | null): Promise<void> {
    const exchange =
      before === null
        ? await this.#connection.send('DeleteItem', { TableName: table, Key: key }, timeoutMs)
        : await this.#connection.send('PutItem', { TableName: table, Item: before }, timeoutMs);
    if (exchange.state === 'answered') return;
    throw new EnvironmentError(
      `an item of ${table} could not be put back as it was before its units were compared: ${exchange.detail}`,
      'Look at the state of the engine, then load the dataset anew with `patternbench seed --reset`.',
    );
  }

  async #page(input: Input<'Query'>, kind: 'Query' | 'Scan'): Promise<readonly Item[]> {
    const exchange = await this.#connection.send(kind, input, timeoutMs);
    if (exchange.state === 'answered') return (exchange.read().Items ?? []) as Item[];
    throw new OperationFailed(exchange.kind, exchange.code, exchange.detail);
  }
}
