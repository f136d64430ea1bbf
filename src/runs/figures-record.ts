export interface Counts {
  /** Arrivals whose outcome is known: exactly completed + failed + dropped. */
  readonly scheduled: number;
  readonly completed: number;
  readonly failed: number;
  readonly dropped: number;
}

/** `null`: the percentile falls among the dropped, or there was none; `max` is the largest recorded. */
export interface ResponseTimes {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly max: number | null;
  /** 95 % confidence interval; an end among the dropped, or beyond the samples, is `null`; the whole is, where there are none. */
  readonly p99Interval: readonly [number | null, number | null] | null;
}

export interface ServiceTimes {
  readonly p50: number | null;
  readonly p90?: number | null;
  readonly p95?: number | null;
  readonly p99?: number | null;
  readonly p999?: number | null;
  readonly max?: number | null;
}

export interface LagTimes {
  readonly p50: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}
