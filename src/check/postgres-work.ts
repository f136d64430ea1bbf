import { Draw } from '../dataset/draw.ts';
import type { World } from '../dataset/entity.ts';
import type { PatternRecord, RunRecord } from '../runs/run-record.ts';
import { PostgresExplainer } from '../targets/postgres/explainer.ts';
import type { PostgresPlace } from '../targets/target.ts';
import { OperationFailed } from '../workload/operation-failed.ts';
import type { AnyPattern } from '../workload/pattern.ts';

/** Operations of each pattern that are explained. */
const explained = 5;

export const workRule = `Rows and buffers: EXPLAIN (ANALYZE, BUFFERS) of ${explained} operations of each pattern after the load, rolled back, times the operations that completed.`;

/**
 * What PostgreSQL does for a run's patterns, and how it finds their rows: the mean of a few of the run's own operations
 * under EXPLAIN, times those that completed. `written`: the first operation number that nobody has used.
 */
export async function withPostgresWork(
  record: RunRecord,
  place: PostgresPlace,
  world: World,
  patterns: readonly AnyPattern[],
  written: number,
): Promise<RunRecord> {
  const explainer = await PostgresExplainer.open(place);
  try {
    const targets: RunRecord['targets'][number][] = [];
    for (const target of record.targets) {
      if (target.name !== 'postgres') targets.push(target);
      else {
        const worked: PatternRecord[] = [];
        for (const one of target.patterns)
          worked.push(await explainedPattern(explainer, one, patterns, world, written));
        targets.push({ ...target, patterns: worked, notes: [...(target.notes ?? []), workRule] });
      }
    }
    return { ...record, targets };
  } finally {
    await explainer.close();
  }
}

async function explainedPattern(
  explainer: PostgresExplainer,
  record: PatternRecord,
  patterns: readonly AnyPattern[],
  world: World,
  written: number,
): Promise<PatternRecord> {
  const pattern = patterns.find(({ id }) => id === record.pattern);
  if (pattern === undefined || record.completed === 0) return record;
  const sum = { rows: 0, buffersHit: 0, buffersRead: 0 };
  let access: PatternRecord['access'];
  let count = 0;
  for (let n = 0; n < explained; n++) {
    try {
      const { rows, buffersHit, buffersRead, path } = await explainer.explain(
        pattern,
        pattern.params(new Draw(world, n, written)),
      );
      sum.rows += rows;
      sum.buffersHit += buffersHit;
      sum.buffersRead += buffersRead;
      access ??= path;
      count++;
    } catch (error) {
      // An operation that PostgreSQL refuses has no plan; the load has counted such ones as failed.
      if (!(error instanceof OperationFailed)) throw error;
    }
  }
  if (count === 0) return record;
  const total = (value: number): number => Math.round((value / count) * record.completed);
  return {
    ...record,
    ...(access === undefined ? {} : { access }),
    postgres: { rows: total(sum.rows), buffersHit: total(sum.buffersHit), buffersRead: total(sum.buffersRead) },
  };
}
