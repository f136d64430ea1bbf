import type { ErrorKind } from '../workload/error-kind.ts';

export { type ErrorKind, errorKinds } from '../workload/error-kind.ts';

/** Units that one table or one of its indexes was charged. */
export interface Consumed {
  readonly table: string;
  /** `null`: the table itself (and its local indexes). */
  readonly index: string | null;
  readonly read: number;
  readonly write: number;
}

/** What an operation cost, added up over its requests. */
export interface Cost {
  requests: number;
  /** Items or rows that came back. */
  items: number;
  /** Items that the engine read to find them; DynamoDB's ScannedCount. */
  evaluated: number;
  /** Bytes of answers as they came over the wire (DynamoDB: the HTTP body; PostgreSQL: the data rows). */
  bytes: number;
  consumed: Consumed[];
}

/** What became of an operation. `wrong`: an answer came and was not the dataset's. */
export type Outcome =
  | { readonly state: 'ok' }
  | { readonly state: 'failed'; readonly kind: ErrorKind; readonly detail: string };

/** One operation as it was run; moments are microseconds since the start of the load, on the monotonic clock. */
export interface Measurement {
  readonly pattern: string;
  readonly phase: string;
  readonly scheduledUs: number;
  /** When it got its slot. */
  readonly startedUs: number;
  /** When its first request went out; `null` where it failed before. */
  readonly sentUs: number | null;
  readonly doneUs: number;
  /** Of the time after `startedUs`, what was spent waiting for a connection of a pool. */
  readonly poolWaitUs: number;
  readonly outcome: Outcome;
  readonly cost: Cost;
}
