/** An engine or a database that cannot be started, reached or entered (exit code 4), with what a person can do about it. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  /** What to do next, a sentence or two. */
  readonly advice: string;

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.advice = advice;
  }
}
