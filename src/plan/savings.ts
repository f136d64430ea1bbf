import { storageOverheadBytes } from '../capacity/storage.ts';
import type { SavingEvidence } from '../judge/claim-evidence.ts';
import type { Saving } from '../workload/claim.ts';
import type { PlanBasis } from './basis.ts';
import { demandAt } from './demand.ts';
import type { MonthPlan } from './month-plan.ts';
import { stronglyConsistent } from './what-if.ts';

/** What the design's ways of saving come to in a month; what the workload does not have is left out. */
export function savingsOf(basis: PlanBasis, month: MonthPlan): Readonly<Partial<Record<Saving, SavingEvidence>>> {
  const timeToLive = month.sensitivity.find(({ change }) => change === 'without time to live');
  const eventual = eventualShare(basis, month);
  const sparse = sparseShare(basis, month);
  return {
    ...(timeToLive === undefined
      ? {}
      : {
          'time to live': {
            usd: timeToLive.designedMoreUsd,
            share: null,
            how: 'the month as designed against the same month in which nothing expires',
          },
        }),
    ...(eventual === null
      ? {}
      : {
          'eventually consistent reads': {
            usd: null,
            share: eventual,
            how: 'of all read units, against the same reads by strong consistency; indexes cannot be read so, and save nothing',
          },
        }),
    ...(sparse === null
      ? {}
      : {
          'sparse indexes': {
            usd: null,
            share: sparse,
            how: 'of the bytes of all indexes, against indexes that hold every record of the entities that are in them',
          },
        }),
    'batch writes': {
      usd: 0,
      share: 0,
      how: 'by rule: a batch is charged item by item; it saves round trips, not units',
    },
    'count queries': {
      usd: null,
      share: 0,
      how: 'by rule: a COUNT reads every item that it counts, and is charged as if it returned them',
    },
  };
}

/** Of the read units by strong consistency, the share that eventual consistency saves; `null` without reads. */
function eventualShare(basis: PlanBasis, { units, stored, demand }: MonthPlan): number | null {
  const strong = demandAt(basis.workload, demand.dau, stronglyConsistent({ units, stored }, basis).units);
  const reads = (of: typeof demand): number => of.parts.reduce((sum, { read }) => sum + read, 0);
  return reads(strong) === 0 ? null : 1 - reads(demand) / reads(strong);
}

function sparseShare({ sizes }: PlanBasis, { stored }: MonthPlan): number | null {
  let [held, dense] = [0, 0];
  for (const { entity, parts } of sizes) {
    const records = stored.entities.find((one) => one.entity === entity)?.records ?? 0;
    for (const { index, share, bytes } of parts) {
      if (index === null) continue;
      held += records * share * (bytes + storageOverheadBytes);
      dense += records * (bytes + storageOverheadBytes);
    }
  }
  return dense === 0 ? null : 1 - held / dense;
}
