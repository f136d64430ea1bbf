import { poisson } from '../load/poisson.ts';
import { flat } from '../load/rate-curve.ts';
import { constantRate, delayed, inTurn, rampingRate, type Schedule } from '../load/schedule.ts';
import type { Load } from './order.ts';

/** The arrivals of an open-loop load: the warm-up's first, at the load's own opening rate, then those that count, the first at the warm-up's end. */
export function arrivals(
  load: Exclude<Load, { readonly kind: 'virtual users' }>,
  startUs: number,
  warmUpUs: number,
): Schedule {
  const counted = delayed(scheduleOf(load), startUs);
  return warmUpUs > 0 ? inTurn([warmUp(load, warmUpUs), counted]) : counted;
}

function scheduleOf(load: Exclude<Load, { readonly kind: 'virtual users' }>): Schedule {
  switch (load.kind) {
    case 'constant rate':
      return constantRate(load.rate, load.durationUs);
    case 'ramping rate':
      return rampingRate(load.startRate, load.stages, load.perUs);
    case 'poisson':
      return poisson(flat(load.rate, load.durationUs), load.randomSeed);
  }
}

function warmUp(load: Exclude<Load, { readonly kind: 'virtual users' }>, warmUpUs: number): Schedule {
  if (load.kind !== 'ramping rate') return constantRate(load.rate, warmUpUs);
  const opening = Math.max(load.startRate, 1e-6);
  return constantRate({ arrivals: opening, perUs: load.perUs }, warmUpUs);
}
