/** How large a dataset is asked for. */
export interface Size {
  /** Daily active users. */
  readonly dau: number;
  /** Days of history behind `asOfMs`. */
  readonly days: number;
}
