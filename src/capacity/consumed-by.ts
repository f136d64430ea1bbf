import type { Consumed } from '../measure/measurement.ts';
import { indexWriteUnits } from './index-writes.ts';
import { itemBytes } from './item-size.ts';
import type { ConditionCheck, Image, ItemRead, Operation, PagedRead, SingleWrite, Write } from './operation.ts';
import { pagedBytes } from './paged-bytes.ts';
import type { ReadMode } from './read-units.ts';
import { readUnits } from './read-units.ts';
import { Tally } from './tally.ts';
import { failedConditionUnits, transactionFactor, writeUnits } from './write-units.ts';

/** What an operation costs by the documented rules: a row for each table and index that pays. */
export function consumedBy(operation: Operation): Consumed[] {
  const tally = new Tally();
  charge(operation, tally);
  return tally.rows();
}

function charge(operation: Operation, tally: Tally): void {
  switch (operation.operation) {
    case 'GetItem':
      chargeRead(operation, operation.consistency, tally);
      break;
    case 'BatchGetItem':
      for (const read of operation.items) chargeRead(read, operation.consistency, tally);
      break;
    case 'TransactGetItems':
      for (const read of operation.items) chargeRead(read, 'transactional', tally);
      break;
    case 'Query':
    case 'Scan':
      chargePages(operation, tally);
      break;
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      chargeSingleWrite(operation, tally);
      break;
    case 'BatchWriteItem':
      for (const write of operation.writes) chargeWrite(write, 1, tally);
      break;
    case 'TransactWriteItems':
      // Cancelled or not: a cancelled transaction is charged in full.
      for (const action of operation.writes) chargeAction(action, tally);
      break;
    case 'TimeToLive':
      // A deletion by TTL takes no units, of the table or of an index.
      break;
  }
}

function chargeRead({ table, item }: ItemRead, mode: ReadMode, tally: Tally): void {
  tally.read(table, null, readUnits(imageBytes(item), mode));
}

function chargePages({ table, index, consistency, fetch, pages }: PagedRead, tally: Tally): void {
  for (const page of pages) {
    tally.read(table, index, readUnits(pagedBytes(page, index), consistency));
    if (fetch) for (const item of page) tally.read(table, null, readUnits(itemBytes(item), consistency));
  }
}

function chargeSingleWrite(write: SingleWrite, tally: Tally): void {
  if (write.conditionFailed) tally.write(write.table, null, failedConditionUnits(imageBytes(write.before)));
  else chargeWrite(write, 1, tally);
}

function chargeAction(action: Write | ConditionCheck, tally: Tally): void {
  if ('conditionCheck' in action) {
    const checked = writeUnits(imageBytes(action.conditionCheck), 0);
    tally.write(action.table, null, transactionFactor * checked);
  } else {
    chargeWrite(action, transactionFactor, tally);
  }
}

/** The item `factor` times, each index once. */
function chargeWrite({ table, before, after }: Write, factor: number, tally: Tally): void {
  tally.write(table, null, factor * writeUnits(imageBytes(before), imageBytes(after)));
  for (const index of table.indexes) tally.write(table, index, indexWriteUnits(index, before, after));
}

function imageBytes(image: Image): number {
  return image === null ? 0 : itemBytes(image);
}
