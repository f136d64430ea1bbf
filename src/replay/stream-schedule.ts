import { type ArrivalLoad, scheduleOf } from '../load/scenario-load.ts';
import { constantRate, delayed, inTurn, type Schedule } from '../load/schedule.ts';

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
