import type { Consumed } from '../measure/measurement.ts';
import type { Problem } from '../workload/problem.ts';
import { consumedBy } from './consumed-by.ts';
import { imageSizes } from './image-sizes.ts';
import type { NamedOperation } from './reading/read-operation.ts';
import { readOperation } from './reading/read-operation.ts';
import { readTable } from './reading/read-table.ts';
import { Spot } from './reading/spot.ts';
import type { Tables } from './reading/table-names.ts';
import type { TableDefinition } from './table-definition.ts';

/** What `units FILE` is given, read: every operation holds the tables and indexes that it uses. */
export interface UnitsFile {
  readonly tables: readonly TableDefinition[];
  readonly operations: readonly NamedOperation[];
}

/** A value that was read from JSON, or everything that is wrong with it: places are paths such as `tables[0].KeySchema`. */
export type Reading<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What one operation of the file read or wrote, and what it costs. */
export interface OperationUnits {
  readonly id: string;
  /** Bytes of each image in the order given, as counted; an image that is no item has none. */
  readonly itemBytes: readonly number[];
  readonly consumed: readonly Consumed[];
}

/** What `units FILE --json` prints. */
export interface Units {
  readonly operations: readonly OperationUnits[];
}

/** Reads a parsed file. What DynamoDB would refuse is a problem, and so is what nobody knows; all of them are told. */
export function readUnitsFile(json: unknown): Reading<UnitsFile> {
  const problems: Problem[] = [];
  const spot = new Spot(json, '', problems);
  if (!spot.isObjectOf(['tables', 'operations'], 'an object with "tables" and "operations"')) return refused(problems);
  const tables = readTables(spot.field('tables'));
  const operations = readOperations(spot.field('operations'), tables);
  if (problems.length > 0) return refused(problems);
  return { ok: true, value: { tables: [...tables.values()].filter((table) => table !== undefined), operations } };
}

/** A table from the parameters of CreateTable alone. */
export function readTableDefinition(parameters: unknown): Reading<TableDefinition> {
  const problems: Problem[] = [];
  const table = readTable(new Spot(parameters, '', problems));
  return table === undefined || problems.length > 0 ? refused(problems) : { ok: true, value: table };
}

/** The sizes and units of each operation, in the file's order. */
export function unitsOf(file: UnitsFile): Units {
  return {
    operations: file.operations.map(({ id, operation }) => ({
      id,
      itemBytes: imageSizes(operation),
      consumed: consumedBy(operation),
    })),
  };
}

function readTables(list: Spot): Tables {
  const tables = new Map<string, TableDefinition | undefined>();
  for (const spot of list.elements('tables') ?? []) {
    const name = spot.field('TableName');
    if (typeof name.value === 'string' && tables.has(name.value)) name.expect('each table once');
    const table = readTable(spot);
    if (typeof name.value === 'string') tables.set(name.value, table);
  }
  return tables;
}

function readOperations(list: Spot, tables: Tables): readonly NamedOperation[] {
  const ids = new Set<unknown>();
  return (list.elements('operations') ?? []).flatMap((spot) => {
    const id = spot.field('id');
    if (id.isGiven && ids.has(id.value)) id.expect('an id of its own for each operation');
    ids.add(id.value);
    return readOperation(spot, tables) ?? [];
  });
}

/** Keys that share an attribute find the same fault in it: it is told once. */
function refused(problems: readonly Problem[]): Reading<never> {
  const distinct = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return { ok: false, problems: [...distinct.values()] };
}
