import type { Strictness } from '../judge/answer-check.ts';
import type { LeftOut } from '../load/executor-extension.ts';
import type { MigrationPhase } from '../load/migration-phase.ts';
import type { ArrivalLoad } from '../load/scenario-load.ts';
import type { VuPlan } from '../load/vu-plan.ts';
import type { View } from '../measure/samples.ts';
import type { Scope } from '../measure/scopes.ts';
import type { MetricDefinition } from '../script/metrics.ts';
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
  /** How long iterations may go on after the stream's end; without it an operation's timeout and a second. */
  readonly graceUs?: number;
  /** Of a script. */
  readonly scenario?: StreamScenario;
}

/** What a scenario of a script says beside its load. */
export interface StreamScenario {
  readonly executor: string;
  readonly env: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** What a script asks for beside its streams. */
export interface ScriptOrder {
  /** The metrics that it makes. */
  readonly metrics: readonly MetricDefinition[];
  /** Parts of metrics that its thresholds are about. */
  readonly views: readonly View[];
  /** Parts of the operations that its thresholds are about, by the tags that they have. */
  readonly scopes: readonly Scope[];
  /** On every sample. */
  readonly tags: Readonly<Record<string, string>>;
  /** An iteration that was faster is followed by a pause. */
  readonly minIterationMs: number;
  /** Statistics of trends that are saved beside the usual ones. */
  readonly trendStats: readonly string[];
  /** What the functions around the load may take; `null` where there is none, or it is not to run. */
  readonly timeoutsMs: Readonly<Record<StageOrder['stage'], number | null>>;
}

/** A load as it is asked for, the same for every target. */
export interface Replay {
  /** The script whose functions streams name; `null` where none is. */
  readonly scriptFile: string | null;
  /** What that script asks for beside its streams. */
  readonly script?: ScriptOrder;
  /** What the script may read as `__ENV` beside the process's own environment. */
  readonly scriptEnv?: Readonly<Record<string, string>>;
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
  /** By target: patterns that are not sent to it, with the reasons. */
  readonly leftOut?: LeftOut;
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
  /** What `setup` gave, as JSON; `null` where it gave nothing. */
  readonly setupData: string | null;
  /** What all workers of a target count together: see `instance-counts.ts`. */
  readonly counts: SharedArrayBuffer;
}

/** What the thread that runs a script's function around the load is told. */
export interface StageOrder {
  readonly stage: 'setup' | 'teardown' | 'handleSummary';
  readonly replay: Replay;
  readonly dataset: DatasetOrder;
  /** `null` where nothing can be asked of an engine. */
  readonly place: ReplayPlace | null;
  /** What the function is given, as JSON. */
  readonly argument: string | null;
}
