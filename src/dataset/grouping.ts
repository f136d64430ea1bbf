import type { AnyEntity, KeysOf, World } from './entity.ts';

/**
 * The records of an entity that share a value: those of a user, of a platform, the public ones. A definition only; the
 * lists are built once per world, on first use, four bytes a record.
 */
export interface Grouping<E extends AnyEntity = AnyEntity> {
  readonly of: E;
  /** The group of a record, `null` for none. Must need nothing but its keys. */
  by(keys: KeysOf<E>): string | number | null;
}

/** The members of a group as they are before a run, by rising i. */
export interface Group {
  readonly of: AnyEntity;
  readonly members: Int32Array;
}

/** Defines a grouping; the type of the keys is inferred from the entity. */
export function grouping<E extends AnyEntity>(of: E, by: (keys: KeysOf<E>) => string | number | null): Grouping<E> {
  return { of, by };
}

type Groups = ReadonlyMap<string | number, Int32Array>;

const built = new WeakMap<World, Map<Grouping, Groups>>();
const none = new Int32Array(0);

export function group(world: World, grouping: Grouping, value: string | number): Group {
  return { of: grouping.of, members: groups(world, grouping).get(value) ?? none };
}

/** Every value that has members, with how many. */
export function groupSizes(world: World, grouping: Grouping): Map<string | number, number> {
  return new Map([...groups(world, grouping)].map(([value, members]) => [value, members.length]));
}

function groups(world: World, grouping: Grouping): Groups {
  let ofWorld = built.get(world);
  if (ofWorld === undefined) {
    ofWorld = new Map();
    built.set(world, ofWorld);
  }
  let found = ofWorld.get(grouping);
  if (found === undefined) {
    found = collect(world, grouping);
    ofWorld.set(grouping, found);
  }
  return found;
}

/** Two passes over a list of group numbers, so that no array grows: sizes first, then members. */
function collect(world: World, { of, by }: Grouping): Groups {
  const count = world.count(of);
  const numbers = new Map<string | number, number>();
  const sizes: number[] = [];
  const numberOf = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const value = by(world.keys(of, i));
    if (value === null) {
      numberOf[i] = -1;
      continue;
    }
    let number = numbers.get(value);
    if (number === undefined) {
      number = sizes.length;
      numbers.set(value, number);
      sizes.push(0);
    }
    sizes[number] = (sizes[number] ?? 0) + 1;
    numberOf[i] = number;
  }
  const lists = sizes.map((size) => new Int32Array(size));
  const filled = new Int32Array(sizes.length);
  for (let i = 0; i < count; i++) {
    const number = numberOf[i] ?? -1;
    const list = lists[number];
    if (list === undefined) continue;
    const at = filled[number] ?? 0;
    list[at] = i;
    filled[number] = at + 1;
  }
  return new Map([...numbers].map(([value, number]) => [value, lists[number] ?? none]));
}
