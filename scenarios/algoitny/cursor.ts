import type { Entity, Group, Item, RecordOf, World } from 'patternbench';

/** Where the next page of a list, newest first, goes on: after this record. */
export interface Cursor {
  /** The identity column in PostgreSQL: `id`. */
  readonly id: number;
  readonly createdAt: string;
  /** The `ExclusiveStartKey` that DynamoDB gave with the page before. */
  readonly start: Item;
}

interface Listed {
  readonly createdAt: string;
}

export interface Listing<Keys extends Listed, Rest extends object> {
  readonly of: Entity<Keys, Rest>;
  /** `null`: the table itself. */
  readonly index: 'GSI1' | 'GSI2' | 'GSI3' | null;
  readonly toItem: (record: RecordOf<Entity<Keys, Rest>>) => Item;
}

/**
 * After the first `shown` of a group, or one record more or less: engines put records of one moment in an order of their
 * own, so a cursor stands at a record that has its moment for itself. A shorter group is shown whole.
 */
export function cursorAfter<Keys extends Listed, Rest extends object>(
  world: World,
  { members }: Group,
  shown: number,
  { of, index, toItem }: Listing<Keys, Rest>,
): Cursor | null {
  if (members.length === 0) return null;
  const createdAt = (place: number): string => world.keys(of, members[place] ?? 0).createdAt;
  const isAlone = (place: number): boolean =>
    (place === 0 || createdAt(place - 1) !== createdAt(place)) &&
    (place === members.length - 1 || createdAt(place + 1) !== createdAt(place));
  const wanted = Math.max(0, members.length - shown);
  let place = wanted;
  while (place > 0 && !isAlone(place)) place--;
  if (!isAlone(place)) place = wanted;
  while (place < members.length - 1 && !isAlone(place)) place++;
  const i = members[place] ?? 0;
  const item = toItem(world.record(of, i));
  const names = ['PK', 'SK', ...(index === null ? [] : [`${index}PK`, `${index}SK`])];
  return { id: i + 1, createdAt: createdAt(place), start: Object.fromEntries(names.map((name) => [name, item[name]])) };
}

/** What a cursor leaves over of a group, by rising i. */
export function leftBy(cursor: Cursor, { members }: Group): number[] {
  return [...members].filter((i) => i + 1 < cursor.id);
}
