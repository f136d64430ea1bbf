import type { Operation } from '../operation.ts';
import { readBatchGetItem, readGetItem, readPagedRead, readTransactGetItems } from './read-reads.ts';
import { readBatchWriteItem, readDelete, readPut, readTimeToLive, readTransactWriteItems } from './read-writes.ts';
import type { Spot } from './spot.ts';
import type { Tables } from './table-names.ts';

interface Form {
  /** Beside `id` and `operation`. */
  readonly fields: readonly string[];
  readonly read: (spot: Spot, tables: Tables) => Operation | undefined;
}

const paged = ['table', 'index', 'consistency', 'fetch', 'pages'];
const written = ['table', 'before', 'after', 'conditionFailed'];

const forms: Readonly<Record<Operation['operation'], Form>> = {
  GetItem: { fields: ['table', 'consistency', 'item'], read: readGetItem },
  BatchGetItem: { fields: ['consistency', 'items'], read: readBatchGetItem },
  TransactGetItems: { fields: ['items'], read: readTransactGetItems },
  Query: { fields: paged, read: (spot, tables) => readPagedRead(spot, 'Query', tables) },
  Scan: { fields: paged, read: (spot, tables) => readPagedRead(spot, 'Scan', tables) },
  PutItem: { fields: written, read: (spot, tables) => readPut(spot, 'PutItem', tables) },
  UpdateItem: { fields: written, read: (spot, tables) => readPut(spot, 'UpdateItem', tables) },
  DeleteItem: { fields: written, read: readDelete },
  BatchWriteItem: { fields: ['writes'], read: readBatchWriteItem },
  TransactWriteItems: { fields: ['cancelled', 'writes'], read: readTransactWriteItems },
  TimeToLive: { fields: ['table', 'before'], read: readTimeToLive },
};

const names = Object.keys(forms) as Operation['operation'][]; // the record has no other keys

/** An operation with the name that its file gives it. */
export interface NamedOperation {
  readonly id: string;
  readonly operation: Operation;
}

export function readOperation(spot: Spot, tables: Tables): NamedOperation | undefined {
  if (spot.names('an operation') === undefined) return undefined;
  const id = spot.field('id').text('an id, a text that no other operation has');
  const name = spot.field('operation').oneOf(names);
  if (name === undefined) return undefined;
  const { fields, read } = forms[name];
  const known = spot.isObjectOf(['id', 'operation', ...fields], 'an operation');
  const operation = read(spot, tables);
  return known && id !== undefined && operation !== undefined ? { id, operation } : undefined;
}
