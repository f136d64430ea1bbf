import type { Key, KeyAttribute, KeyType } from '../table-definition.ts';
import type { Spot } from './spot.ts';

type Types = ReadonlyMap<string, KeyType>;

interface KeyShape {
  readonly mostPartition: number;
  readonly mostSort: number;
  readonly expected: string;
}

const tableShape: KeyShape = {
  mostPartition: 1,
  mostSort: 1,
  expected: 'one HASH attribute, then at most one RANGE attribute',
};
const globalShape: KeyShape = {
  mostPartition: 4,
  mostSort: 4,
  expected: 'one to four HASH attributes, then at most four RANGE attributes',
};

export function readTableKey(spot: Spot, types: Types): Key | undefined {
  return readKey(spot, types, tableShape);
}

export function readGlobalKey(spot: Spot, types: Types): Key | undefined {
  return readKey(spot, types, globalShape);
}

/** The table's partition key with a sort key of the index's own; the table must have a sort key too. */
export function readLocalKey(spot: Spot, types: Types, table: Key): Key | undefined {
  const key = readKey(spot, types, tableShape);
  if (key === undefined) return undefined;
  const [partition] = table.partition;
  if (key.partition[0]?.name !== partition?.name || key.sort.length === 0) {
    return spot.refuse(shapeOf(key), `${partition?.name} as HASH, as in the table, and a RANGE attribute`);
  }
  return table.sort.length > 0
    ? key
    : spot.refuse('a table without a sort key', 'a sort key on a table with local indexes');
}

function readKey(spot: Spot, types: Types, shape: KeyShape): Key | undefined {
  const elements = spot.elements('key attributes')?.map((element) => readKeyElement(element, types));
  if (elements === undefined) return undefined;
  const read = elements.filter((element) => element !== undefined);
  if (read.length < elements.length) return undefined;
  const partition = read.filter(({ role }) => role === 'HASH').map(({ attribute }) => attribute);
  const sort = read.filter(({ role }) => role === 'RANGE').map(({ attribute }) => attribute);
  const names = read.map(({ attribute }) => attribute.name);
  const inOrder = read.slice(0, partition.length).every(({ role }) => role === 'HASH');
  const fits = partition.length >= 1 && partition.length <= shape.mostPartition && sort.length <= shape.mostSort;
  if (!fits || !inOrder) return spot.refuse(`${read.map(({ role }) => role).join(', ') || 'no key'}`, shape.expected);
  if (new Set(names).size < names.length) return spot.refuse(names.join(', '), 'each attribute once in a key');
  return { partition, sort };
}

interface KeyElement {
  readonly attribute: KeyAttribute;
  readonly role: 'HASH' | 'RANGE';
}

function readKeyElement(element: Spot, types: Types): KeyElement | undefined {
  if (!element.isObjectOf(['AttributeName', 'KeyType'], 'a key attribute')) return undefined;
  const name = element.field('AttributeName').text('the name of an attribute');
  const role = element.field('KeyType').oneOf(['HASH', 'RANGE']);
  if (name === undefined || role === undefined) return undefined;
  if (Buffer.byteLength(name) > 255) return element.field('AttributeName').expect('a name of at most 255 bytes');
  const type = types.get(name);
  if (type === undefined) return element.field('AttributeName').expect('an attribute that AttributeDefinitions has');
  return { attribute: { name, type }, role };
}

function shapeOf({ partition, sort }: Key): string {
  const parts = [...partition.map(({ name }) => `${name} HASH`), ...sort.map(({ name }) => `${name} RANGE`)];
  return parts.join(', ');
}
