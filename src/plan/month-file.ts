import type { OnDemandTable, ProvisionedIndex, ProvisionedTable, TableClass, TableUse } from '../bill/bill-file.ts';
import type { DynamoDbTable } from '../workload/layout.ts';
import type { Workload } from '../workload/workload.ts';
import type { PlanMode } from './capacity-modes.ts';
import { type PartWeek, phasesOf, rangeOf } from './capacity-week.ts';
import { bytesOf, type Stored } from './stored.ts';

const gib = 2 ** 30;
/** Reserved capacity is sold in blocks. */
const block = 100;

export interface Month {
  readonly hoursPerMonth: number;
  readonly stored: Stored;
}

/** The tables of a month's bill in one capacity mode. */
export function tableUses(
  workload: Workload,
  mode: PlanMode,
  parts: readonly PartWeek[],
  month: Month,
): readonly TableUse[] {
  return workload.dynamodb.tables.map((table) => {
    const own = parts.filter((part) => part.table === table.definition.TableName);
    const isOnDemand = own[0]?.design.mode === 'on-demand';
    return isOnDemand ? onDemandTable(table, own, month) : provisionedTable(table, own, month, mode);
  });
}

function onDemandTable(table: DynamoDbTable, parts: readonly PartWeek[], month: Month): OnDemandTable {
  const units = ({ demand }: PartWeek) => ({
    readUnits: (demand.read * month.hoursPerMonth) / 24,
    writeUnits: (demand.write * month.hoursPerMonth) / 24,
  });
  const own = parts.find(({ index }) => index === null);
  return {
    ...tableHead(table, month),
    mode: 'on-demand',
    ...(own === undefined ? {} : units(own)),
    indexes: [
      ...indexesOf(parts).map(({ index, part }) => ({ index, ...units(part), ...storage(table, index, month) })),
      ...localIndexes(table, month),
    ],
  };
}

function provisionedTable(
  table: DynamoDbTable,
  parts: readonly PartWeek[],
  month: Month,
  mode: PlanMode,
): ProvisionedTable {
  const own = parts.find(({ index }) => index === null);
  return {
    ...tableHead(table, month),
    mode: 'provisioned',
    ...(own === undefined ? {} : capacityOf(own, month, mode)),
    indexes: [
      ...indexesOf(parts).map(
        ({ index, part }): ProvisionedIndex => ({
          index,
          ...capacityOf(part, month, mode),
          ...storage(table, index, month),
        }),
      ),
      ...localIndexes(table, month),
    ],
  };
}

function capacityOf({ design, week }: PartWeek, { hoursPerMonth }: Month, mode: PlanMode) {
  if (design.mode === 'provisioned') return { readCapacity: design.readUnits, writeCapacity: design.writeUnits };
  const phases = phasesOf(week, hoursPerMonth);
  if (mode !== 'reserved 1 year') return { phases };
  const readCapacity = blocksBelow(rangeOf(week.read)?.least ?? 0);
  const writeCapacity = blocksBelow(rangeOf(week.write)?.least ?? 0);
  if (readCapacity + writeCapacity === 0) return { phases };
  return { phases, reserved: { termYears: 1 as const, readCapacity, writeCapacity } };
}

/** The flat part, what is there all week, in whole blocks. */
function blocksBelow(least: number): number {
  return Math.floor(least / block) * block;
}

function tableHead(table: DynamoDbTable, { stored }: Month) {
  const { TableName: name } = table.definition;
  return {
    table: name,
    class: tableClass(table),
    storageGb: bytesOf(stored, name, null) / gib,
    pitr: table.pointInTimeRecovery,
  };
}

export function tableClass({ definition }: DynamoDbTable): TableClass {
  return definition.TableClass === 'STANDARD_INFREQUENT_ACCESS' ? 'standard-ia' : 'standard';
}

function indexesOf(parts: readonly PartWeek[]) {
  return parts.flatMap((part) => (part.index === null ? [] : [{ index: part.index, part }]));
}

function storage(table: DynamoDbTable, index: string, { stored }: Month) {
  return { storageGb: bytesOf(stored, table.definition.TableName, index) / gib };
}

/** A local index has storage of its own; its units are the table's. */
function localIndexes(table: DynamoDbTable, month: Month) {
  return (table.definition.LocalSecondaryIndexes ?? []).map(({ IndexName: index = '' }) => ({
    index,
    ...storage(table, index, month),
  }));
}
