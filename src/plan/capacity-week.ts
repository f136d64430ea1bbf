import type { Phase } from '../bill/bill-file.ts';
import type { HeatAssumptions } from '../capacity/heat/assumptions.ts';
import { type FluidPart, type FluidPartWeek, type FluidWeek, fluidWeek } from '../capacity/heat/fluid-week.ts';
import { type Direction, directions, throughputOf } from '../capacity/heat/throughput.ts';
import type { DesignedPart } from './capacity-modes.ts';
import { type Demand, unitsPerSecond } from './demand.ts';

/** A part of a mode with what becomes of it in the average week. */
export interface PartWeek extends DesignedPart {
  readonly week: FluidPartWeek;
}

/** The average week of every table with its indexes, as an even flow through the model of auto scaling and burst. */
export function weeksOf(parts: readonly DesignedPart[], demand: Demand, assumptions: HeatAssumptions): PartWeek[] {
  const tables = [...new Set(parts.map(({ table }) => table))];
  return tables.flatMap((table) => {
    const own = parts.filter((part) => part.table === table);
    const weeks = fluidWeek(
      own.map((part) => fluidPart(part, demand)),
      assumptions,
    );
    return own.flatMap((part, at) => {
      const week = weeks[at];
      return week === undefined ? [] : [{ ...part, week }];
    });
  });
}

function fluidPart({ design, demand: part }: DesignedPart, demand: Demand): FluidPart {
  const [read, write] = directions.map((direction) => ({
    demand: unitsPerSecond(demand, part, direction),
    throughput: throughputOf(design, direction),
  }));
  if (read === undefined || write === undefined) throw new TypeError('a part has reads and writes');
  return { read, write };
}

/** Capacity through the month: each pair of read and write units that the week knows, with its hours. */
export function phasesOf({ read, write }: FluidPartWeek, hoursPerMonth: number): readonly Phase[] {
  const minutes = new Map<string, { readonly read: number; readonly write: number; count: number }>();
  const length = read.capacity?.length ?? 0;
  for (let minute = 0; minute < length; minute++) {
    const pair = { read: read.capacity?.[minute] ?? 0, write: write.capacity?.[minute] ?? 0 };
    const key = `${pair.read} ${pair.write}`;
    const found = minutes.get(key);
    if (found === undefined) minutes.set(key, { ...pair, count: 1 });
    else found.count++;
  }
  return [...minutes.values()]
    .sort((one, other) => one.read - other.read || one.write - other.write)
    .map((pair) => ({
      hours: (pair.count * hoursPerMonth) / length,
      readCapacity: pair.read,
      writeCapacity: pair.write,
    }));
}

export interface CapacityRange {
  readonly least: number;
  readonly mean: number;
  readonly most: number;
}

/** Provisioned units through the week; `null` on demand. */
export function rangeOf({ capacity }: FluidWeek): CapacityRange | null {
  if (capacity === null) return null;
  let [least, most, sum] = [Number.POSITIVE_INFINITY, 0, 0];
  for (const units of capacity) {
    least = Math.min(least, units);
    most = Math.max(most, units);
    sum += units;
  }
  return { least, mean: sum / capacity.length, most };
}

/** The share of what was asked for that was served; 1 where nothing was asked for. */
export function servedShare({ week }: PartWeek, direction: Direction): number {
  const { askedUnits, servedUnits } = week[direction];
  return askedUnits === 0 ? 1 : Math.min(1, servedUnits / askedUnits);
}
