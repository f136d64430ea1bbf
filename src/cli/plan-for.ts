import type { RunRecord } from '../runs/run-record.ts';
import type { Workload } from '../workload/workload.ts';

/** The month at 1,000 and 10,000 DAU by what a run measured; nothing where it cannot be told. */
export function planFor(_workload: Workload, _record: RunRecord): Pick<RunRecord, 'plan'> {
  return {};
}
