import type { Consumed, ErrorKind } from '../measure/measurement.ts';
import type { PatternClass } from '../workload/pattern.ts';
import type { AccessPath } from './access-path.ts';
import type { CheckRecord } from './check-record.ts';
import type { CoverageRecord, FindingRecord } from './coverage-record.ts';
import type { Counts, LagTimes, ResponseTimes, ServiceTimes } from './figures-record.ts';
import type { LedgerRecord } from './ledger-record.ts';
import type { MigrationRecord } from './migration-record.ts';
import type { PlanRecord } from './plan-record.ts';
import type { ScriptRecord } from './script-record.ts';

export type { Counts, LagTimes, ResponseTimes, ServiceTimes } from './figures-record.ts';

/** The form of a saved run that this version writes and reads. */
export const runSchema = 'patternbench/run@1';

/**
 * A saved run: the one input of report, compare, gate and plan. What a run cannot know is left out, never made up.
 * `run.schema.json` says the same as JSON Schema. Times are milliseconds where a name does not say otherwise.
 */
export interface RunRecord {
  readonly schema: typeof runSchema;
  readonly id: string;
  /** `interrupted` also while the run goes on, so that a killed run reads as what it is. */
  readonly status: 'complete' | 'interrupted';
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** The length of the load on each target, warm-up apart; of an interrupted run as far as it came. */
  readonly seconds: number;
  readonly scenario: ScenarioRecord;
  readonly dataset: DatasetRecord;
  readonly environment: EnvironmentRecord;
  /** In the order in which they were run. */
  readonly targets: readonly TargetRecord[];
  readonly verdicts: readonly VerdictRecord[];
  readonly claims: readonly ClaimRecord[];
  readonly check?: CheckRecord;
  readonly coverage?: CoverageRecord;
  readonly findings?: readonly FindingRecord[];
  readonly plan?: PlanRecord;
  readonly migration?: MigrationRecord;
  /** What ended the load before its time, where that was asked for. */
  readonly endedBy?: {
    /** A threshold with `abortOnFail`, or the script's `exec.test.abort()`. */
    readonly what: 'threshold' | 'script';
    readonly why: string;
  };
  /** What a reader should know of the whole run, a sentence each. */
  readonly notes?: readonly string[];
}

export interface ScenarioRecord {
  readonly name: string;
  readonly kind?: 'script' | 'ad hoc' | 'k6';
  /** The load in words: `200/s`, `32 VUs`. */
  readonly load?: string;
  readonly warmUpSeconds?: number;
  /** As the script or the flags had them. */
  readonly options: Readonly<Record<string, unknown>>;
}

export interface DatasetRecord {
  readonly workload: string;
  /** The workload's name as people read it. */
  readonly title?: string;
  readonly randomSeed: number;
  readonly dau: number;
  /** Days of history. */
  readonly days?: number;
  /** The dataset's present: ISO 8601. */
  readonly asOf?: string;
  readonly hash: string;
  /** No earlier run had written to it. */
  readonly pristine?: boolean;
}

/** Where the load came from. */
export interface EnvironmentRecord {
  readonly patternbench: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes?: number;
  readonly os?: string;
  /** The commit under test, where one is known. */
  readonly commit?: string;
}

export interface TargetRecord {
  /** `dynamodb` or `postgres`; `migration`: an application between the two. */
  readonly name: string;
  /** The engine and its version: `dynamodb-local 3.1.0`, `postgresql 18.4`, `aws us-east-1`. */
  readonly provenance: string;
  /** `emulator`: it says nothing about the service that is emulated. */
  readonly latencyIs: 'emulator' | 'measured';
  /** `modelled`: computed by the documented rules, at least for some patterns (which have their own `unitsAre`). */
  readonly unitsAre: 'reported' | 'modelled';
  readonly generator: GeneratorRecord;
  readonly patterns: readonly PatternRecord[];
  /** Of a run of a scenario script. */
  readonly script?: ScriptRecord;
  /** Its address without secrets, or where its data lies. */
  readonly where?: string;
  /** The client that sent the requests: `wire`, `sdk`, `pg`. */
  readonly client?: string;
  /** What an earlier run wrote to this target was gone when this one began. */
  readonly pristine?: boolean;
  /** File names beside `run.json`. */
  readonly files?: {
    /** HdrHistogram log, a tag per pattern. */
    readonly histograms?: string;
    /** A row per second and pattern. */
    readonly seconds?: string;
  };
  readonly notes?: readonly string[];
  /** Units as reported beside the documented rules. */
  readonly ledger?: LedgerRecord;
}

