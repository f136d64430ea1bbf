/** Something that is to be called at a moment. */
export interface Wake {
  readonly atUs: number;
  cancel(): void;
}

interface Entry extends Wake {
  readonly order: number;
  call: (() => void) | null;
}

/** What is to be called when, soonest first, in the order of asking where moments are equal: a binary heap. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #asked = 0;

  add(atUs: number, call: () => void): Wake {
    const entry: Entry = {
      atUs,
      order: this.#asked++,
      call,
      cancel() {
        entry.call = null;
      },
    };
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
    return entry;
  }

  /** When the next call is due; Infinity where none is. */
  get nextUs(): number {
    for (let first = this.#heap[0]; first !== undefined; first = this.#heap[0]) {
      if (first.call !== null) return first.atUs;
      this.#removeFirst();
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Takes the next call off the agenda, if it is due by then. */
  takeDue(byUs: number): (() => void) | null {
    if (this.nextUs > byUs) return null;
    return this.#removeFirst()?.call ?? null;
  }

  #removeFirst(): Entry | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last !== undefined && last !== first) {
      this.#heap[0] = last;
      this.#sink(0);
    }
    return first;
  }

  #rise(at: number): void {
    let child = at;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfSooner(child, parent)) return;
      child = parent;
    }
  }

  #sink(at: number): void {
    let parent = at;
    for (;;) {
      const left = 2 * parent + 1;
      const child = this.#sooner(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfSooner(child, parent)) return;
      parent = child;
    }
  }

  #swapIfSooner(child: number, parent: number): boolean {
    if (!this.#sooner(child, parent)) return false;
    const [a, b] = [this.#heap[child], this.#heap[parent]];
    if (a === undefined || b === undefined) return false;
    this.#heap[child] = b;
    this.#heap[parent] = a;
    return true;
  }

  #sooner(a: number, b: number): boolean {
    const [x, y] = [this.#heap[a], this.#heap[b]];
    if (x === undefined) return false;
    return y === undefined || x.atUs < y.atUs || (x.atUs === y.atUs && x.order < y.order);
  }
}
