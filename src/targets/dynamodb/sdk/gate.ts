import { Line } from '../wire/line.ts';

/** Lets so many in at once; the others wait in line. */
export class Gate {
  #free: number;
  readonly #waiting = new Line<{ readonly enter: (entered: boolean) => void; left: boolean }>();

  constructor(places: number) {
    this.#free = places;
  }

  /** Whether a place was free in time. Whoever got in has to leave. */
  enter(timeoutMs: number): Promise<boolean> {
    if (this.#free > 0) {
      this.#free--;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const waiter = {
        left: false,
        enter: (entered: boolean): void => {
          clearTimeout(timer);
          resolve(entered);
        },
      };
      const timer = setTimeout(() => {
        waiter.left = true;
        resolve(false);
      }, timeoutMs);
      this.#waiting.push(waiter);
    });
  }

  leave(): void {
    for (;;) {
      const waiter = this.#waiting.shift();
      if (waiter === undefined) {
        this.#free++;
        return;
      }
      if (!waiter.left) {
        waiter.enter(true);
        return;
      }
    }
  }
}
