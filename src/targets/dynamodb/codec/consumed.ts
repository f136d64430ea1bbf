import type { Consumed } from '../../../measure/measurement.ts';
import type { OperationName } from '../request.ts';

type Direction = 'read' | 'write';

const reads: ReadonlySet<OperationName> = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);

/** Which of the two an operation's bare `CapacityUnits` are. */
export const directionOf = (operation: OperationName): Direction => (reads.has(operation) ? 'read' : 'write');

/** Adds units to a sum that has one entry for each table and index. */
export function addConsumed(sum: Consumed[], more: readonly Consumed[]): void {
  for (const part of more) {
    const at = sum.findIndex(({ table, index }) => table === part.table && index === part.index);
    const there = sum[at];
    if (there === undefined) sum.push(part);
    else sum[at] = { ...there, read: there.read + part.read, write: there.write + part.write };
  }
}

/**
 * The units of an answer's `ConsumedCapacity`, by table and index. A table's local indexes are charged with the table.
 * Where the answer tells reads from writes (transactions) that is taken, elsewhere the operation's direction. An answer
 * that gives a total and no parts (`TOTAL`, or an engine without index units) counts as the table's.
 * `null` where the value is no `ConsumedCapacity`.
 */
export function consumedOf(capacity: unknown, direction: Direction): readonly Consumed[] | null {
  const consumed: Consumed[] = [];
  for (const ofTable of Array.isArray(capacity) ? capacity : [capacity]) {
    const parts = isRecord(ofTable) ? partsOf(ofTable) : null;
    if (parts === null || !isRecord(ofTable) || typeof ofTable.TableName !== 'string') return null;
    for (const [index, units] of parts) {
      const part = isRecord(units) ? unitsOf(units, direction) : null;
      if (part === null) return null;
      addConsumed(consumed, [{ table: ofTable.TableName, index, ...part }]);
    }
  }
  return consumed;
}

function partsOf(capacity: Record<string, unknown>): [string | null, unknown][] | null {
  const { Table, LocalSecondaryIndexes = {}, GlobalSecondaryIndexes = {} } = capacity;
  if (!isRecord(LocalSecondaryIndexes) || !isRecord(GlobalSecondaryIndexes)) return null;
  const own = [...(Table == null ? [] : [Table]), ...Object.values(LocalSecondaryIndexes)];
  const parts: [string | null, unknown][] = [
    ...own.map((units): [null, unknown] => [null, units]),
    ...Object.entries(GlobalSecondaryIndexes),
  ];
  return parts.length === 0 ? [[null, capacity]] : parts;
}

function unitsOf(units: Record<string, unknown>, direction: Direction): { read: number; write: number } | null {
  const { ReadCapacityUnits: read, WriteCapacityUnits: write, CapacityUnits: both } = units;
  if (typeof read === 'number' || typeof write === 'number') {
    return { read: typeof read === 'number' ? read : 0, write: typeof write === 'number' ? write : 0 };
  }
  if (typeof both !== 'number') return null;
  return direction === 'read' ? { read: both, write: 0 } : { read: 0, write: both };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
