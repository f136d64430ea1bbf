import type { PatternCoverage } from '../runs/coverage-record.ts';
import type { RunRecord } from '../runs/run-record.ts';

/** A run whose patterns have the paths that a check before it measured, where the run itself knows none. */
export function withPaths(record: RunRecord, covered: readonly PatternCoverage[]): RunRecord {
  const targets = record.targets.map((target) => ({
    ...target,
    patterns: target.patterns.map((pattern) => {
      const path = covered.find((one) => one.target === target.name && one.pattern === pattern.pattern)?.path;
      return path === undefined ? pattern : { access: path, ...pattern };
    }),
  }));
  return { ...record, targets };
}
