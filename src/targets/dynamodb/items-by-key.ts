import type { Item } from '../../workload/dynamodb-port.ts';
import { OperationFailed } from '../../workload/operation-failed.ts';
import type { Connection } from './connection.ts';
import { loadBackOffMs } from './load-back-off.ts';

/** What BatchGetItem takes. */
const batchKeys = 100;
const timeoutMs = 30_000;
const mostTries = 12;

/** Items by their keys, read consistently, in the order asked for; `null` where there is none. */
export async function itemsByKey(
  connection: Connection,
  table: string,
  keys: readonly Item[],
): Promise<(Item | null)[]> {
  const names = Object.keys(keys[0] ?? {});
  const identity = (item: Item): string => JSON.stringify(names.map((name) => item[name]));
  const found = new Map<string, Item>();
  for (let from = 0; from < keys.length; from += batchKeys) {
    const wanted = new Map(keys.slice(from, from + batchKeys).map((key) => [identity(key), key]));
    for (const item of await readBatch(connection, table, [...wanted.values()])) found.set(identity(item), item);
  }
  return keys.map((key) => found.get(identity(key)) ?? null);
}

async function readBatch(connection: Connection, table: string, keys: readonly Item[]): Promise<Item[]> {
  const items: Item[] = [];
  let left = [...keys];
  for (let tries = 0; left.length > 0; tries++) {
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, loadBackOffMs(tries, Math.random)));
    const input = { RequestItems: { [table]: { Keys: left, ConsistentRead: true } } };
    const exchange = await connection.send('BatchGetItem', input, timeoutMs);
    if (exchange.state === 'failed') {
      if (!exchange.retryable || tries >= mostTries) {
        throw new OperationFailed(exchange.kind, exchange.code, exchange.detail);
      }
      continue;
    }
    const { Responses = {}, UnprocessedKeys = {} } = exchange.read();
    items.push(...((Responses[table] ?? []) as Item[]));
    left = (UnprocessedKeys[table]?.Keys ?? []) as Item[];
    if (left.length > 0 && tries >= mostTries) {
      throw new OperationFailed('throttled', null, `${left.length} items were not read in ${tries} tries`);
    }
  }
  return items;
}
