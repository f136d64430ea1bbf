import { itemBytes } from '../item-size.ts';
import type { Image } from '../operation.ts';
import type { TableDefinition } from '../table-definition.ts';
import { keyIdentity } from '../table-definition.ts';
import type { Spot } from './spot.ts';

export const maxBatchGets = 100;
export const maxBatchWrites = 25;
export const maxTransactionActions = 100;
/** What one BatchGetItem gives back at most; DynamoDB leaves the rest unprocessed. */
export const maxBatchGetBytes = 16 * 2 ** 20;
export const maxTransactionBytes = 4 * 2 ** 20;
/** A page ends once it has read 1 MB, which DynamoDB measures by an encoding of its own, and with its last item. */
export const maxPageBytes = 2 ** 20 + 409_600;

/** One item that a batch or a transaction touches, with its place. */
export interface Touched {
  readonly spot: Spot;
  readonly table: TableDefinition;
  readonly image: Image;
}

/** Notes each item that is there a second time; an item that is missing cannot be told from others. */
export function touchesEachOnce(touched: readonly Touched[]): boolean {
  const seen = new Set<string>();
  let once = true;
  for (const { spot, table, image } of touched) {
    if (image === null) continue;
    const identity = `${table.name} ${keyIdentity(image, table.key)}`;
    if (seen.has(identity)) {
      spot.refuse(`an item of ${table.name} that is here already`, 'each item once in a request');
      once = false;
    }
    seen.add(identity);
  }
  return once;
}

/** Notes it where the items of a request are too much for it together. */
export function fitsInto(spot: Spot, images: readonly Image[], most: number, what: string): boolean {
  const bytes = images.reduce((sum, image) => sum + (image === null ? 0 : itemBytes(image)), 0);
  if (bytes <= most) return true;
  spot.refuse(`${bytes} bytes of items`, `at most ${most} bytes in ${what}`);
  return false;
}
