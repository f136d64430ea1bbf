/**
 * Units as the engine reported them beside what DynamoDB's documented rules give, for the same requests: operations of
 * the run that were run once more after it, with the items around each request read as well.
 */
export interface LedgerRecord {
  readonly patterns: readonly LedgerPattern[];
  /** Known faults of the engine that explain a difference; rows name them. */
  readonly faults: readonly LedgerFault[];
  /** Patterns of which nothing was compared, each with the reason. */
  readonly left: readonly { readonly pattern: string; readonly why: string }[];
}

export interface LedgerFault {
  readonly id: string;
  /** What the engine reports, and what the rule is. */
  readonly text: string;
  /** What it reports is of no use to a plan: where it showed, the pattern's `unitsAre` is `modelled`. */
  readonly modelStandsIn: boolean;
}

export interface LedgerPattern {
  readonly pattern: string;
  /** Operations and requests that were compared, and requests that could not be: they failed, or items changed meanwhile. */
  readonly operations: number;
  readonly requests: number;
  readonly notCompared: number;
  /** Each table and index that pays by the rules or by the report. */
  readonly rows: readonly LedgerRow[];
}

export interface LedgerRow {
  readonly table: string;
  /** `null`: the table itself and its local indexes. */
  readonly index: string | null;
  readonly reported: UnitPair;
  readonly modelled: UnitPair;
  /** Ids of known faults that explain the difference of some request. */
  readonly faults: readonly string[];
  /** Requests that differ and that no known fault explains: how many, and the first of them in words. */
  readonly unexplained: number;
  readonly first?: string;
}

export interface UnitPair {
  readonly read: number;
  readonly write: number;
}
