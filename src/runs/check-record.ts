import type { PatternClass } from '../workload/pattern.ts';

/** What `check` found: the answers of the targets compared with each other and with the dataset. */
export interface CheckRecord {
  readonly patterns: readonly CheckedPattern[];
}

export interface CheckedPattern {
  readonly pattern: string;
  readonly name: string;
  readonly class: PatternClass;
  /** How many drawn and edge parameters were asked of every target. */
  readonly parameters: number;
  /** How many a target was not asked: there was no time for more. */
  readonly left?: readonly { readonly target: string; readonly parameters: number }[];
  /** The targets with each other; `not compared` where there is one target, or it could not be asked. */
  readonly verdict: 'equal' | 'differs' | 'differs by design' | 'not compared';
  /** The first difference in words: for which parameters, which key, which field, both values. */
  readonly difference: string | null;
  /** Why it differs by design, or was not compared. */
  readonly why: string | null;
  /** Each target against the dataset. */
  readonly dataset: readonly {
    readonly target: string;
    readonly verdict: 'equal' | 'differs' | 'not compared';
    readonly difference: string | null;
  }[];
}
