import type { ItemRead, Operation, PagedRead } from '../operation.ts';
import { pagedBytes } from '../paged-bytes.ts';
import type { Consistency } from '../read-units.ts';
import type { IndexDefinition, TableDefinition } from '../table-definition.ts';
import { readImage, readPagedItem } from './read-item.ts';
import {
  fitsInto,
  maxBatchGetBytes,
  maxBatchGets,
  maxPageBytes,
  maxTransactionActions,
  maxTransactionBytes,
  touchesEachOnce,
} from './request-faults.ts';
import type { Spot } from './spot.ts';
import type { Tables } from './table-names.ts';
import { readIndexName, readTableName } from './table-names.ts';
import { whole } from './whole.ts';

export function readGetItem(spot: Spot, tables: Tables): Operation | undefined {
  const table = readTableName(spot.field('table'), tables);
  const consistency = readConsistency(spot.field('consistency'));
  const item = readImage(spot.field('item'), table);
  if (table === undefined || consistency === undefined || item === undefined) return undefined;
  return { operation: 'GetItem', table, consistency, item };
}

export function readBatchGetItem(spot: Spot, tables: Tables): Operation | undefined {
  const consistency = readConsistency(spot.field('consistency'));
  const items = readItems(
    spot.field('items'),
    tables,
    maxBatchGets,
    maxBatchGetBytes,
    'the answer of one BatchGetItem',
  );
  if (consistency === undefined || items === undefined) return undefined;
  return { operation: 'BatchGetItem', consistency, items };
}

export function readTransactGetItems(spot: Spot, tables: Tables): Operation | undefined {
  const items = readItems(spot.field('items'), tables, maxTransactionActions, maxTransactionBytes, 'a transaction');
  return items === undefined ? undefined : { operation: 'TransactGetItems', items };
}

export function readPagedRead(spot: Spot, operation: PagedRead['operation'], tables: Tables): Operation | undefined {
  const table = readTableName(spot.field('table'), tables);
  const index = readIndexName(spot.field('index'), table);
  const consistency = readConsistency(spot.field('consistency'));
  const fetch = spot.field('fetch').flag(false);
  const pages = whole(
    spot
      .field('pages')
      .elements('pages', 1)
      ?.map((page) => readPage(page, table, index)),
  );
  const allowed = index === undefined ? false : indexAllows(spot, index, consistency, fetch);
  if (table === undefined || index === undefined || pages === undefined) return undefined;
  if (consistency === undefined || fetch === undefined || !allowed) return undefined;
  return { operation, table, index, consistency, fetch, pages };
}

function readConsistency(spot: Spot): Consistency | undefined {
  return spot.isGiven ? spot.oneOf(['eventual', 'strong']) : 'eventual';
}

function readItems(
  spot: Spot,
  tables: Tables,
  most: number,
  mostBytes: number,
  request: string,
): readonly ItemRead[] | undefined {
  const spots = spot.elements('items', 1, most);
  const items = whole(spots?.map((item) => readItemRead(item, tables)));
  if (spots === undefined || items === undefined || items.length === 0 || items.length > most) return undefined;
  const touched = items.flatMap(({ table, item }, at) => {
    const place = spots[at];
    return place === undefined ? [] : [{ spot: place.field('item'), table, image: item }];
  });
  const sound = [
    touchesEachOnce(touched),
    fitsInto(
      spot,
      items.map(({ item }) => item),
      mostBytes,
      request,
    ),
  ];
  return sound.includes(false) ? undefined : items;
}

function readItemRead(spot: Spot, tables: Tables): ItemRead | undefined {
  if (!spot.isObjectOf(['table', 'item'], 'a table and an item of it')) return undefined;
  const table = readTableName(spot.field('table'), tables);
  const item = readImage(spot.field('item'), table);
  return table === undefined || item === undefined ? undefined : { table, item };
}

function readPage(page: Spot, table: TableDefinition | undefined, index: IndexDefinition | null | undefined) {
  const items = whole(page.elements('items')?.map((item) => readPagedItem(item, table, index)));
  if (items === undefined || index === undefined) return undefined;
  const bytes = pagedBytes(items, index);
  if (bytes <= maxPageBytes) return items;
  return page.refuse(`${bytes} bytes on one page`, 'a page for each call: one ends when it has read 1 MB');
}

/** What the kind of an index rules out. */
function indexAllows(
  spot: Spot,
  index: IndexDefinition | null,
  consistency: Consistency | undefined,
  fetch: boolean | undefined,
): boolean {
  const isGlobal = index?.kind === 'global';
  const isStrong = isGlobal && consistency === 'strong';
  if (isStrong) spot.field('consistency').expect(`eventual: ${index.name} is a global index`);
  const mayFetch = fetch !== true || (index?.kind === 'local' && index.projection.type !== 'ALL');
  if (!mayFetch) spot.field('fetch').expect('true only on a local index that leaves attributes out');
  return !isStrong && mayFetch;
}
