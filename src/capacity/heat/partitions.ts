import type { HeatKey } from './heat-day.ts';
import { partitionReadUnits, partitionWriteUnits } from './limits.ts';

/** What each partition key has taken in the second that is running. */
export class Partitions {
  readonly #second: Float64Array;
  readonly #read: Float64Array;
  readonly #write: Float64Array;

  constructor(keys: readonly HeatKey[]) {
    this.#second = new Float64Array(keys.length).fill(-1);
    this.#read = new Float64Array(keys.length);
    this.#write = new Float64Array(keys.length);
  }

  refuses(key: number, read: number, write: number, second: number): boolean {
    if (key < 0) return false;
    if (this.#second[key] !== second) {
      this.#second[key] = second;
      this.#read[key] = 0;
      this.#write[key] = 0;
    }
    const isOver = (used: number | undefined, units: number, limit: number): boolean =>
      units > 0 && (used ?? 0) + units > limit;
    return isOver(this.#read[key], read, partitionReadUnits) || isOver(this.#write[key], write, partitionWriteUnits);
  }

  /** Negative numbers give back what was taken in the same second. */
  take(key: number, read: number, write: number): void {
    if (key < 0) return;
    this.#read[key] = (this.#read[key] ?? 0) + read;
    this.#write[key] = (this.#write[key] ?? 0) + write;
  }
}
