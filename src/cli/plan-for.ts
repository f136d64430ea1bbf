import { priceTable } from '../bill/price-table.ts';
import { heatAssumptions } from '../capacity/heat/assumptions.ts';
import { planBasis } from '../plan/basis.ts';
import { makePlan } from '../plan/plan.ts';
import { planDocument } from '../plan/plan-document.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { Workload } from '../workload/workload.ts';

const dau = [1000, 10_000];
const months = 3;

/** The month at 1,000 and 10,000 DAU by what a run measured; nothing where a price or a quantity is missing. */
export async function planFor(workload: Workload, record: RunRecord, region: string): Promise<Pick<RunRecord, 'plan'>> {
  const basis = await planBasis(workload, record);
  const pricing = {
    region,
    prices: priceTable(),
    hoursPerMonth: 730,
    freeTier: false,
    assumptions: heatAssumptions,
  };
  const plan = makePlan(basis, {
    dau,
    months,
    pricing,
    postgres: { instanceClass: null, multiAz: false, aurora: false },
  });
  if (!plan.ok) return {};
  const { at, region: pricedIn, prices, hoursPerMonth, freeTier, notes } = planDocument(plan.value);
  return {
    plan: {
      region: pricedIn,
      prices,
      hoursPerMonth,
      ...(freeTier === undefined ? {} : { freeTier }),
      at: at.map((month) => ({
        dau: month.dau,
        bills: month.bills,
        ...(month.byPattern === undefined ? {} : { byPattern: month.byPattern }),
      })),
      ...(notes === undefined ? {} : { notes }),
    },
  };
}
