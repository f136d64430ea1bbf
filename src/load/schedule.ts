import { type Rate, type RateCurve, ramp, type Stage } from './rate-curve.ts';

/** From i to the moment at which the i-th arrival is due. Pure; moments are whole microseconds and never decrease. */
export interface Schedule {
  readonly count: number;
  /** When the schedule ends; nothing is due after it. */
  readonly endUs: number;
  /** For 0 <= i < count. */
  atUs(i: number): number;
  /** The number of that operation in the whole load: i, but for a stripe of a schedule. */
  operation(i: number): number;
}

const itself = (i: number): number => i;

/**
 * Evenly spaced arrivals, the first at 0: as many as are due before the end, so rate × duration of them.
 * The n-th is due at n × period in rational arithmetic, so nothing drifts however many there are.
 */
export function constantRate(rate: Rate, durationUs: number): Schedule {
  const { arrivals, perUs } = lowestTerms(rate);
  const endUs = Math.round(durationUs);
  return {
    count: Number((BigInt(endUs) * BigInt(arrivals) + BigInt(perUs) - 1n) / BigInt(perUs)),
    endUs,
    atUs(i) {
      const turns = Math.floor(i / arrivals);
      return turns * perUs + Math.round(((i - turns * arrivals) * perUs) / arrivals);
    },
    operation: itself,
  };
}

/**
 * Arrivals under a piecewise linear rate, as k6 counts them: the i-th (from 0) is due when the area reaches i + 1,
 * fractions are carried from stage to stage, and one that is due exactly at the end still belongs to it.
 */
export function rampingRate(startRate: number, stages: readonly Stage[], perUs: number): Schedule {
  return onCurve(ramp(startRate, stages, perUs));
}

function onCurve(curve: RateCurve): Schedule {
  return {
    count: Math.floor(curve.arrivals + roundingOf(curve)),
    endUs: Math.round(curve.endUs),
    atUs: (i) => Math.round(curve.momentUs(Math.min(i + 1, curve.arrivals))),
    operation: itself,
  };
}

/** By how much a sum of fractional rates may miss a whole number of arrivals. */
export function roundingOf(curve: RateCurve): number {
  return 1e-9 * Math.max(1, curve.arrivals / 1e6);
}

/** The same arrivals, so much later. */
export function delayed(schedule: Schedule, byUs: number): Schedule {
  return { ...schedule, endUs: schedule.endUs + byUs, atUs: (i) => byUs + schedule.atUs(i) };
}

/** Schedules one after the other, each from the end of the one before; operations are numbered through. */
export function inTurn(parts: readonly Schedule[]): Schedule {
  const starts: { readonly schedule: Schedule; readonly first: number; readonly fromUs: number }[] = [];
  let count = 0;
  let endUs = 0;
  for (const schedule of parts) {
    if (schedule.count > 0) starts.push({ schedule, first: count, fromUs: endUs });
    count += schedule.count;
    endUs += schedule.endUs;
  }
  return {
    count,
    endUs,
    atUs(i) {
      const part = starts.findLast(({ first }) => first <= i);
      return part === undefined ? 0 : part.fromUs + part.schedule.atUs(i - part.first);
    },
    operation: itself,
  };
}

/** A worker's share of the work: of W workers, worker w takes every n with n mod W = w. */
export interface Stripe {
  readonly worker: number;
  readonly workers: number;
}

/** How many of 0 … total − 1 fall to a worker. */
export function shareOf(total: number, { worker, workers }: Stripe): number {
  return Math.max(0, Math.ceil((total - worker) / workers));
}

/** A worker's stripe of a schedule: the union over all workers is the schedule. */
export function striped(schedule: Schedule, stripe: Stripe): Schedule {
  const { worker, workers } = stripe;
  const place = (i: number) => worker + i * workers;
  return {
    count: shareOf(schedule.count, stripe),
    endUs: schedule.endUs,
    atUs: (i) => schedule.atUs(place(i)),
    operation: (i) => schedule.operation(place(i)),
  };
}

/** A rate as a fraction of whole numbers; a rate with a fraction of its own is taken to a millionth. */
function lowestTerms({ arrivals, perUs }: Rate): Rate {
  let scale = 1;
  while (scale < 1e6 && !Number.isInteger(arrivals * scale)) scale *= 10;
  const numerator = Math.round(arrivals * scale);
  const denominator = Math.round(perUs * scale);
  const shared = greatestCommonDivisor(numerator, denominator);
  return { arrivals: numerator / shared, perUs: denominator / shared };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
