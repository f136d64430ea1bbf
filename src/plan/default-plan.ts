import { defaultHoursPerMonth } from '../bill/bill-file.ts';
import type { Checked } from '../bill/checked.ts';
import { priceTable } from '../bill/price-table.ts';
import { heatAssumptions } from '../capacity/heat/assumptions.ts';
import { judgeClaims } from '../judge/claims.ts';
import type { ClaimRecord, RunRecord } from '../runs/run-record.ts';
import type { Workload } from '../workload/workload.ts';
import { planBasis } from './basis.ts';
import { claimEvidence } from './evidence.ts';
import { makePlan, type PlanOptions } from './plan.ts';
import { type PlanDocument, planDocument } from './plan-document.ts';

/** 1,000 and 10,000 DAU after a year, in us-east-1, without the free tier, the database chosen by the rule. */
export const defaultPlanOptions: PlanOptions = {
  dau: [1_000, 10_000],
  months: 12,
  pricing: {
    region: 'us-east-1',
    prices: priceTable(),
    hoursPerMonth: defaultHoursPerMonth,
    freeTier: false,
    assumptions: heatAssumptions,
  },
  postgres: { instanceClass: null, multiAz: false, aurora: false },
};

export interface PlannedRun {
  readonly plan: PlanDocument;
  readonly claims: readonly ClaimRecord[];
}

/**
 * The plan of a run and the verdicts on its workload's claims, in the form in which a run carries them.
 * @throws {BadInput} where the run is of another workload, has no DynamoDB, or measured nothing on it.
 */
export async function plannedRun(
  workload: Workload,
  record: RunRecord,
  options: PlanOptions = defaultPlanOptions,
): Promise<Checked<PlannedRun>> {
  const made = makePlan(await planBasis(workload, record), options);
  if (!made.ok) return made;
  const claims = judgeClaims(workload.claims, claimEvidence(made.value));
  return { ok: true, value: { plan: planDocument(made.value, claims), claims } };
}
