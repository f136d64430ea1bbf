import type { HeatLimit } from './heat-day.ts';
import { onDemandPeakMinutes, onDemandStartReadUnits, onDemandStartWriteUnits, quotaUnits } from './limits.ts';
import type { Direction } from './throughput.ts';

/**
 * On-demand capacity of one direction: in each second up to twice the highest second that is at least 30 minutes ago, never
 * below what a new table serves, never above the default quota. Nothing is kept from one second for another.
 */
export class OnDemandSupply {
  readonly capacity = null;
  readonly #least: number;
  /** The highest second that counts already. */
  #peak: number;
  /** The highest second of each of the last 30 minutes, by minute. */
  readonly #recent = new Float64Array(onDemandPeakMinutes);
  #second = 0;
  #used = 0;
  #minutePeak = 0;

  constructor(direction: Direction, startPeak: number) {
    this.#least = direction === 'read' ? onDemandStartReadUnits : onDemandStartWriteUnits;
    this.#peak = startPeak;
  }

  /** Units that a second can serve now. */
  get limit(): number {
    return Math.min(quotaUnits, Math.max(this.#least, 2 * this.#peak));
  }

  refusal(units: number, second: number): HeatLimit | null {
    if (second > this.#second) {
      this.#second = second;
      this.#used = 0;
    }
    if (this.#used + units <= this.limit) return null;
    return this.limit === quotaUnits ? 'quota' : 'on-demand growth';
  }

  take(units: number): void {
    this.#used += units;
    this.#minutePeak = Math.max(this.#minutePeak, this.#used);
  }

  endMinute(minute: number): null {
    const place = minute % onDemandPeakMinutes;
    this.#peak = Math.max(this.#peak, this.#recent[place] ?? 0);
    this.#recent[place] = this.#minutePeak;
    this.#minutePeak = 0;
    return null;
  }
}
