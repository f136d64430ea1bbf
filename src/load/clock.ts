import type { Wake } from './agenda.ts';

export type { Wake } from './agenda.ts';

/** Time as the load sees it: microseconds since the load's start, and calls at given moments. */
export interface Clock {
  nowUs(): number;
  /** Calls back once, never before `atUs`, as soon after it as the clock can, and never from within this call. */
  wakeAt(atUs: number, call: () => void): Wake;
}
