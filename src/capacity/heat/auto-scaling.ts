import type { HeatAssumptions } from './assumptions.ts';
import type { DecreaseBudget } from './decrease-budget.ts';
import { pointsToScaleIn, pointsToScaleOut } from './limits.ts';

/** Bounds and target of one direction, reads or writes. */
export interface ScalingPolicy {
  readonly min: number;
  readonly max: number;
  /** 0 to 1. */
  readonly targetUtilisation: number;
}

/**
 * Target tracking of one direction of a table or an index, minute by minute. Above target in two consecutive points it
 * asks for consumed ÷ target, rounded up, within the bounds; below in fifteen it asks for as much less, where a decrease
 * is left. What it asked for serves after the lag; until then it does not decide again.
 */
export class AutoScaling {
  readonly #policy: ScalingPolicy;
  readonly #assumptions: HeatAssumptions;
  readonly #decreases: DecreaseBudget;
  #capacity: number;
  #above = 0;
  #below = 0;
  #next: { readonly minute: number; readonly capacity: number } | null = null;

  constructor(policy: ScalingPolicy, decreases: DecreaseBudget, assumptions: HeatAssumptions, capacity = policy.min) {
    this.#policy = policy;
    this.#decreases = decreases;
    this.#assumptions = assumptions;
    this.#capacity = capacity;
  }

  /** Units a second that serve now. */
  get capacity(): number {
    return this.#capacity;
  }

  /**
   * Takes the point of a minute that has ended, in mean units a second, and gives the capacity of the next minute.
   * `minute` is that minute's number, from the start of the first UTC day.
   */
  point(minute: number, consumed: number): number {
    if (this.#next !== null) this.#arrive(minute);
    else this.#watch(minute, consumed);
    return this.#capacity;
  }

  #arrive(minute: number): void {
    if (this.#next === null || minute + 1 < this.#next.minute) return;
    this.#capacity = this.#next.capacity;
    this.#next = null;
    this.#above = 0;
    this.#below = 0;
  }

  #watch(minute: number, consumed: number): void {
    const { targetUtilisation, min, max } = this.#policy;
    const utilisation = consumed / this.#capacity;
    this.#above = utilisation > targetUtilisation ? this.#above + 1 : 0;
    this.#below = utilisation < targetUtilisation * this.#assumptions.scaleInBelow ? this.#below + 1 : 0;
    const wanted = Math.min(max, Math.max(min, wholeUnits(consumed / targetUtilisation)));
    if (this.#above >= pointsToScaleOut && wanted > this.#capacity) this.#ask(minute, wanted);
    else if (this.#below >= pointsToScaleIn && wanted < this.#capacity && this.#decreases.take(minute + 1))
      this.#ask(minute, wanted);
  }

  #ask(minute: number, capacity: number): void {
    this.#next = { minute: minute + 1 + this.#assumptions.updateLagMinutes, capacity };
    this.#arrive(minute);
  }
}

/** Rounded up, but not for what a division leaves behind the tenth digit: 35 ÷ 0.7 is 50. */
function wholeUnits(units: number): number {
  return Math.ceil(units - units * 1e-10);
}
