import type { Item } from '../../workload/dynamodb-port.ts';
import { OperationFailed } from '../../workload/operation-failed.ts';
import type { Connection } from './connection.ts';
import { loadBackOffMs } from './load-back-off.ts';

/** BatchWriteItem takes 25 items; of at most 400 KB each, they stay under its 16 MB. */
export const batchItems = 25;
const timeoutMs = 30_000;
/** Tries in a row in which not one item was taken: with full jitter they last about 15 s. A server that is gone gets fewer. */
const mostFruitless = 12;
const mostUnreachable = 4;

export interface BatchWriterOptions {
  readonly connection: Connection;
  /** 0 to 1; of back-off only. */
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Puts up to 25 items into one table, again and again until DynamoDB has taken each.
 * @throws {OperationFailed} where it refuses them, or takes none for a long time.
 */
export async function writeBatch(
  { connection, random, sleep }: BatchWriterOptions,
  table: string,
  items: readonly Item[],
): Promise<void> {
  let left = items.map((item) => ({ PutRequest: { Item: item } }));
  for (let fruitless = 0; left.length > 0; ) {
    const exchange = await connection.send('BatchWriteItem', { RequestItems: { [table]: left } }, timeoutMs);
    if (exchange.state === 'answered') {
      const unprocessed = (exchange.read().UnprocessedItems?.[table] ?? []) as typeof left;
      if (unprocessed.length === 0) return;
      fruitless = unprocessed.length < left.length ? 0 : fruitless + 1;
      left = unprocessed;
    } else {
      const { kind, code, detail, retryable } = exchange;
      fruitless++;
      if (!retryable || fruitless >= (kind === 'connection' ? mostUnreachable : mostFruitless)) {
        throw new OperationFailed(kind, code, detail);
      }
    }
    if (fruitless >= mostFruitless) {
      throw new OperationFailed('throttled', null, `DynamoDB took none of ${left.length} items in ${fruitless} tries`);
    }
    await sleep(loadBackOffMs(fruitless + 1, random));
  }
}
