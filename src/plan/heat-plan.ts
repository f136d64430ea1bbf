import { billOf } from '../bill/bill.ts';
import type { TableUse } from '../bill/bill-file.ts';
import type { HeatAssumptions } from '../capacity/heat/assumptions.ts';
import type { HeatDay, HeatResource } from '../capacity/heat/heat-day.ts';
import { simulateDay } from '../capacity/heat/simulate-day.ts';
import { type Direction, throughputOf } from '../capacity/heat/throughput.ts';
import type { Workload } from '../workload/workload.ts';
import type { PlanBasis } from './basis.ts';
import type { PartWeek } from './capacity-week.ts';
import { type DayShape, dayStream } from './day-stream.ts';
import { atPeak, type Demand } from './demand.ts';
import type { Pricing } from './dynamodb-month.ts';
import { tableClass } from './month-file.ts';
import { operationKinds } from './operation-kinds.ts';
import type { PatternUnits } from './units-per-operation.ts';

/** The busiest day of the average week, operation by operation. */
export interface HeatPlan {
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly resources: readonly HeatResource[];
  readonly day: HeatDay;
}

const minutesPerDay = 1440;

/** What the day's throughput costs, storage apart; `null` where a price is missing. */
export function throughputUsd(workload: Workload, { resources, day }: HeatPlan, pricing: Pricing): number | null {
  const uses = workload.dynamodb.tables.map((table): TableUse => {
    const own = resources.flatMap((resource, at) => {
      const curve = day.curves[at];
      return resource.table === table.definition.TableName && curve !== undefined ? [{ resource, curve }] : [];
    });
    const head = { table: table.definition.TableName, class: tableClass(table) };
    const part = own.find(({ resource }) => resource.index === null);
    const indexes = own.flatMap((one) => (one.resource.index === null ? [] : [{ ...one, index: one.resource.index }]));
    if (part?.curve.read.capacityHours === null) {
      const units = ({ curve: { read, write } }: typeof part) => ({
        readUnits: read.servedUnits,
        writeUnits: write.servedUnits,
      });
      return {
        ...head,
        mode: 'on-demand',
        ...units(part),
        indexes: indexes.map((one) => ({ index: one.index, ...units(one) })),
      };
    }
    // Unit hours of the day, as one hour of so many units.
    const phases = ({ curve: { read, write } }: { readonly curve: (typeof day.curves)[number] }) => ({
      phases: [{ hours: 1, readCapacity: read.capacityHours ?? 0, writeCapacity: write.capacityHours ?? 0 }],
    });
    const ofTable = part === undefined ? {} : phases(part);
    return {
      ...head,
      mode: 'provisioned',
      ...ofTable,
      indexes: indexes.map((one) => ({ index: one.index, ...phases(one) })),
    };
  });
  const bill = billOf({ region: pricing.region, dynamodb: uses }, pricing.prices);
  return bill.ok ? bill.value.totals.dynamodb : null;
}

/**
 * Simulates the busiest day through a mode's capacity, from 00:00 UTC with the capacity that the average week has then.
 */
export function heatPlan(
  basis: PlanBasis,
  demand: Demand,
  units: readonly PatternUnits[],
  parts: readonly PartWeek[],
  assumptions: HeatAssumptions,
  spike?: DayShape['spike'],
): HeatPlan {
  const weekday = Math.floor(demand.peakHour / 24);
  const { kinds, keys } = operationKinds(basis, demand, units);
  const resources = parts.map((part): HeatResource => {
    const supply = (direction: Direction) => {
      const throughput = throughputOf(part.design, direction);
      const startUnits = part.week[direction].capacity?.[weekday * minutesPerDay];
      // Twice the usual peak is at hand: the table has served it before.
      const startPeak = atPeak(demand, part.demand[direction]);
      return startUnits === undefined ? { throughput, startPeak } : { throughput, startUnits };
    };
    return { table: part.table, index: part.index, read: supply('read'), write: supply('write') };
  });
  const hours = demand.curve.slice(weekday * 24, weekday * 24 + 24);
  const shape: DayShape = spike === undefined ? { hours } : { hours, spike };
  const operations = dayStream(kinds, shape, basis.record.dataset.randomSeed);
  return { weekday, resources, day: simulateDay({ resources, keys, operations, minutes: minutesPerDay, assumptions }) };
}
