import type { Workload } from '../workload/workload.ts';
import { peakHour, perAverageDay, weekCurve } from './traffic-week.ts';
import type { PatternUnits } from './units-per-operation.ts';

/** What a workload asks of DynamoDB at a number of daily active users. */
export interface Demand {
  readonly dau: number;
  /** The share of an average day in each of the week's 168 hours from Sunday 00:00 UTC; they add up to 7. */
  readonly curve: readonly number[];
  /** The busiest of them. */
  readonly peakHour: number;
  readonly operations: readonly { readonly pattern: string; readonly perDay: number }[];
  /** Every table and index of the layout, tables in its order, each before its indexes. */
  readonly parts: readonly PartDemand[];
}

/** Units of a table (`index: null`) or an index on an average day. */
export interface PartDemand {
  readonly table: string;
  readonly index: string | null;
  readonly read: number;
  readonly write: number;
  readonly byPattern: readonly PatternShare[];
}

export interface PatternShare {
  readonly pattern: string;
  readonly read: number;
  readonly write: number;
}

/** Operations of the traffic table × mean units per operation. Patterns that were not measured are in no sum. */
export function demandAt(workload: Workload, dau: number, units: readonly PatternUnits[]): Demand {
  const measured = units.filter(({ pattern }) => perAverageDay(workload.traffic, pattern, dau) > 0);
  return {
    dau,
    curve: weekCurve(workload.traffic),
    peakHour: peakHour(workload.traffic),
    operations: measured.map(({ pattern }) => ({
      pattern,
      perDay: perAverageDay(workload.traffic, pattern, dau),
    })),
    parts: partsOf(workload).map(({ table, index }) => partDemand(workload, dau, measured, table, index)),
  };
}

/** Every table and index of a workload's layout. */
export function partsOf({ dynamodb }: Workload): readonly { readonly table: string; readonly index: string | null }[] {
  return dynamodb.tables.flatMap(({ definition }) => [
    { table: definition.TableName, index: null },
    ...(definition.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => ({
      table: definition.TableName,
      index: IndexName ?? '',
    })),
  ]);
}

function partDemand(
  { traffic }: Workload,
  dau: number,
  measured: readonly PatternUnits[],
  table: string,
  index: string | null,
): PartDemand {
  const byPattern = measured.flatMap(({ pattern, units }) => {
    const perDay = perAverageDay(traffic, pattern, dau);
    const own = units.filter((one) => one.table === table && one.index === index);
    return own.map(({ read, write }) => ({ pattern, read: read * perDay, write: write * perDay }));
  });
  const total = (direction: 'read' | 'write'): number => byPattern.reduce((sum, one) => sum + one[direction], 0);
  return { table, index, read: total('read'), write: total('write'), byPattern };
}

/** Units a second in each hour of the average week. */
export function unitsPerSecond(demand: Demand, part: PartDemand, direction: 'read' | 'write'): readonly number[] {
  return demand.curve.map((share) => (part[direction] * share) / 3600);
}

/** Units a second in the week's busiest hour. */
export function atPeak({ curve, peakHour }: Demand, unitsPerDay: number): number {
  return (unitsPerDay * (curve[peakHour] ?? 0)) / 3600;
}

/** Days of a month of so many hours: 730 h ÷ 24 = 30.4167. */
export function daysPerMonth(hoursPerMonth: number): number {
  return hoursPerMonth / 24;
}
