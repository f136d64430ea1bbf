import type { Consumed } from '../measure/measurement.ts';
import type { Counts, ResponseTimes, ServiceTimes } from './figures-record.ts';

/** How an application fared that moved from one engine to the other while the load ran. */
export interface MigrationRecord {
  /** In their order. */
  readonly phases: readonly MigrationPhaseRecord[];
  /** How the months of the phases were computed; left out where they were not. */
  readonly pricing?: MigrationPricing;
}

/** What the application did in a phase, what it saw of it, and what it took on each engine. */
export interface MigrationPhaseRecord extends MigrationFigures {
  readonly phase: string;
  readonly startSeconds: number;
  readonly seconds: number;
  /** Per cent of the reads that each engine was to answer. */
  readonly reads: { readonly postgres: number; readonly dynamodb: number };
  /** Per cent of the reads for which the other engine was asked as well. */
  readonly shadow: number;
  /** In this order. */
  readonly writes: readonly string[];
  /** Of two writes: whether the application waited for the second. */
  readonly secondWrite?: 'awaited' | 'asynchronous';
  readonly patterns: readonly MigrationPatternRecord[];
  readonly month?: MigrationMonth;
}

export interface MigrationPatternRecord extends MigrationFigures {
  readonly pattern: string;
}

export interface MigrationFigures extends Counts {
  /** What the application waited for. */
  readonly response: ResponseTimes;
  /** PostgreSQL, then DynamoDB. */
  readonly engines: readonly MigrationEngineRecord[];
  /** Reads that both engines answered, and whose answers were compared. */
  readonly compared: number;
  /** Of them those that differed at first, and were equal when both engines were asked again. */
  readonly late: number;
  /** Of them those that still differed then. */
  readonly mismatches: number;
  /** The earliest, in words; `null` where there is none. */
  readonly firstMismatch: string | null;
  /** Writes to both that one engine has, or may have, and the other has not. */
  readonly halfWrites: number;
  /** Reads of both that one engine answered and the other did not. */
  readonly halfReads: number;
  /** The earliest of these two. */
  readonly firstHalf: string | null;
  /** Beyond what the same operations take on PostgreSQL alone. */
  readonly extra: MigrationExtra;
}

/** All that one engine was asked, whoever waited for it. */
export interface MigrationEngineRecord {
  readonly engine: string;
  readonly operations: number;
  readonly failed: number;
  readonly requests: number;
  readonly items: number;
  readonly evaluated: number;
  readonly bytes: number;
  /** From the moment of sending. */
  readonly service: ServiceTimes;
  readonly consumed: readonly Consumed[];
}

export interface MigrationExtra {
  /** To DynamoDB, and to PostgreSQL where it was asked again. */
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Operations that PostgreSQL was spared. */
  readonly spared: number;
}

export interface MigrationPricing {
  readonly dau: number;
  readonly region: string;
  /** Of DynamoDB's bill: `as designed`. */
  readonly mode: string;
  readonly notes: readonly string[];
}

/** A month in this phase, at the run's DAU: dollars, before tax. */
export interface MigrationMonth {
  /** `null` where no database class could be told. */
  readonly postgresUsd: number | null;
  /** What runs beside it. */
  readonly dynamodbUsd: number;
}
