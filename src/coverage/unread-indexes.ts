import type { CoverageRecord } from '../runs/coverage-record.ts';
import type { TargetName } from '../targets/target.ts';
import type { MeasuredOperation } from './measured-operation.ts';

/** An index of the design that serves reads alone: no key's, and not unique. */
export interface DesignedIndex {
  readonly target: TargetName;
  readonly table: string;
  readonly index: string;
}

/**
 * Indexes that no operation read, edges included. An index that PostgreSQL would take if it might not scan a small table
 * counts as read.
 */
export function unreadIndexes(
  designed: readonly DesignedIndex[],
  operations: readonly MeasuredOperation[],
): CoverageRecord['unreadIndexes'] {
  const read = new Set(operations.flatMap(indexesRead));
  return designed.filter(({ target, table, index }) => !read.has(JSON.stringify([target, table, index])));
}

function indexesRead({ target, requests, statements }: MeasuredOperation): string[] {
  const key = (table: string | null, index: string): string => JSON.stringify([target, table, index]);
  const ofRequests = requests.flatMap(({ table, index }) => (index === null ? [] : [key(table, index)]));
  const nodes = (statements ?? []).flatMap((statement) => statement.nodes);
  const ofNodes = nodes.flatMap(({ table, index, indexWithoutScans }) =>
    [index, indexWithoutScans].flatMap((name) => (name === null ? [] : [key(table, name)])),
  );
  return [...ofRequests, ...ofNodes];
}
