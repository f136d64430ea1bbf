import type { Item } from '../attribute-value.ts';
import type { ConditionCheck, Image, Operation, SingleWrite, Write } from '../operation.ts';
import type { TableDefinition } from '../table-definition.ts';
import { keyAttributes, keyIdentity } from '../table-definition.ts';
import { readImage, readItem } from './read-item.ts';
import type { Touched } from './request-faults.ts';
import {
  fitsInto,
  maxBatchWrites,
  maxTransactionActions,
  maxTransactionBytes,
  touchesEachOnce,
} from './request-faults.ts';
import type { Spot } from './spot.ts';
import type { Tables } from './table-names.ts';
import { readTableName } from './table-names.ts';
import { whole } from './whole.ts';

/** PutItem and UpdateItem: they leave an item, unless their condition failed. `before` may be left out of a new item. */
export function readPut(spot: Spot, operation: 'PutItem' | 'UpdateItem', tables: Tables): Operation | undefined {
  const table = readTableName(spot.field('table'), tables);
  const conditionFailed = spot.field('conditionFailed').flag(false);
  const mayLack = conditionFailed === true;
  const before = mayLack ? readImage(spot.field('before'), table) : readOptional(spot.field('before'), table);
  const after = mayLack ? readOptional(spot.field('after'), table) : readLeft(spot.field('after'), table, operation);
  return singleWrite(spot, operation, table, before, after, conditionFailed);
}

export function readDelete(spot: Spot, tables: Tables): Operation | undefined {
  const table = readTableName(spot.field('table'), tables);
  const conditionFailed = spot.field('conditionFailed').flag(false);
  const before = readImage(spot.field('before'), table);
  const after = spot.field('after');
  if (after.isGiven && after.value !== null) return after.expect('nothing: a DeleteItem leaves no item');
  return singleWrite(spot, 'DeleteItem', table, before, null, conditionFailed);
}

export function readBatchWriteItem(spot: Spot, tables: Tables): Operation | undefined {
  const spots = spot.field('writes').elements('writes', 1, maxBatchWrites);
  const writes = whole(spots?.map((write) => readWrite(write, tables)));
  if (spots === undefined || writes === undefined || writes.length === 0) return undefined;
  if (writes.length > maxBatchWrites || !touchesEachOnce(touchedBy(spots, writes))) return undefined;
  return { operation: 'BatchWriteItem', writes };
}

export function readTransactWriteItems(spot: Spot, tables: Tables): Operation | undefined {
  const cancelled = spot.field('cancelled').flag(false);
  const list = spot.field('writes');
  const spots = list.elements('writes', 1, maxTransactionActions);
  const writes = whole(spots?.map((action) => readAction(action, tables)));
  if (cancelled === undefined || spots === undefined || writes === undefined || writes.length === 0) return undefined;
  const touched = touchedBy(spots, writes);
  const images = touched.map(({ image }) => image);
  const sound = [touchesEachOnce(touched), fitsInto(list, images, maxTransactionBytes, 'a transaction')];
  if (writes.length > maxTransactionActions || sound.includes(false)) return undefined;
  return { operation: 'TransactWriteItems', cancelled, writes };
}

export function readTimeToLive(spot: Spot, tables: Tables): Operation | undefined {
  const table = readTableName(spot.field('table'), tables);
  const before = readItem(spot.field('before'), table);
  return table === undefined || before === undefined ? undefined : { operation: 'TimeToLive', table, before };
}

function singleWrite(
  spot: Spot,
  operation: SingleWrite['operation'],
  table: TableDefinition | undefined,
  before: Image | undefined,
  after: Image | undefined,
  conditionFailed: boolean | undefined,
): Operation | undefined {
  if (table === undefined || before === undefined || after === undefined) return undefined;
  if (conditionFailed === undefined || !isSameItem(spot, table, before, after)) return undefined;
  return { operation, table, before, after, conditionFailed };
}

function readAction(spot: Spot, tables: Tables): Write | ConditionCheck | undefined {
  if (!spot.field('conditionCheck').isGiven) return readWrite(spot, tables);
  if (!spot.isObjectOf(['table', 'conditionCheck'], 'a condition check')) return undefined;
  const table = readTableName(spot.field('table'), tables);
  const conditionCheck = readImage(spot.field('conditionCheck'), table);
  return table === undefined || conditionCheck === undefined ? undefined : { table, conditionCheck };
}

/** A put, an update or a delete; the image that is left out is none. */
function readWrite(spot: Spot, tables: Tables): Write | undefined {
  if (!spot.isObjectOf(['table', 'before', 'after'], 'a write')) return undefined;
  const table = readTableName(spot.field('table'), tables);
  if (!spot.field('before').isGiven && !spot.field('after').isGiven) return spot.expect('"before" or "after"');
  const before = readOptional(spot.field('before'), table);
  const after = readOptional(spot.field('after'), table);
  if (table === undefined || before === undefined || after === undefined) return undefined;
  return isSameItem(spot, table, before, after) ? { table, before, after } : undefined;
}

function readOptional(spot: Spot, table: TableDefinition | undefined): Image | undefined {
  return spot.isGiven ? readImage(spot, table) : null;
}

function readLeft(spot: Spot, table: TableDefinition | undefined, operation: string): Item | undefined {
  return spot.isGiven && spot.value !== null
    ? readItem(spot, table)
    : spot.expect(`the item that the ${operation} left`);
}

/** Notes it where the images have different primary keys: no write changes one. */
function isSameItem(spot: Spot, table: TableDefinition, before: Image, after: Image): boolean {
  if (before === null || after === null) return true;
  if (keyIdentity(before, table.key) === keyIdentity(after, table.key)) return true;
  const names = keyAttributes(table.key).map(({ name }) => name);
  spot.field('after').refuse('another item than "before"', `the same ${names.join(' and ')} in both`);
  return false;
}

function touchedBy(spots: readonly Spot[], writes: readonly (Write | ConditionCheck)[]): readonly Touched[] {
  return writes.flatMap((write, at) => {
    const spot = spots[at];
    const image = 'conditionCheck' in write ? write.conditionCheck : (write.after ?? write.before);
    return spot === undefined ? [] : [{ spot, table: write.table, image }];
  });
}
