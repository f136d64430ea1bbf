import type { PatternClass } from '../workload/pattern.ts';
import type { CheckedPattern } from './check-record.ts';
import type { FindingRecord, PatternCoverage, PostgresNode } from './coverage-record.ts';

/** One pattern on one page: what it asks, what each engine did for one operation of it, and what was measured of several. */
export interface Explanation {
  readonly pattern: string;
  readonly name: string;
  readonly class: PatternClass;
  readonly kind: 'read' | 'write';
  readonly objective: string | null;
  readonly objectiveIs: 'design' | 'assumed' | null;
  readonly needsStrongConsistency: string | null;
  /** Which of the questions is shown: `drawn 1`. */
  readonly question: string;
  readonly params: object;
  readonly verdict: CheckedPattern['verdict'];
  readonly difference: string | null;
  readonly targets: readonly ExplainedTarget[];
  /** What the rules found about this pattern. */
  readonly findings: readonly FindingRecord[];
}

export interface ExplainedTarget {
  readonly target: string;
  readonly provenance: string;
  /** Against the dataset. */
  readonly dataset: 'equal' | 'differs' | 'not compared';
  readonly difference: string | null;
  readonly requests: readonly ExplainedRequest[];
  readonly statements: readonly ExplainedQuery[];
  /** The canonical answer; `null` of a write. `failed`: why there is none. */
  readonly answer: unknown;
  readonly failed: string | null;
  readonly coverage: PatternCoverage | null;
  readonly withoutPath: string | null;
}

export interface ExplainedRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>> | null;
  readonly evaluated: number;
  readonly returned: number;
  readonly bytes: number;
  readonly refused: string | null;
  readonly units: readonly UnitsLine[];
}

export interface ExplainedQuery {
  readonly statement: string;
  readonly values: readonly unknown[];
  readonly returned: number;
  readonly evaluated: number;
  readonly buffersHit: number;
  readonly buffersRead: number;
  readonly nodes: readonly PostgresNode[];
}

/** How the units of one request follow from bytes, for one table or index that pays. */
export interface UnitsLine {
  readonly table: string;
  readonly index: string | null;
  readonly direction: 'read' | 'write';
  /** Items whose bytes are added up; `null` where the answer does not show all that was read or written. */
  readonly items: number | null;
  readonly bytes: number | null;
  /** What is rounded up to: 4,096 bytes of a read, 1,024 of a write. */
  readonly blockBytes: number;
  /** 0.5 of an eventual read, 1 of a strong one and of a write, 2 in a transaction. */
  readonly unitsPerBlock: number;
  /** By the documented rule; `null` where the bytes are not known. */
  readonly units: number | null;
  /** As the engine reports it; `null` where it says nothing of this table or index. */
  readonly reported: number | null;
}
