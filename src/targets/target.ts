import type { World } from '../dataset/entity.ts';
import type { Cost, Outcome } from '../measure/measurement.ts';
import type { ReadAnswer } from '../workload/answer.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import type { Observer } from './dynamodb/observer.ts';
import type { RetryPolicy } from './retry-policy.ts';

export const targetNames = ['dynamodb', 'postgres'] as const;
export type TargetName = (typeof targetNames)[number];

/** Where a DynamoDB is and how it is spoken to. Plain values, so that a worker thread can be given it. */
export interface DynamoDbPlace {
  readonly kind: 'dynamodb';
  readonly endpoint: string;
  readonly region: string;
  readonly client: 'wire' | 'sdk';
  /** Where its figures come from: `dynamodb-local 3.3.1`, `dynalite 4.0.0`, `dynamodb at http://…`. */
  readonly provenance: string;
}

/** Where a PostgreSQL is. `url` may hold a password: it is never shown. */
export interface PostgresPlace {
  readonly kind: 'postgres';
  readonly url: string;
  /** All that we create lies in this schema. */
  readonly schema: string;
  /** `postgresql 18.4` */
  readonly provenance: string;
}

export type TargetPlace = DynamoDbPlace | PostgresPlace;

/** The port to one engine. A second engine is one more of these, and two lines in `targets.ts`. */
export interface Target<Place extends TargetPlace> {
  /** One for each worker. Nothing is connected before `warm` or the first operation. */
  openExecutor(place: Place, options: ExecutorOptions): Promise<Executor>;
  openStore(place: Place, workload: Workload): Promise<Store>;
}

export interface ExecutorOptions {
  /** What an operation may take, from `execute` on, waiting for a connection included. */
  readonly timeoutMs: number;
  /** How many connections it may hold. */
  readonly connections: number;
  /** The load's clock: microseconds, monotonic. */
  readonly clock: () => number;
  /** An application's policy, to be replayed; `null`: nothing is tried again. */
  readonly retries: RetryPolicy | null;
  /** Sees every request to DynamoDB. For those who look closely: it costs time, and a load has none. */
  readonly observe?: Observer;
}

/** Runs operations, as many at once as it is asked to. */
export interface Executor {
  /**
   * Opens its connections ahead of the load.
   * @throws {EnvironmentError} where the engine cannot be reached or entered.
   */
  warm(): Promise<void>;
  /**
   * Runs one operation. An operation that fails is a value.
   * @throws {ProgramThrew} where the pattern's program has a bug of its own.
   */
  execute(pattern: AnyPattern, params: object): Promise<Executed>;
  close(): Promise<void>;
}

/** What became of one operation. Moments are those of the executor's clock. */
export interface Executed {
  readonly outcome: Outcome;
  /** How to read the answer of a read; `null` for a write and where there is no answer. */
  readonly read: ReadAnswer | null;
  /** When its first request went out; `null` where it failed before. */
  readonly sentUs: number | null;
  /** When its last answer came, or when it failed. */
  readonly doneUs: number;
  /** Spent waiting for a connection. */
  readonly poolWaitUs: number;
  readonly cost: Cost;
}

/** A record with its number, as `World.record` gives it. */
export type NumberedRecord = Readonly<Record<string, unknown>> & { readonly i: number };

/** What is at a place: nothing, a dataset of ours, or things that are not ours and are not touched. */
export type Found =
  | { readonly state: 'empty' }
  /** `missing`: tables of the layout that are not there. */
  | { readonly state: 'ours'; readonly manifest: string; readonly missing: readonly string[] }
  /** `what`: the tables or the schema in the way, by name. */
  | { readonly state: 'foreign'; readonly what: readonly string[] };

/** Records of an entity, in order: those from `from` to `to` − 1. */
export interface Slice {
  readonly entity: string;
  readonly from: number;
  readonly to: number;
  record(i: number): NumberedRecord;
}

/** What `load` tells while it works. */
export interface LoadSteps {
  /** Records that have been taken in, durable or not yet. */
  onProgress(done: number): void;
  /** The manifest to keep once all records before `done` are durable: called at each step that can be resumed from. */
  manifestAt(done: number): string;
  /** Once aborted, the load ends at the next step that it can be resumed from. */
  readonly signal: AbortSignal;
}

/** How many rows or items one table holds, with the entities that share it. */
export interface TableCount {
  readonly table: string;
  readonly entities: readonly string[];
  readonly count: number;
}

/**
 * The data side of an engine: all of a workload's records at one place. The manifest is text that the store keeps
 * beside the data and does not read. Every method throws `EnvironmentError` where the engine cannot be reached, and
 * `BadInput` where the engine refuses what the workload's layout asks of it.
 */
export interface Store {
  readonly name: TargetName;
  /** A digest of the layout: tables, keys, indexes, and how it lays down a few records of each entity. */
  layoutDigest(world: World): string;
  find(): Promise<Found>;
  /** Creates the tables, and keeps the manifest. Something foreign must have been ruled out. */
  create(manifest: string): Promise<void>;
  /** Gives where it ended: `to`, or less where the signal was aborted. All records before that are durable. */
  load(slice: Slice, steps: LoadSteps): Promise<number>;
  /** What is done once after the last record: indexes, foreign keys, statistics. May be repeated. */
  finish(): Promise<void>;
  keepManifest(manifest: string): Promise<void>;
  /** Of all tables. An engine's own estimate does where it is `plausible`; where it is not, the records are counted. */
  counts(plausible: (count: number, entities: readonly string[]) => boolean): Promise<readonly TableCount[]>;
  /** The records as they lie there, in the order asked for; `null` where there is none. */
  readBack(entity: string, records: readonly NumberedRecord[]): Promise<(Readonly<Record<string, unknown>> | null)[]>;
  /** A record's key on this engine, for a person: `PK = CUSTOMER#1, SK = PROFILE`. */
  keyOf(entity: string, record: NumberedRecord): string;
  /** Removes what `create` made, and only that. */
  drop(): Promise<void>;
  close(): Promise<void>;
}
