/** How a search goes about it. Rates are arrivals a second. */
export interface SearchPlan {
  readonly from: number;
  readonly to: number;
  /** By what the rate grows as long as it is held: above 1. */
  readonly step: number;
  /** How near the answer has to be: 0.05 for 5 %. */
  readonly precision: number;
  /** The shortest window, whole seconds. */
  readonly windowSeconds: number;
  readonly settleSeconds: number;
  /** After so many arrivals every objective has its samples. */
  readonly arrivalsToDecide: number;
}

/** How many rates are tried in long windows, each below the one before, until one is confirmed. */
export const stepsDown = 3;

const longestNarrowing = 3;
const confirming = { least: 4, most: 10 } as const;
const samplesToSpare = 1.2;
const digits = 4;

/**
 * An overload of a share e leaves e × T seconds of work behind after a window of T: to see one half as big takes twice as
 * long. So windows lengthen as the bracket narrows, up to three times the first.
 */
export function narrowSeconds({ windowSeconds, step }: SearchPlan, low: number, high: number): number {
  const halvings = Math.log(step) / Math.log(high / low);
  return Math.ceil(windowSeconds * Math.min(longestNarrowing, Math.max(1, halvings)));
}

/** As long as the samples take that the objectives need, from four windows up to ten. */
export function confirmSeconds({ windowSeconds, arrivalsToDecide }: SearchPlan, perSecond: number): number {
  const needed = Math.ceil((samplesToSpare * arrivalsToDecide) / perSecond);
  return Math.min(confirming.most * windowSeconds, Math.max(confirming.least * windowSeconds, needed));
}

/** The rate to be confirmed after one was not: half the precision lower, then once and twice the precision. */
export function steppedDown({ precision }: SearchPlan, perSecond: number, steps: number): number {
  return toDigits(perSecond / (1 + (precision / 2) * 2 ** steps));
}

/** The rate between two by their ratio. */
export function middle(low: number, high: number): number {
  return toDigits(Math.sqrt(low * high));
}

/** A rate that a person can type: four digits. */
export function toDigits(perSecond: number): number {
  return Number(perSecond.toPrecision(digits));
}
