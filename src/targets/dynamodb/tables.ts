import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { EnvironmentError } from '../../engines/environment-error.ts';

const pollMs = 100;
const settleMs = 120_000;

/** The requests about tables, which are few, over the SDK's own client. */
export class Tables {
  readonly #client: DynamoDBClient;

  constructor(client: DynamoDBClient) {
    this.#client = client;
  }

  async names(): Promise<Set<string>> {
    const names = new Set<string>();
    let after: string | undefined;
    do {
      const page = await this.#client.send(
        new ListTablesCommand(after === undefined ? {} : { ExclusiveStartTableName: after }),
      );
      for (const name of page.TableNames ?? []) names.add(name);
      after = page.LastEvaluatedTableName;
    } while (after !== undefined);
    return names;
  }

  /** `null` where there is no such table. */
  async describe(table: string): Promise<TableDescription | null> {
    try {
      return (await this.#client.send(new DescribeTableCommand({ TableName: table }))).Table ?? null;
    } catch (error) {
      if ((error as Error).name === 'ResourceNotFoundException') return null;
      throw error;
    }
  }

  /** Creates a table where it is not there, and waits until it and its indexes are active. */
  async create(request: CreateTableCommandInput & { TableName: string }): Promise<void> {
    await this.#client.send(new CreateTableCommand(request)).catch((error) => {
      if ((error as Error).name !== 'ResourceInUseException') throw error;
    });
    await this.#until(request.TableName, 'become active', (table) => table !== null && isActive(table));
  }

  /** Deletes a table, and waits until it is gone. */
  async delete(table: string): Promise<void> {
    await this.#client.send(new DeleteTableCommand({ TableName: table })).catch((error) => {
      if ((error as Error).name !== 'ResourceNotFoundException') throw error;
    });
    await this.#until(table, 'go away', (found) => found === null);
  }

  close(): void {
    this.#client.destroy();
  }

  async #until(table: string, what: string, holds: (found: TableDescription | null) => boolean): Promise<void> {
    for (let waitedMs = 0; !holds(await this.describe(table)); waitedMs += pollMs) {
      if (waitedMs > settleMs) {
        throw new EnvironmentError(
          `the table ${table} did not ${what} within ${settleMs / 1_000} s`,
          'Look at the state of the engine, then run the same command again.',
        );
      }
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
}

function isActive({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription): boolean {
  return TableStatus === 'ACTIVE' && GlobalSecondaryIndexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE');
}
