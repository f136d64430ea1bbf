import type { CapacityDesign, DynamoDbTable } from '../workload/layout.ts';
import type { Workload } from '../workload/workload.ts';
import { atPeak, type Demand, type PartDemand } from './demand.ts';

/** How all tables and indexes are provided for. */
export const capacityModes = ['as designed', 'on demand', 'provisioned', 'auto scaling', 'reserved 1 year'] as const;
export type PlanMode = (typeof capacityModes)[number];

/** The share of provisioned capacity that is meant to be used: AWS's advice. */
export const targetUtilisation = 0.7;
/** What the console proposes as the least of auto scaling. */
const leastUnits = 5;

/** A table or index of a layout with what a mode gives it. A table on demand has all its indexes on demand. */
export interface DesignedPart {
  readonly table: string;
  readonly index: string | null;
  readonly design: CapacityDesign;
  readonly demand: PartDemand;
}

export function designedParts(workload: Workload, demand: Demand, mode: PlanMode): readonly DesignedPart[] {
  const tables = new Map(workload.dynamodb.tables.map((table) => [table.definition.TableName, table]));
  return demand.parts.flatMap((part) => {
    const table = tables.get(part.table);
    if (table === undefined) return [];
    const { index } = part;
    return [{ table: part.table, index, design: designOf(table, part, demand, mode), demand: part }];
  });
}

function designOf(table: DynamoDbTable, part: PartDemand, demand: Demand, mode: PlanMode): CapacityDesign {
  switch (mode) {
    case 'as designed':
      return layoutDesign(table, part.index);
    case 'on demand':
      return { mode: 'on-demand' };
    case 'provisioned':
      return { mode: 'provisioned', readUnits: flat(demand, part.read), writeUnits: flat(demand, part.write) };
    case 'auto scaling':
    case 'reserved 1 year':
      return {
        mode: 'auto-scaling',
        read: { min: leastUnits, max: ample(demand, part.read) },
        write: { min: leastUnits, max: ample(demand, part.write) },
        targetUtilisation,
      };
  }
}

export function layoutDesign(table: DynamoDbTable, index: string | null): CapacityDesign {
  if (table.capacity.mode === 'on-demand' || index === null) return table.capacity;
  return table.indexCapacity?.[index] ?? table.capacity;
}

/** As much as uses 70 % in the busiest hour, 1 at least. */
function flat(demand: Demand, unitsPerDay: number): number {
  return Math.max(1, Math.ceil(atPeak(demand, unitsPerDay) / targetUtilisation - 1e-9));
}

/** A maximum that is never in the way. */
function ample(demand: Demand, unitsPerDay: number): number {
  return Math.max(leastUnits, 2 * flat(demand, unitsPerDay));
}
