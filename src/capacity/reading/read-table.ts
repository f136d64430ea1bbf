import type { IndexDefinition, Key, KeyType, TableDefinition } from '../table-definition.ts';
import { keyAttributes } from '../table-definition.ts';
import { readGlobalIndex, readLocalIndex } from './read-index.ts';
import { readTableKey } from './read-key.ts';
import { readName } from './read-name.ts';
import type { Spot } from './spot.ts';

const maxGlobalIndexes = 20;
const maxLocalIndexes = 5;
const maxProjectedAttributes = 100;

/** What CreateTable takes; what decides no units is let be. */
const parameters = [
  'TableName',
  'KeySchema',
  'AttributeDefinitions',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
  'TableClass',
  'BillingMode',
  'ProvisionedThroughput',
  'OnDemandThroughput',
  'WarmThroughput',
  'StreamSpecification',
  'SSESpecification',
  'Tags',
  'DeletionProtectionEnabled',
  'ResourcePolicy',
];

const classes = { STANDARD: 'standard', STANDARD_INFREQUENT_ACCESS: 'standard-ia' } as const;

/**
 * A table from CreateTable's parameters. Names may be shorter than DynamoDB's three characters, and a list of indexes
 * may be empty: neither changes a unit.
 */
export function readTable(spot: Spot): TableDefinition | undefined {
  if (!spot.isObjectOf(parameters, 'the parameters of CreateTable')) return undefined;
  const name = readName(spot.field('TableName'));
  const types = readAttributeTypes(spot.field('AttributeDefinitions'));
  const tableClass = readClass(spot.field('TableClass'));
  const key = types === undefined ? undefined : readTableKey(spot.field('KeySchema'), types);
  if (types === undefined || key === undefined) return undefined;
  const indexes = readIndexes(spot, types, key);
  if (indexes === undefined) return undefined;
  const sound = [namesAreUnique(spot, indexes), projectionsFit(spot, indexes), allAreUsed(spot, types, key, indexes)];
  if (name === undefined || tableClass === undefined || sound.includes(false)) return undefined;
  return { name, class: tableClass, key, indexes };
}

function readAttributeTypes(spot: Spot): ReadonlyMap<string, KeyType> | undefined {
  const definitions = spot.elements('attribute definitions');
  if (definitions === undefined) return undefined;
  const types = new Map<string, KeyType>();
  let sound = true;
  for (const definition of definitions) {
    const known = definition.isObjectOf(['AttributeName', 'AttributeType'], 'an attribute definition');
    const name = known ? definition.field('AttributeName').text('the name of an attribute') : undefined;
    const type = known ? definition.field('AttributeType').oneOf(['S', 'N', 'B']) : undefined;
    if (name !== undefined && types.has(name)) {
      definition.field('AttributeName').expect('each attribute defined once');
      sound = false;
    }
    if (name === undefined || type === undefined) sound = false;
    else types.set(name, type);
  }
  return sound ? types : undefined;
}

function readClass(spot: Spot): TableDefinition['class'] | undefined {
  if (!spot.isGiven) return 'standard';
  const name = spot.oneOf(['STANDARD', 'STANDARD_INFREQUENT_ACCESS']);
  return name === undefined ? undefined : classes[name];
}

function readIndexes(spot: Spot, types: ReadonlyMap<string, KeyType>, key: Key): IndexDefinition[] | undefined {
  const global = spot.field('GlobalSecondaryIndexes');
  const local = spot.field('LocalSecondaryIndexes');
  const globals = global.isGiven ? global.elements('global indexes', 0, maxGlobalIndexes) : [];
  const locals = local.isGiven ? local.elements('local indexes', 0, maxLocalIndexes) : [];
  if (globals === undefined || locals === undefined) return undefined;
  const indexes = [
    ...globals.map((index) => readGlobalIndex(index, types, key)),
    ...locals.map((index) => readLocalIndex(index, types, key)),
  ];
  const read = indexes.filter((index) => index !== undefined);
  const few = globals.length <= maxGlobalIndexes && locals.length <= maxLocalIndexes;
  return few && read.length === indexes.length ? read : undefined;
}

function namesAreUnique(spot: Spot, indexes: readonly IndexDefinition[]): boolean {
  const names = indexes.map(({ name }) => name);
  const repeated = new Set(names.filter((name, at) => names.indexOf(name) < at));
  for (const name of repeated) spot.refuse(`two indexes named ${name}`, 'each index under a name of its own');
  return repeated.size === 0;
}

function projectionsFit(spot: Spot, indexes: readonly IndexDefinition[]): boolean {
  const count = indexes.reduce(
    (sum, { projection }) => sum + (projection.type === 'INCLUDE' ? projection.attributes.length : 0),
    0,
  );
  if (count <= maxProjectedAttributes) return true;
  spot.refuse(`${count} projected attributes`, `at most ${maxProjectedAttributes} in all indexes of a table`);
  return false;
}

function allAreUsed(
  spot: Spot,
  types: ReadonlyMap<string, KeyType>,
  key: Key,
  indexes: readonly IndexDefinition[],
): boolean {
  const used = new Set([key, ...indexes.map((index) => index.key)].flatMap(keyAttributes).map(({ name }) => name));
  const unused = [...types.keys()].filter((name) => !used.has(name));
  for (const name of unused) {
    spot.field('AttributeDefinitions').refuse(`${name}, in no key`, 'only attributes of keys');
  }
  return unused.length === 0;
}
