import type { GeneratorSample } from '../measure/generator.ts';
import type { Interval } from '../measure/recorder.ts';
import type { MigrationInterval } from './migration-meter.ts';

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
}

export type WorkerFailure =
  | { readonly kind: 'program threw'; readonly pattern: string; readonly message: string }
  | { readonly kind: 'environment'; readonly message: string; readonly advice: string }
  | { readonly kind: 'bad input'; readonly problems: readonly { place: string; found: string; expected: string }[] }
  | { readonly kind: 'bug'; readonly message: string };

export type ToWorker =
  | { readonly kind: 'start'; readonly originNs: bigint }
  /** Nothing starts any more; what is under way has so long. */
  | { readonly kind: 'stop' };
