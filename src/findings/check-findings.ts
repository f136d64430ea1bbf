import type { Checked } from '../check/check.ts';
import type { World } from '../dataset/entity.ts';
import type { FindingRecord } from '../runs/coverage-record.ts';
import type { Workload } from '../workload/workload.ts';
import { evidenceOf } from './evidence/evidence.ts';
import { findingsOf } from './findings.ts';

/** What the rules say of a workload after a check of it. */
export async function checkFindings(
  workload: Workload,
  world: World,
  checked: Checked,
): Promise<readonly FindingRecord[]> {
  return findingsOf(await evidenceOf(workload, world, checked));
}
