/** Which patterns have no access path of their own, and which indexes nothing reads. Paths stand with each pattern. */
export interface CoverageRecord {
  readonly withoutPath: readonly { readonly target: string; readonly pattern: string; readonly why: string }[];
  readonly unreadIndexes: readonly { readonly target: string; readonly table: string; readonly index: string }[];
}

/** A general rule that fired on this run. */
export interface FindingRecord {
  /** The rule in a few words: `scan that grows with the data`. */
  readonly rule: string;
  readonly about: {
    readonly target?: string;
    readonly pattern?: string;
    readonly table?: string;
    readonly index?: string;
  };
  /** What was measured, with figures. */
  readonly evidence: string;
  /** What follows from it. */
  readonly consequence: string;
}
