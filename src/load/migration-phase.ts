/** The engines that an application may move between; what there is today comes first. */
export const migrationEngines = ['postgres', 'dynamodb'] as const;
export type MigrationEngine = (typeof migrationEngines)[number];

/** What a migration's application does from a moment on, until the next phase begins. */
export interface MigrationPhase {
  readonly name: string;
  /** After the warm-up, in which the first phase holds already. */
  readonly fromUs: number;
  /** The share of reads that DynamoDB answers, from 0 to 1; PostgreSQL answers the others. */
  readonly dynamodbReads: number;
  /** The share of reads for which the other engine is asked too, from 0 to 1; the answers are compared. */
  readonly shadowed: number;
  /** Where a write goes, in this order. */
  readonly writes: readonly [MigrationEngine, MigrationEngine?];
  /** Whether the application waits for the second write of two. */
  readonly secondWrite: 'awaited' | 'asynchronous';
}

/** A phase as a script has it: a member of the list `options.ext.patternbench.migration`. */
export interface MigrationPhaseOptions {
  readonly phase: string;
  /** After the start of the load, as k6's scenarios have it: `30s`. The first phase begins at `0s`, the last one ends with the load. */
  readonly startTime?: string;
  /** Per cent of the reads that each engine answers; they add up to 100. */
  readonly reads: { readonly postgres?: number; readonly dynamodb?: number };
  /** Per cent of the reads for which the engine that does not answer is asked as well; 0 unless said. */
  readonly shadow?: number;
  readonly writes: readonly [MigrationEngine, MigrationEngine?];
  /** `awaited` unless said. */
  readonly secondWrite?: 'awaited' | 'asynchronous';
}
