import { decreasesBanked } from './limits.ts';

/**
 * How often the capacity of one table, or of one index, may still be decreased: four times at the start of a UTC day, once
 * more each hour, never more than four in hand; so 27 times a day. Reads and writes share it.
 */
export class DecreaseBudget {
  #left = decreasesBanked;
  #hour = 0;

  /** `minute`: since the start of the first UTC day. */
  take(minute: number): boolean {
    this.#refill(Math.floor(minute / 60));
    if (this.#left === 0) return false;
    this.#left--;
    return true;
  }

  #refill(hour: number): void {
    if (hour <= this.#hour) return;
    const isNewDay = Math.floor(hour / 24) > Math.floor(this.#hour / 24);
    const hoursOfDay = isNewDay ? decreasesBanked : hour - this.#hour;
    this.#left = Math.min(decreasesBanked, this.#left + hoursOfDay);
    this.#hour = hour;
  }
}
