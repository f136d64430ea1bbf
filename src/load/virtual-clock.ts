import { setImmediate } from 'node:timers/promises';
import { Agenda, type Wake } from './agenda.ts';
import type { Clock } from './clock.ts';

/** A clock whose time passes only from call to call: a run of an hour takes as long as its computing, and is exact. */
export class VirtualClock implements Clock {
  readonly #agenda = new Agenda();
  #nowUs = 0;

  nowUs(): number {
    return this.#nowUs;
  }

  wakeAt(atUs: number, call: () => void): Wake {
    return this.#agenda.add(Math.max(atUs, this.#nowUs), call);
  }

  /** Lets time pass without calling anyone: a process that was held up. */
  stall(durationUs: number): void {
    this.#nowUs += durationUs;
  }

  /** A promise that is kept after so long. */
  sleep(durationUs: number): Promise<void> {
    return new Promise((resolve) => {
      this.wakeAt(this.#nowUs + durationUs, resolve);
    });
  }

  /** Lets time pass until nothing is left to be called, or until a moment; promises settle between any two calls. */
  async run(untilUs = Number.POSITIVE_INFINITY): Promise<void> {
    await setImmediate();
    for (
      let nextUs = this.#agenda.nextUs;
      nextUs <= untilUs && nextUs < Number.POSITIVE_INFINITY;
      nextUs = this.#agenda.nextUs
    ) {
      this.#nowUs = Math.max(this.#nowUs, nextUs);
      this.#agenda.takeDue(nextUs)?.();
      await setImmediate();
    }
    if (untilUs < Number.POSITIVE_INFINITY) this.#nowUs = untilUs;
  }
}
