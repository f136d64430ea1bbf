/**
 * One timer for many deadlines, most of which pass unneeded: it is set to the earliest one known, and asks for the next when
 * it goes off. Requests with the same timeout cost it nothing.
 */
export class DeadlineTimer {
  readonly #clock: () => number;
  readonly #sweep: (nowMs: number) => number;
  #timer: NodeJS.Timeout | null = null;
  #setForMs = Number.POSITIVE_INFINITY;

  /** `sweep` ends what is due and gives the earliest deadline left, Infinity where there is none. */
  constructor(clock: () => number, sweep: (nowMs: number) => number) {
    this.#clock = clock;
    this.#sweep = sweep;
  }

  /** A new deadline; all moments are milliseconds on the clock. */
  watch(deadlineMs: number): void {
    if (deadlineMs < this.#setForMs) this.#set(deadlineMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#setForMs = Number.POSITIVE_INFINITY;
  }

  #set(deadlineMs: number): void {
    this.stop();
    this.#setForMs = deadlineMs;
    // What it watches holds the process open; the timer alone need not. Node's timers count in whole milliseconds.
    this.#timer = setTimeout(this.#goOff, Math.max(1, Math.ceil(deadlineMs - this.#clock()))).unref();
  }

  readonly #goOff = (): void => {
    this.#timer = null;
    this.#setForMs = Number.POSITIVE_INFINITY;
    const nextMs = this.#sweep(this.#clock());
    if (nextMs !== Number.POSITIVE_INFINITY) this.watch(nextMs);
  };
}
