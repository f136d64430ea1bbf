/** The rate of the last seconds, from how far a load had come at moments that it was asked. */
export class Pace {
  readonly #windowMs: number;
  readonly #marks: { readonly atMs: number; readonly done: number }[] = [];

  constructor(windowMs = 5_000) {
    this.#windowMs = windowMs;
  }

  /** Notes how far it is, and gives what came in a second since the window began; 0 at the first mark. */
  perSecond(atMs: number, done: number): number {
    const marks = this.#marks;
    marks.push({ atMs, done });
    while (marks.length > 2 && atMs - (marks[1]?.atMs ?? atMs) >= this.#windowMs) marks.shift();
    const [first] = marks;
    if (first === undefined || atMs <= first.atMs) return 0;
    return ((done - first.done) * 1_000) / (atMs - first.atMs);
  }
}
