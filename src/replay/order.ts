import type { Strictness } from '../judge/answer-check.ts';
import type { MigrationPhase } from '../load/migration-phase.ts';
import type { ArrivalLoad } from '../load/scenario-load.ts';
import type { VuPlan } from '../load/vu-plan.ts';
import type { DynamoDbPlace, PostgresPlace, TargetPlace } from '../targets/target.ts';
import type { Verification } from './performer.ts';

/** The shape of a stream's load, in plain values: a worker thread makes the schedule from it. */
export type Load = ArrivalLoad | { readonly kind: 'virtual users'; readonly plan: VuPlan };

/** One sequence of arrivals. */
export interface Stream {
  readonly name: string;
  readonly load: Load;
  /** When it begins, after the warm-up. */
  readonly startUs: number;
  /** Patterns, flows and a script's functions; arrivals take them in turn. */
  readonly jobs: readonly string[];
  /** How often each job comes in a round; once each where it is left out. */
  readonly weights?: readonly number[];
  readonly maxInFlight: number;
  readonly maxWaitUs: number;
}

/** A load as it is asked for, the same for every target. */
export interface Replay {
  /** The script whose functions streams name; `null` where none is. */
  readonly scriptFile: string | null;
  readonly streams: readonly Stream[];
  /** The streams' own load runs for so long before it counts. */
  readonly warmUpUs: number;
  readonly operationTimeoutMs: number;
  /** How often a request that failed is tried again; 0 shows the engine as it is. */
  readonly retries: number;
  readonly connections: number;
  readonly verification: Verification;
  readonly workers: number;
  /** The phases of a load that moves from one engine to the other; left out where it stays on one. */
  readonly migration?: readonly MigrationPhase[];
}

/** Both engines, for a load that moves from one to the other. */
export interface MigrationPlace {
  readonly kind: 'migration';
  readonly postgres: PostgresPlace;
  readonly dynamodb: DynamoDbPlace;
}

/** What a load can be put on. */
export type ReplayPlace = TargetPlace | MigrationPlace;

/** The dataset that the load reads. */
export interface DatasetOrder {
  /** The workload's file; `null` for the bundled one. */
  readonly workloadFile: string | null;
  readonly randomSeed: number;
  readonly dau: number;
  readonly days: number;
  readonly strictness: Strictness;
  /** How many operations earlier runs had on this dataset. */
  readonly written: number;
}

/** What a worker thread is told. Plain values: it is posted. */
export interface WorkerOrder {
  readonly replay: Replay;
  readonly dataset: DatasetOrder;
  readonly place: ReplayPlace;
  readonly worker: number;
}
