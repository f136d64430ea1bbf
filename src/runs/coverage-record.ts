import type { Consumed } from '../measure/measurement.ts';
import type { PatternClass } from '../workload/pattern.ts';
import type { AccessPath } from './access-path.ts';

/** How the patterns are answered: which have no access path of their own, and which indexes nothing reads. */
export interface CoverageRecord {
  readonly withoutPath: readonly { readonly target: string; readonly pattern: string; readonly why: string }[];
  readonly unreadIndexes: readonly { readonly target: string; readonly table: string; readonly index: string }[];
  /** What `check` measured, pattern by pattern and of each every target. */
  readonly patterns?: readonly PatternCoverage[];
}

/** What one pattern does on one target, from the requests that its program sent and what the engine answered. */
export interface PatternCoverage {
  readonly pattern: string;
  readonly name: string;
  readonly class: PatternClass;
  /** `dynamodb` or `postgres`. */
  readonly target: string;
  /** Operations that were measured: those with drawn parameters that were answered. Edges are not among them. */
  readonly operations: number;
  /** Of these, those run under EXPLAIN (PostgreSQL), which give rows evaluated and plans; elsewhere all of them. */
  readonly explained: number;
  readonly path: AccessPath;
  /** Means of one operation. */
  readonly perOperation: OperationWork;
  /** Items that the operation evaluated which evaluated the most. */
  readonly mostEvaluated: number;
  /** Median service time of an operation, milliseconds. */
  readonly serviceMs: number | null;
  /** In the order in which they first came. */
  readonly steps: readonly CoverageStep[];
}

export interface OperationWork {
  /** Requests that were sent, statements that were run. */
  readonly requests: number;
  /** Items that the engine read, those included that a filter removed: ScannedCount, and in PostgreSQL the rows of scan nodes. */
  readonly evaluated: number;
  /** Of those, what a filter removed. */
  readonly removed: number;
  /** Items or rows in the answers; with `Select: COUNT` those counted. */
  readonly returned: number;
  /** Bytes of answers. */
  readonly bytes: number;
  /** Units by table and index that paid; empty on PostgreSQL. */
  readonly consumed: readonly Consumed[];
}

export type CoverageStep = DynamoDbStep | PostgresStep;

/** Requests of one form. A batch or transaction over several tables is a step for each of them. */
export interface DynamoDbStep extends OperationWork {
  readonly engine: 'dynamodb';
  /** `GetItem`, `Query`, `Scan`, `UpdateItem`, … */
  readonly operation: string;
  readonly table: string;
  readonly index: string | null;
  /** `key`: by the table's primary key or a range of it. `index`: a Query of an index. */
  readonly access: AccessPath['kind'];
  /** `null`: a write outside a transaction. */
  readonly consistency: 'eventual' | 'strong' | 'transactional' | null;
  readonly keyCondition: string | null;
  readonly filter: string | null;
  readonly limit: number | null;
  /** `Select: COUNT`. */
  readonly countsOnly: boolean;
  /** Measured operations that took this step; the means are of all. */
  readonly operations: number;
}

/** One statement. */
export interface PostgresStep {
  readonly engine: 'postgres';
  readonly statement: string;
  /** Explained operations that took this step; the means are of all. */
  readonly operations: number;
  readonly requests: number;
  readonly evaluated: number;
  readonly removed: number;
  readonly returned: number;
  readonly buffersHit: number;
  readonly buffersRead: number;
  /** Of the plan of the first operation that took it, each that reads or writes a table. */
  readonly nodes: readonly PostgresNode[];
}

export interface PostgresNode {
  /** `Index Scan`, `Seq Scan`, `Insert`, … */
  readonly node: string;
  readonly table: string | null;
  readonly index: string | null;
  readonly access: AccessPath['kind'];
  /** Rows read, those included that its filter removed; of all loops. */
  readonly evaluated: number;
  readonly removed: number;
  /** The index that the planner takes for this table when it may not scan it whole; on whole scans only. */
  readonly indexWithoutScans: string | null;
}

/** How much a finding matters. docs/findings.md says which rule gives which, and from where on. */
export const severities = ['high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** A general rule that fired on this run. */
export interface FindingRecord {
  /** The rule's id: `scan`. */
  readonly rule: string;
  /** The rule in a few words: `a scan that grows with the data`. */
  readonly title: string;
  /** `high`: answers are wrong, or what people use often does not last. `low`: good to know. */
  readonly severity: Severity;
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
