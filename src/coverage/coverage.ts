import type { CoverageRecord } from '../runs/coverage-record.ts';
import type { TargetName } from '../targets/target.ts';
import type { Workload } from '../workload/workload.ts';
import type { Gauge } from './gauge.ts';
import type { MeasuredOperation } from './measured-operation.ts';
import { patternCoverage } from './pattern-coverage.ts';
import { unreadIndexes } from './unread-indexes.ts';
import { withoutPath } from './without-path.ts';

/** What the operations of a check say of a workload's patterns and of the indexes it has. */
export function coverageOf(
  { patterns }: Pick<Workload, 'patterns'>,
  targets: readonly { readonly name: TargetName; readonly gauge: Pick<Gauge, 'indexes'> }[],
  operations: readonly MeasuredOperation[],
): Required<CoverageRecord> {
  const of = (id: string, name: TargetName): MeasuredOperation[] =>
    operations.filter(({ pattern, target }) => pattern === id && target === name);
  const covered = patterns.flatMap((pattern) =>
    targets.flatMap(({ name }) => patternCoverage(pattern, name, of(pattern.id, name)) ?? []),
  );
  // An index that a pattern would have read which was not asked is not one that nobody reads.
  const asked = new Set(operations.map(({ pattern }) => pattern));
  const indexes = patterns.every(({ id }) => asked.has(id)) ? targets.flatMap(({ gauge }) => gauge.indexes) : [];
  return { withoutPath: withoutPath(covered), unreadIndexes: unreadIndexes(indexes, operations), patterns: covered };
}
