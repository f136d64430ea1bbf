import type { Item } from './attribute-value.ts';
import { attributeOf } from './attribute-value.ts';
import { entryBytes, isIndexed } from './index-entry.ts';
import type { IndexDefinition } from './table-definition.ts';
import { keyAttributes } from './table-definition.ts';
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
  const oldBytes = entryBytes(old, index);
  const freshBytes = entryBytes(fresh, index);
  if (keyMoved(index, old, fresh)) return writeUnits(oldBytes, 0) + writeUnits(0, freshBytes);
  return holdsTheSame(index, old, fresh) ? 0 : writeUnits(oldBytes, freshBytes);
}

function keyMoved(index: IndexDefinition, before: Item, after: Item): boolean {
  return keyAttributes(index.key).some(({ name }) => !sameValue(before[name], after[name]));
}

function holdsTheSame(index: IndexDefinition, before: Item, after: Item): boolean {
  const names = index.attributes ?? [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.every((name) => sameValue(attributeOf(before, name), attributeOf(after, name)));
}
