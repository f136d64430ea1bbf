import type { HeatAssumptions } from './assumptions.ts';
import type { Direction, Throughput } from './throughput.ts';

/** A table (`index: null`) or a global index, with how each direction is provided for. */
export interface HeatResource {
  readonly table: string;
  readonly index: string | null;
  readonly read: HeatSupply;
  readonly write: HeatSupply;
}

export interface HeatSupply {
  readonly throughput: Throughput;
  /** Auto scaling: what serves when the simulation begins; the least where it is left out. */
  readonly startUnits?: number;
  /** On demand: the highest second before the simulation; none where it is left out. */
  readonly startPeak?: number;
}

/** A partition key of one resource. */
export interface HeatKey {
  readonly resource: number;
  readonly key: string;
}

/** What one request takes from one resource. Numbers are places in the lists of resources and keys. */
export interface HeatUse {
  readonly resource: number;
  /** -1: spread over all partitions, as a scan is. */
  readonly key: number;
  readonly read: number;
  readonly write: number;
}

/** An operation: its first request, and the pages that follow one after the other. */
export interface HeatOperation {
  /** Since the beginning, which is the start of a UTC day; never less than the one before. */
  readonly atMs: number;
  readonly uses: readonly HeatUse[];
  readonly pages?: { readonly count: number; readonly uses: readonly HeatUse[] };
}

export interface HeatInput {
  readonly resources: readonly HeatResource[];
  readonly keys: readonly HeatKey[];
  readonly operations: Iterable<HeatOperation>;
  /** Whole minutes. */
  readonly minutes: number;
  readonly assumptions: HeatAssumptions;
}

/** What refused a request. */
export type HeatLimit = 'provisioned capacity' | 'on-demand growth' | 'quota' | 'partition key';

/** Requests that one limit of one resource refused. */
export interface Throttle {
  readonly table: string;
  readonly index: string | null;
  readonly direction: Direction;
  readonly limit: HeatLimit;
  /** An index that cannot take its part refuses the table's write. */
  readonly refusesTableWrites: boolean;
  readonly operations: number;
  readonly minutes: number;
  /** Of them in each hour from the beginning, as far as the last that had any. */
  readonly minutesByHour: readonly number[];
  /** The key behind most of them; `null` where they had none. */
  readonly key: string | null;
  readonly keyOperations: number;
}

/** One direction of a resource through the day. */
export interface HeatCurve {
  /** Provisioned units a second in each minute; `null` on demand. */
  readonly capacity: Float64Array | null;
  /** Units that were served in each minute. */
  readonly consumed: Float64Array;
  readonly askedUnits: number;
  readonly servedUnits: number;
  /** Unit hours that are paid for; `null` on demand, where the served units are. */
  readonly capacityHours: number | null;
}

export interface HeatDay {
  readonly operations: number;
  /** Operations of which a request was refused. */
  readonly throttledOperations: number;
  /** Minutes with at least one. */
  readonly throttledMinutes: number;
  /** The most refusals first. */
  readonly throttles: readonly Throttle[];
  /** In the order of the resources. */
  readonly curves: readonly Readonly<Record<Direction, HeatCurve>>[];
}
