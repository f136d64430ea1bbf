import type { DatasetRecord, EnvironmentRecord, ScenarioRecord } from './run-record.ts';

/** The form of a saved search that this version writes. */
export const findmaxSchema = 'patternbench/findmax@1';

/** A saved search for the highest rate: `findmax.json` beside the saved runs of its windows. Rates are arrivals a second. */
export interface FindmaxRecord {
  readonly schema: typeof findmaxSchema;
  readonly id: string;
  /** `interrupted` also while the search goes on. */
  readonly status: 'complete' | 'interrupted';
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly scenario: Pick<ScenarioRecord, 'name' | 'kind' | 'load'>;
  readonly dataset: DatasetRecord;
  readonly environment: EnvironmentRecord;
  readonly plan: {
    readonly from: number;
    readonly to: number;
    readonly step: number;
    readonly precision: number;
    readonly windowSeconds: number;
    readonly settleSeconds: number;
    readonly maxInFlight: number;
    readonly connections: number;
    readonly workers: number;
    /** Asked of every pattern, beside its own. */
    readonly objectives: readonly string[];
  };
  readonly targets: readonly FindmaxTarget[];
  readonly notes: readonly string[];
}

export interface FindmaxTarget {
  readonly name: string;
  readonly provenance: string;
  readonly latencyIs: 'emulator' | 'measured';
  readonly answer: FindmaxAnswer;
  /** In the order in which they were measured. */
  readonly windows: readonly FindmaxWindow[];
}

export interface FindmaxAnswer {
  /**
   * `found`; `at least`: the generator was the limit above it; `unconfirmed`: no long window was held; `below`: not even the
   * lowest rate was held; `none yet`: the search did not come to its end.
   */
  readonly state: 'found' | 'at least' | 'unconfirmed' | 'below' | 'none yet';
  /** The highest rate that was held; confirmed where `found` or `at least`. */
  readonly perSecond: number | null;
  /** Operations of all patterns in the window that confirmed it. */
  readonly operationsPerSecond: number | null;
  /** Whose traffic that is in the busiest hour of the week; `null` where the traffic says nothing of it. */
  readonly dau: number | null;
  /** The lowest rate that was not held; `null` where none was tried. */
  readonly above: { readonly perSecond: number; readonly limit: FindmaxLimit; readonly window: number } | null;
  /** Why, the first to break first. */
  readonly broke: readonly FindmaxCause[];
  /** What the confirming window left open. */
  readonly undecided: readonly { readonly pattern: string; readonly objective: string; readonly why: string }[];
  /** In a sentence. */
  readonly says: string;
}

export type FindmaxLimit = 'target' | 'generator' | 'connections';

export interface FindmaxCause {
  readonly limit: FindmaxLimit;
  /** `null`: of all together. */
  readonly pattern: string | null;
  readonly objective: string | null;
  readonly value: number | null;
  readonly why: string;
}

export interface FindmaxWindow {
  readonly number: number;
  readonly purpose: 'growing' | 'narrowing' | 'challenging' | 'confirming';
  readonly perSecond: number;
  readonly settleSeconds: number;
  readonly seconds: number;
  readonly outcome: 'met' | 'likely met' | 'likely missed' | 'missed' | 'unsettled' | 'overrun' | 'generator';
  readonly causes: readonly FindmaxCause[];
  /** The latency objective that came nearest to its limit, or farthest beyond it; `value` null: above what was waited for. */
  readonly nearest: {
    readonly pattern: string;
    readonly objective: string;
    readonly valueMs: number | null;
    readonly limitMs: number;
  } | null;
  /** At the end of each second, its settling included. */
  readonly backlog: readonly { readonly second: number; readonly inFlight: number; readonly waiting: number }[];
  /** The folder of its saved run, seen from the search's. */
  readonly run: string;
}
