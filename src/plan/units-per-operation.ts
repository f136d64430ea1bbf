import type { Checked } from '../bill/checked.ts';
import type { Consumed } from '../measure/measurement.ts';
import type { DatasetRecord, PatternRecord, RunRecord, TargetRecord } from '../runs/run-record.ts';
import type { Workload } from '../workload/workload.ts';

/** What one operation of a pattern takes on DynamoDB, on average over a run. */
export interface PatternUnits {
  readonly pattern: string;
  /** Operations behind the mean: those that were answered, rightly or wrongly. */
  readonly operations: number;
  readonly unitsAre: 'reported' | 'modelled';
  /** Items that came back, and that were read to find them. */
  readonly items: number;
  readonly evaluated: number;
  /** Units of each table and index that pays. */
  readonly units: readonly Consumed[];
}

/** A run's units, and what the run does not know. */
export interface MeasuredUnits {
  readonly run: string;
  /** Where the figures come from: `dynamodb-local 3.3.1`. */
  readonly provenance: string;
  readonly dataset: DatasetRecord;
  readonly patterns: readonly PatternUnits[];
  /** Patterns of the workload that have traffic and that the run did not measure: unproven, in no sum, never 0. */
  readonly missing: readonly string[];
  /** Patterns of which more operations failed without an answer than were answered: their means are of the lucky few. */
  readonly shaky: readonly string[];
}

/**
 * The mean units per operation of each pattern, per table and index. Problems: the run is of another workload, has no
 * DynamoDB target, or measured nothing on it.
 */
export function unitsPerOperation(record: RunRecord, workload: Workload): Checked<MeasuredUnits> {
  const place = `run ${record.id}`;
  if (record.dataset.workload !== workload.name) {
    const expected = `a run of ${workload.name}; --workload names another workload`;
    return { ok: false, problems: [{ place, found: `a run of ${record.dataset.workload}`, expected }] };
  }
  const target = record.targets.find(({ name }) => name === 'dynamodb');
  if (target === undefined) {
    const found = record.targets.map(({ name }) => name).join(', ') || 'no target';
    return { ok: false, problems: [{ place, found, expected: 'a run on dynamodb, whose units are planned with' }] };
  }
  const patterns = workload.patterns.flatMap(({ id }) => patternUnits(id, target) ?? []);
  const measured = new Set(patterns.map(({ pattern }) => pattern));
  const missing = workload.patterns
    .map(({ id }) => id)
    .filter((id) => !measured.has(id) && (workload.traffic.rates[id]?.times ?? 0) > 0);
  if (patterns.length === 0) {
    const found = 'no pattern with an operation that was answered';
    return { ok: false, problems: [{ place, found, expected: 'a run that measured at least one' }] };
  }
  const shaky = target.patterns.filter((one) => one.failed - one.errors.wrong > answered(one) && answered(one) > 0);
  const { provenance } = target;
  return {
    ok: true,
    value: {
      run: record.id,
      provenance,
      dataset: record.dataset,
      patterns,
      missing,
      shaky: shaky.map(({ pattern }) => pattern),
    },
  };
}

function patternUnits(id: string, target: TargetRecord): PatternUnits | null {
  const record = target.patterns.find(({ pattern }) => pattern === id);
  const operations = record === undefined ? 0 : answered(record);
  if (record === undefined || operations === 0) return null;
  const consumed = record.consumed.map(({ table, index, read, write }) => ({
    table,
    index,
    read: read / operations,
    write: write / operations,
  }));
  return {
    pattern: id,
    operations,
    unitsAre: record.unitsAre ?? target.unitsAre,
    items: record.items / operations,
    evaluated: (record.evaluated ?? record.items) / operations,
    units: consumed,
  };
}

function answered({ completed, errors }: PatternRecord): number {
  return completed + errors.wrong;
}
