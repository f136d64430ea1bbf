/** One operation under way. Moments are microseconds since the start of the load. */
export interface Flight {
  /** The number of the operation in the whole load. */
  readonly n: number;
  readonly scheduledUs: number;
  readonly startedUs: number;
  /** Its place among those in flight at once, from 0: what a script sees as its VU. */
  readonly slot: number;
}

/**
 * What a load does and who is told. Every operation that was due is told of exactly once: as `ended`, `cut` or `dropped`.
 */
export interface Work<Result> {
  /**
   * Starts an operation; the promise is kept when it has ended, well or badly. A rejection is a failure of the work
   * itself: no more operations are started, the operation counts as cut, and the load fails with that error.
   */
  begin(flight: Flight): Promise<Result>;
  ended(flight: Flight, result: Result, doneUs: number): void;
  /** It was started and had not ended when the load stopped waiting. Whatever comes of it later is ignored. */
  cut(flight: Flight, cutUs: number): void;
  /** Its time came, and it was never started: no slot within the longest wait, no time left, or a stop. */
  dropped(n: number, scheduledUs: number): void;
  /** How long the generator itself kept an operation waiting that was due and had a slot. */
  late?(lateUs: number): void;
}

/** What became of the operations whose time had come: scheduled = ended + cut + dropped, once the load is over. */
export interface LoadTotals {
  readonly scheduled: number;
  readonly ended: number;
  readonly cut: number;
  readonly dropped: number;
}

/** A load under way. */
export interface LoadRun {
  /** Kept when all is over; fails with what `begin` or a listener threw. */
  readonly over: Promise<LoadTotals>;
  inFlight(): number;
  /** How many are due and wait for a slot. */
  waiting(): number;
}
