import type { Flight } from '../load/work.ts';
import type { Tags } from '../script/stage.ts';

/** How often an iteration of a script's own function may write: each time with fresh records of its own. */
export const writesPerIteration = 4;

/** A pattern or a flow that is run: by an arrival, or by a script's function. */
export interface Call {
  readonly flight: Flight;
  /** When its next operation is due, and since when it has its place. */
  scheduledUs: number;
  startedUs: number;
  /** On its samples. */
  readonly tags: Tags;
  /** How often its iteration has written before it: what it writes now is fresh all the same. */
  readonly writes: number;
  /** The operation that it waits for. */
  underWay: UnderWay | null;
  /** The load stopped waiting for it: nothing of it counts any more. */
  isCut: boolean;
}

export interface UnderWay {
  readonly pattern: string;
  readonly scheduledUs: number;
  readonly startedUs: number;
}

export function callOf(flight: Flight, due: { scheduledUs: number; startedUs: number }, tags: Tags, writes = 0): Call {
  const { scheduledUs, startedUs } = due;
  return { flight, scheduledUs, startedUs, tags, writes, underWay: null, isCut: false };
}
