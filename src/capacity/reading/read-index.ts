import type { IndexDefinition, Key, KeyType, Projection } from '../table-definition.ts';
import { heldAttributes } from '../table-definition.ts';
import { readGlobalKey, readLocalKey } from './read-key.ts';
import { readName } from './read-name.ts';
import type { Spot } from './spot.ts';

type Types = ReadonlyMap<string, KeyType>;

const shared = ['IndexName', 'KeySchema', 'Projection'];
const throughputs = ['ProvisionedThroughput', 'OnDemandThroughput', 'WarmThroughput'];

export function readGlobalIndex(spot: Spot, types: Types, tableKey: Key): IndexDefinition | undefined {
  if (!spot.isObjectOf([...shared, ...throughputs], 'a global index')) return undefined;
  return readIndex(spot, 'global', tableKey, readGlobalKey(spot.field('KeySchema'), types));
}

export function readLocalIndex(spot: Spot, types: Types, tableKey: Key): IndexDefinition | undefined {
  if (!spot.isObjectOf(shared, 'a local index')) return undefined;
  return readIndex(spot, 'local', tableKey, readLocalKey(spot.field('KeySchema'), types, tableKey));
}

function readIndex(
  spot: Spot,
  kind: IndexDefinition['kind'],
  tableKey: Key,
  key: Key | undefined,
): IndexDefinition | undefined {
  const name = readName(spot.field('IndexName'));
  const projection = readProjection(spot.field('Projection'));
  if (name === undefined || projection === undefined || key === undefined) return undefined;
  return { name, kind, key, projection, attributes: heldAttributes(tableKey, key, projection) };
}

function readProjection(spot: Spot): Projection | undefined {
  if (!spot.isObjectOf(['ProjectionType', 'NonKeyAttributes'], 'a projection')) return undefined;
  const type = spot.field('ProjectionType').oneOf(['ALL', 'KEYS_ONLY', 'INCLUDE']);
  const included = spot.field('NonKeyAttributes');
  if (type === undefined) return undefined;
  if (type === 'INCLUDE') return readInclude(included);
  const isEmpty = !included.isGiven || (Array.isArray(included.value) && included.value.length === 0);
  return isEmpty ? { type } : included.expect(`no attributes beside ${type}`);
}

function readInclude(included: Spot): Projection | undefined {
  const elements = included.elements('attribute names', 1);
  if (elements === undefined || elements.length === 0) return undefined;
  const names: string[] = [];
  for (const element of elements) {
    const name = element.text('the name of an attribute');
    if (name === undefined) return undefined;
    if (Buffer.byteLength(name) > 255) return element.expect('a name of at most 255 bytes');
    if (names.includes(name)) return element.expect('each attribute once');
    names.push(name);
  }
  return { type: 'INCLUDE', attributes: names };
}
