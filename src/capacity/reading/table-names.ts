import type { IndexDefinition, TableDefinition } from '../table-definition.ts';
import type { Spot } from './spot.ts';

/** The tables of a file by name; `undefined` for one that could not be read, whose problems are told already. */
export type Tables = ReadonlyMap<string, TableDefinition | undefined>;

/** The table that a field names. */
export function readTableName(spot: Spot, tables: Tables): TableDefinition | undefined {
  const names = [...tables.keys()];
  if (names.length === 0) return spot.expect('a table, and "tables" has none');
  const name = spot.oneOf(names);
  return name === undefined ? undefined : tables.get(name);
}

/** The index that a field names; `null` where it names none, which is the table. */
export function readIndexName(spot: Spot, table: TableDefinition | undefined): IndexDefinition | null | undefined {
  if (!spot.isGiven || spot.value === null) return null;
  if (table === undefined) return undefined;
  if (table.indexes.length === 0) return spot.expect(`no index: ${table.name} has none`);
  const name = spot.oneOf(table.indexes.map((index) => index.name));
  return table.indexes.find((index) => index.name === name);
}
