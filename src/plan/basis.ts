import { SeededWorld } from '../dataset/world.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { BadInput } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import { GrowthModel } from './growth.ts';
import { type RowSize, rowSizes } from './postgres-size.ts';
import { type RecordSize, recordSizes } from './record-sizes.ts';
import { type Stored, storedAt } from './stored.ts';
import { type Traces, traceWorkload } from './trace/traces.ts';
import { type MeasuredUnits, unitsPerOperation } from './units-per-operation.ts';

/** All that a plan is computed from: a run's figures, and what follows from the workload itself. */
export interface PlanBasis {
  readonly workload: Workload;
  readonly record: RunRecord;
  readonly measured: MeasuredUnits;
  readonly sizes: readonly RecordSize[];
  readonly rows: readonly RowSize[];
  readonly traces: Traces;
  /** What lay in DynamoDB when the run measured. */
  readonly before: Stored;
  readonly growth: GrowthModel;
}

/** Operations of each pattern that are followed without an engine, unless said. */
export const defaultDraws = 300;

/**
 * Reads the run and looks at the workload: sizes of its records, keys that its operations touch.
 * @throws {BadInput} where the run is of another workload, has no DynamoDB, or does not say how much data it had.
 */
export async function planBasis(workload: Workload, record: RunRecord, draws = defaultDraws): Promise<PlanBasis> {
  const measured = unitsPerOperation(record, workload);
  if (!measured.ok) throw new BadInput(measured.problems);
  const { randomSeed, dau, days } = record.dataset;
  if (days === undefined) {
    const place = `run ${record.id}, dataset`;
    throw new BadInput([{ place, found: 'no days of history', expected: 'days, by which reads are scaled' }]);
  }
  const world = new SeededWorld(randomSeed, { dau, days }, workload.asOfMs);
  const sizes = recordSizes(workload, world);
  const before = storedAt(workload, sizes, { dau, days });
  const traces = await traceWorkload(workload, world, draws);
  return {
    workload,
    record,
    measured: measured.value,
    sizes,
    rows: rowSizes(workload, world),
    traces,
    before,
    growth: new GrowthModel(workload, randomSeed, traces, before),
  };
}
