import type { Problem } from '../workload/problem.ts';

/** What came of reading or pricing what a person gave: the value, or everything that is wrong with it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };
