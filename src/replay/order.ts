import type { Strictness } from '../judge/answer-check.ts';
import type { Rate, Stage } from '../load/rate-curve.ts';
import type { VuPlan } from '../load/vu-plan.ts';
import type { TargetPlace } from '../targets/target.ts';
import type { Verification } from './performer.ts';

/** The shape of a stream's load, in plain values: a worker thread makes the schedule from it. */
export type Load =
  | { readonly kind: 'constant rate'; readonly rate: Rate; readonly durationUs: number }
  | {
      readonly kind: 'ramping rate';
      readonly startRate: number;
      readonly stages: readonly Stage[];
      readonly perUs: number;
    }
  | { readonly kind: 'poisson'; readonly rate: Rate; readonly durationUs: number; readonly randomSeed: number }
  | { readonly kind: 'virtual users'; readonly plan: VuPlan };

/** One sequence of arrivals. */
export interface Stream {
  readonly name: string;
  readonly load: Load;
  /** When it begins, after the warm-up. */
  readonly startUs: number;
  /** Patterns and flows by id; arrivals take them in turn. */
  readonly jobs: readonly string[];
  readonly maxInFlight: number;
  readonly maxWaitUs: number;
}

/** A load as it is asked for, the same for every target. */
export interface Replay {
  readonly streams: readonly Stream[];
  /** The streams' own load runs for so long before it counts. */
  readonly warmUpUs: number;
  readonly operationTimeoutMs: number;
  /** How often a request that failed is tried again; 0 shows the engine as it is. */
  readonly retries: number;
  readonly connections: number;
  readonly verification: Verification;
  readonly workers: number;
}

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
  readonly place: TargetPlace;
  readonly worker: number;
}
