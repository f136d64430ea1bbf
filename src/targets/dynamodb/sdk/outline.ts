import type { AnswerOutline } from '../codec/answer-outline.ts';
import { consumedOf, directionOf } from '../codec/consumed.ts';
import type { OperationName } from '../request.ts';

/** The members of the SDK's outputs that accounting looks at. */
interface Members {
  readonly ConsumedCapacity?: unknown;
  readonly Item?: unknown;
  readonly Attributes?: unknown;
  readonly Count?: unknown;
  readonly ScannedCount?: unknown;
  readonly Responses?: unknown;
  readonly UnprocessedKeys?: unknown;
  readonly UnprocessedItems?: unknown;
}

/** What accounting needs to know of an answer that the SDK has parsed; what is wrong with it where it is none. */
export function outlineOf(operation: OperationName, output: Members): AnswerOutline | string {
  const items = itemsOf(operation, output);
  if (items === null) return `it is no answer to a ${operation}`;
  const { ConsumedCapacity, ScannedCount } = output;
  const consumed = ConsumedCapacity == null ? [] : consumedOf(ConsumedCapacity, directionOf(operation));
  if (consumed === null) return `its ConsumedCapacity is not what a ${operation} answers`;
  const evaluated = typeof ScannedCount === 'number' ? ScannedCount : items;
  return { items, evaluated, unprocessed: unprocessedOf(output), consumed };
}

function itemsOf(operation: OperationName, { Item, Attributes, Count, Responses }: Members): number | null {
  switch (operation) {
    case 'GetItem':
      return Item == null ? 0 : 1;
    case 'Query':
    case 'Scan':
      return typeof Count === 'number' ? Count : null;
    case 'BatchGetItem':
      return isRecord(Responses) ? elements(Object.values(Responses)) : null;
    case 'TransactGetItems':
      return Array.isArray(Responses)
        ? Responses.filter((response) => isRecord(response) && response.Item != null).length
        : null;
    default:
      return Attributes == null ? 0 : 1;
  }
}

function unprocessedOf({ UnprocessedKeys, UnprocessedItems }: Members): number {
  const keys = isRecord(UnprocessedKeys) ? Object.values(UnprocessedKeys) : [];
  const writes = isRecord(UnprocessedItems) ? Object.values(UnprocessedItems) : [];
  return elements(keys.map((ofTable) => (isRecord(ofTable) ? ofTable.Keys : null))) + elements(writes);
}

const elements = (lists: readonly unknown[]): number =>
  lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
