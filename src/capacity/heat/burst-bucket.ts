import { burstSeconds } from './limits.ts';

/**
 * Provisioned capacity and what of it was not used before, at most 300 seconds of the capacity that serves. Seconds only
 * go forward.
 */
export class BurstBucket {
  #capacity: number;
  /** What this second may still take, its own capacity included. */
  #left: number;
  #second = 0;

  constructor(capacity: number, bankedSeconds: number) {
    this.#capacity = capacity;
    this.#left = capacity + Math.min(burstSeconds, bankedSeconds) * capacity;
  }

  /** Units that a request at this second could take. */
  available(second: number): number {
    if (second > this.#second) {
      const unused = this.#left + (second - this.#second - 1) * this.#capacity;
      this.#left = this.#capacity + Math.min(burstSeconds * this.#capacity, unused);
      this.#second = second;
    }
    return this.#left;
  }

  /** Takes units that are available. */
  take(units: number): void {
    this.#left -= units;
  }

  /** From the beginning of this second on. */
  setCapacity(capacity: number, second: number): void {
    const banked = Math.max(0, this.available(second) - this.#capacity);
    this.#left = Math.min(burstSeconds * capacity, banked) + capacity;
    this.#capacity = capacity;
  }
}
