import type { Item } from '../attribute-value.ts';
import type { Image } from '../operation.ts';
import type { IndexDefinition, TableDefinition } from '../table-definition.ts';
import type { ItemFault } from './item-faults.ts';
import { entryFaults, itemFaults } from './item-faults.ts';
import { readAttributes } from './read-value.ts';
import type { Spot } from './spot.ts';

/** An item as the table would hold it; where the table could not be read only its values are looked at. */
export function readItem(spot: Spot, table: TableDefinition | undefined): Item | undefined {
  const item = readAttributes(spot);
  if (item === undefined || table === undefined) return item;
  return refuseAll(spot, itemFaults(item, table)) ? undefined : item;
}

/** An item that was read from an index, or from the table where `index` is `null`. */
export function readPagedItem(
  spot: Spot,
  table: TableDefinition | undefined,
  index: IndexDefinition | null | undefined,
): Item | undefined {
  const item = readItem(spot, table);
  if (item === undefined || index === null || index === undefined) return item;
  return refuseAll(spot, entryFaults(item, index)) ? undefined : item;
}

/** An item, or `null` for none. */
export function readImage(spot: Spot, table: TableDefinition | undefined): Image | undefined {
  if (spot.value === null) return null;
  return spot.isGiven ? readItem(spot, table) : spot.expect('an item, or null for none');
}

function refuseAll(spot: Spot, faults: readonly ItemFault[]): boolean {
  for (const { attribute, found, expected } of faults) {
    (attribute === null ? spot : spot.field(attribute)).refuse(found, expected);
  }
  return faults.length > 0;
}
