import type { Stage } from './rate-curve.ts';

/** What every scenario of a script says, k6's defaults filled in. */
export interface ScenarioBase {
  readonly name: string;
  /** After the start of the load. */
  readonly startTimeMs: number;
  /** How long iterations may go on after the scenario's end. */
  readonly gracefulStopMs: number;
  /** The exported function that an iteration calls. */
  readonly exec: string;
  readonly env: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** What is ours of a scenario with arrivals; k6 lacks it, so it stands under `ext.patternbench`. */
export interface House {
  readonly arrivals: 'even' | 'poisson';
  readonly randomSeed: number;
  /** k6's `maxVUs`, if nothing else is said: as many iterations at once. */
  readonly maxInFlight: number;
  /** How long an arrival waits for one of them. k6 drops it at once; `0s` does that too. */
  readonly maxWaitMs: number;
}

export type Executor =
  | { readonly executor: 'constant-vus'; readonly vus: number; readonly durationMs: number }
  | {
      readonly executor: 'ramping-vus';
      readonly startVUs: number;
      readonly stages: readonly Stage[];
      readonly gracefulRampDownMs: number;
    }
  | {
      readonly executor: 'shared-iterations' | 'per-vu-iterations';
      readonly vus: number;
      readonly iterations: number;
      readonly maxDurationMs: number;
    }
  | {
      readonly executor: 'constant-arrival-rate';
      readonly rate: number;
      readonly timeUnitMs: number;
      readonly durationMs: number;
      readonly house: House;
    }
  | {
      readonly executor: 'ramping-arrival-rate';
      readonly startRate: number;
      readonly timeUnitMs: number;
      readonly stages: readonly Stage[];
      readonly house: House;
    };

export type Scenario = ScenarioBase & Executor;

export const executors = [
  'constant-vus',
  'ramping-vus',
  'constant-arrival-rate',
  'ramping-arrival-rate',
  'shared-iterations',
  'per-vu-iterations',
] as const satisfies readonly Executor['executor'][];
