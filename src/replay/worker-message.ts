import type { GeneratorSample } from '../measure/generator.ts';
import type { Interval } from '../measure/recorder.ts';
import type { SamplesData } from '../measure/samples.ts';
import type { MigrationInterval } from './migration-meter.ts';
import type { WorkerFailure } from './worker-failure.ts';

/** What a worker tells, in this order: `ready`, an `interval` a second, then `done` or `failed`. */
export type FromWorker =
  | { readonly kind: 'ready' }
  | WorkerInterval
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly why: WorkerFailure };

export interface WorkerInterval {
  readonly kind: 'interval';
  /** Which second of the load it ends, from 1. */
  readonly second: number;
  readonly interval: Interval;
  /** Answers compared with the dataset, by pattern; of the counted part. */
  readonly verified: Readonly<Record<string, number>>;
  readonly generator: GeneratorSample;
  readonly inFlight: number;
  readonly waiting: number;
  readonly migration?: MigrationInterval;
  /** Of a script. */
  readonly script?: ScriptInterval;
}

/** What a script's iterations came to in a second. */
export interface ScriptInterval {
  /** Of the parts of the operations that its thresholds are about. */
  readonly scopes: Interval;
  readonly samples: SamplesData;
  /** Why the script says that the run failed. */
  readonly failures: readonly string[];
}

export type ToWorker =
  | { readonly kind: 'start'; readonly originNs: bigint }
  /** Nothing starts any more; what is under way has so long. */
  | { readonly kind: 'stop' };
