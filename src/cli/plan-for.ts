import { defaultPlanOptions, plannedRun } from '../plan/default-plan.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Workload } from '../workload/workload.ts';

/** The month at 1,000 and 10,000 DAU by what a run measured, and what became of the design's claims; nothing where a price is missing. */
export async function planFor(
  workload: Workload,
  record: RunRecord,
  region: string,
): Promise<Partial<Pick<RunRecord, 'plan' | 'claims'>>> {
  const pricing = { ...defaultPlanOptions.pricing, region };
  const planned = await plannedRun(workload, record, { ...defaultPlanOptions, pricing });
  if (!planned.ok) return {};
  const { plan, claims } = planned.value;
  const { at, prices, hoursPerMonth, freeTier, notes } = plan;
  return {
    claims,
    plan: {
      region,
      prices,
      hoursPerMonth,
      ...(freeTier === undefined ? {} : { freeTier }),
      at: at.map(({ dau, bills, byPattern }) => ({ dau, bills, ...(byPattern === undefined ? {} : { byPattern }) })),
      ...(notes === undefined ? {} : { notes }),
    },
  };
}
