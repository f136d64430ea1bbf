/** How a week's events lie over its hours: a weight for each hour of the day (UTC) and for each day from Sunday. Only ratios matter. */
export interface WeeklyCurve {
  readonly hours: readonly number[];
  readonly days: readonly number[];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * The moment of the i-th of `count` events that end at `endMs` and reach back `days`, oldest first. The moments never
 * go back as i grows, follow the curve, and go on past the end at the pace of an average week for i ≥ count.
 */
export class Calendar {
  readonly #startMs: number;
  readonly #endMs: number;
  readonly #count: number;
  /** Weight of all hours before hour h of the span. */
  readonly #before: Float64Array;

  constructor(curve: WeeklyCurve, endMs: number, days: number, count: number) {
    this.#startMs = endMs - days * dayMs;
    this.#endMs = endMs;
    this.#count = count;
    const hours = Math.max(1, Math.round(days * 24));
    this.#before = new Float64Array(hours + 1);
    for (let hour = 0; hour < hours; hour++) {
      const at = new Date(this.#startMs + hour * hourMs);
      const weight = (curve.hours[at.getUTCHours()] ?? 1) * (curve.days[at.getUTCDay()] ?? 1);
      this.#before[hour + 1] = (this.#before[hour] ?? 0) + weight;
    }
  }

  /** Epoch milliseconds, whole. */
  at(i: number): number {
    if (i >= this.#count) return this.#after(i - this.#count);
    const hours = this.#before.length - 1;
    const wanted = ((i + 0.5) / this.#count) * (this.#before[hours] ?? 1);
    let low = 0;
    let high = hours - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#before[middle + 1] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    const from = this.#before[low] ?? 0;
    const weight = (this.#before[low + 1] ?? 0) - from;
    const within = weight > 0 ? (wanted - from) / weight : 0;
    return this.#startMs + Math.floor((low + within) * hourMs);
  }

  #after(k: number): number {
    const gapMs = Math.max(1, (this.#endMs - this.#startMs) / Math.max(1, this.#count));
    return this.#endMs + Math.floor((k + 1) * gapMs);
  }
}
