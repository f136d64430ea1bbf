import { type ArrivalLoad, scheduleOf } from '../load/scenario-load.ts';
import { constantRate, delayed, inTurn, type Schedule } from '../load/schedule.ts';
import { delayedVus, type VuPlan } from '../load/vu-plan.ts';

/** The users of a closed loop: in the warm-up those that it opens with, then, after its start, its plan. */
export function users(plan: VuPlan, startUs: number, warmUpUs: number): VuPlan {
  const counted = delayedVus(plan, warmUpUs + startUs);
  // Iterations of a given number are all for what counts.
  if (warmUpUs === 0 || plan.iterations.kind !== 'unlimited') return counted;
  const opening = { atUs: 0, vus: plan.steps[0]?.vus ?? 0 };
  const between = startUs > 0 ? [{ atUs: warmUpUs, vus: 0 }] : [];
  return { ...counted, steps: [opening, ...between, ...counted.steps] };
}

/** The arrivals of an open-loop load: the warm-up's first, at the load's own opening rate, then those that count. */
export function arrivals(load: ArrivalLoad, startUs: number, warmUpUs: number): Schedule {
  const counted = delayed(scheduleOf(load), startUs);
  return warmUpUs > 0 ? inTurn([warmUp(load, warmUpUs), counted]) : counted;
}

function warmUp(load: ArrivalLoad, warmUpUs: number): Schedule {
  if (load.kind === 'constant rate') return constantRate(load.rate, warmUpUs);
  const opening = load.startRate > 0 ? load.startRate : (load.stages[0]?.target ?? 1);
  return constantRate({ arrivals: Math.max(opening, 1e-6), perUs: load.perUs }, warmUpUs);
}