/** The instrument itself, while it loaded this target. */
export interface GeneratorRecord {
  /** CPU time over time, of one core; `null` where nothing was sent. */
  readonly cpuRatio: number | null;
  readonly lagP99Ms: number | null;
  readonly eventLoopRatio?: number;
  readonly gcMs?: number;
  readonly workers?: number;
  /** It could not keep the schedule: its verdicts are unproven. */
  readonly saturated?: boolean;
  /** Why it counts as saturated, with what to do. */
  readonly why?: string;
}

export interface PatternRecord extends Counts {
  readonly pattern: string;
  readonly name: string;
  readonly class: PatternClass;
  /** `failed` by kind. */
  readonly errors: Readonly<Record<ErrorKind, number>>;
  /** From the scheduled start; dropped arrivals rank above all. */
  readonly response: ResponseTimes;
  /** From the moment of sending. */
  readonly service: ServiceTimes;
  /** How much later than scheduled it was started. */
  readonly lag: LagTimes;
  /** Items or rows that came back. */
  readonly items: number;
  readonly bytes: number;
  /** As reported or modelled, see `unitsAre`; totals of the run. */
  readonly consumed: readonly Consumed[];
  readonly postgres?: PostgresWork;
  /** Where it differs from the target's. */
  readonly unitsAre?: 'reported' | 'modelled';
  /** Totals of the run by the documented rules, where `consumed` is the engine's own report: it, and the ledger's differences. */
  readonly modelled?: readonly Consumed[];
  readonly requests?: number;
  /** Items that the engine read to find those that came back. */
  readonly evaluated?: number;
  /** Answers that were compared with the dataset while the load ran; a wrong one is in `errors.wrong`. */
  readonly verified?: number;
  /** The objective is the design's own, or the workload's assumption. */
  readonly objectiveIs?: 'design' | 'assumed';
  readonly access?: AccessPath;
  /** The commonest failures as they were told. */
  readonly failures?: readonly { readonly kind: ErrorKind; readonly detail: string; readonly count: number }[];
  /** Parts of the run told apart; those that count are in the figures above, the warm-up is not. */
  readonly phases?: readonly PhaseRecord[];
}

export interface PostgresWork {
  readonly rows: number;
  /** Pages of 8 KiB found in shared buffers, and those that were not. */
  readonly buffersHit: number;
  readonly buffersRead: number;
}

export interface PhaseRecord extends Counts {
  readonly phase: string;
  /** Whether it is part of the pattern's figures. */
  readonly counted: boolean;
  readonly response: ResponseTimes;
}

export interface VerdictRecord {
  /** `null`: of all targets. */
  readonly target: string | null;
  /** `null`: of all patterns. */
  readonly pattern: string | null;
  /** `response p(99) < 10ms`, `failed == 0`. */
  readonly objective: string;
  /** What was found, in the unit of the objective's statistic (times in ms); `null`: above what was waited for, or no data. */
  readonly value: number | null;
  readonly verdict: 'met' | 'missed' | 'unproven';
  /** The figures and the reason, in words. */
  readonly why: string;
  /** A threshold of the scenario script, rather than an objective of the workload or of the command line. */
  readonly kind?: 'threshold';
}

export interface ClaimRecord {
  readonly claim: string;
  readonly says: string;
  readonly found: string;
  readonly verdict: 'holds' | 'does not hold' | 'not testable here';
  readonly why: string;
}
