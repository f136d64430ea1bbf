import type { PlannedBill } from '../runs/plan-record.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Saving } from '../workload/claim.ts';

/** What claims are held against: a run, and what follows from it at any number of users. */
export interface ClaimEvidence {
  readonly record: RunRecord;
  /** Patterns with traffic that the run did not measure: figures without them are lower bounds. */
  readonly missing: readonly MissingPattern[];
  /** Patterns that find what they ask for by a scan only. */
  readonly scanning: readonly string[];
  /** Months of history behind the planned month. */
  readonly months: number;
  /** The month at a DAU; `null` where it cannot be planned. */
  month(dau: number): MonthEvidence | null;
  /** The busiest day with half an hour in which traffic is so many times the day's mean; `null` where it is too long. */
  spike(dau: number, factor: number): SpikeEvidence | null;
}

/** A pattern that was not measured, and where it is known to read or write. */
export interface MissingPattern {
  readonly pattern: string;
  readonly parts: readonly { readonly table: string; readonly index: string | null; readonly hasKey: boolean }[];
}

export interface MonthEvidence {
  readonly designed: PlannedBill;
  /** The same month with every unit served and paid on demand. */
  readonly onDemandUsd: number;
  /** `null`: no database could be chosen. */
  readonly postgres: PlannedBill | null;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly parts: readonly PartEvidence[];
  /** GB of 2^30 bytes at the end of each month, from the first. */
  readonly storedGb: readonly number[];
  /** GB in the planned month. */
  readonly storedNowGb: number;
  readonly savings: Readonly<Partial<Record<Saving, SavingEvidence>>>;
  /** The hottest keys, hottest against their limit first. */
  readonly keys: readonly KeyEvidence[];
  /** The nearest limit of a table, index or key. */
  readonly nearest: LimitEvidence | null;
}

export interface PartEvidence {
  readonly table: string;
  readonly index: string | null;
  readonly readPeak: number;
  readonly writePeak: number;
  /** The least share of reads and writes that the designed capacity serves. */
  readonly served: number;
}

/** What something saves, in dollars a month and as a share of what it is about. */
export interface SavingEvidence {
  readonly usd: number | null;
  readonly share: number | null;
  readonly how: string;
}

export interface KeyEvidence {
  /** `Orders GSI2`, or the table alone. */
  readonly where: string;
  readonly key: string;
  readonly direction: 'read' | 'write';
  readonly unitsPerSecond: number;
  readonly limitUnits: number;
}

export interface LimitEvidence {
  readonly dau: number;
  /** `writes of Main at 100 units/s (designed maximum)`. */
  readonly what: string;
}

export interface SpikeEvidence {
  readonly operations: number;
  readonly throttledOperations: number;
  readonly throttledMinutes: number;
  /** What refused most: `Main writes, provisioned capacity`; empty for nothing. */
  readonly first: string;
}
