import type { Item } from './attribute-value.ts';
import { attributeOf } from './attribute-value.ts';
import { entryBytes, isIndexed } from './index-entry.ts';
import type { IndexDefinition, KeyAttribute } from './table-definition.ts';
import { sameValue } from './value-identity.ts';
import { writeUnits } from './write-units.ts';

/**
 * Write units that one index takes for a change of an item, from the images before and after (`null`: no item).
 * An entry that comes or goes costs its size; one whose index key moves is deleted and put; one that holds something
 * new costs the larger of the two; one that holds the same as before costs nothing. Transactions do not double it.
 */
export function indexWriteUnits(index: IndexDefinition, before: Item | null, after: Item | null): number {
  const old = before !== null && isIndexed(before, index) ? before : null;
  const fresh = after !== null && isIndexed(after, index) ? after : null;
  if (old === null) return fresh === null ? 0 : writeUnits(0, entryBytes(fresh, index));
  if (fresh === null) return writeUnits(entryBytes(old, index), 0);
  if (keyMoved(index, old, fresh)) {
    return writeUnits(entryBytes(old, index), 0) + writeUnits(0, entryBytes(fresh, index));
  }
  return holdsTheSame(index, old, fresh) ? 0 : writeUnits(entryBytes(old, index), entryBytes(fresh, index));
}

function keyMoved({ key }: IndexDefinition, before: Item, after: Item): boolean {
  const moved = ({ name }: KeyAttribute) => !sameValue(before[name], after[name]);
  return key.partition.some(moved) || key.sort.some(moved);
}

function holdsTheSame({ attributes }: IndexDefinition, before: Item, after: Item): boolean {
  const same = (name: string) => sameValue(attributeOf(before, name), attributeOf(after, name));
  if (attributes !== null) return attributes.every(same);
  for (const name in before) if (!same(name)) return false;
  for (const name in after) if (!Object.hasOwn(before, name)) return false;
  return true;
}
