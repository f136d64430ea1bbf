import type { InstanceFacts } from '../script/stage.ts';

/** Iterations as all workers of a target count them together, in memory that they share. */
export class InstanceCounts {
  readonly #cells: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#cells = new Int32Array(memory);
  }

  static memory(): SharedArrayBuffer {
    return new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT);
  }

  begun(): void {
    Atomics.add(this.#cells, active, 1);
  }

  completed(): void {
    Atomics.add(this.#cells, completed, 1);
    Atomics.sub(this.#cells, active, 1);
  }

  interrupted(): void {
    Atomics.add(this.#cells, interrupted, 1);
    Atomics.sub(this.#cells, active, 1);
  }

  facts(elapsedMs: () => number, initialized: number): InstanceFacts {
    const cells = this.#cells;
    return {
      elapsedMs,
      completed: () => Atomics.load(cells, completed),
      interrupted: () => Atomics.load(cells, interrupted),
      active: () => Atomics.load(cells, active),
      initialized,
    };
  }
}

const [completed, interrupted, active] = [0, 1, 2];
