import type { HeatUse } from './heat-day.ts';

/** The next page of an operation that is under way. */
export interface NextPage {
  readonly atMs: number;
  readonly uses: readonly HeatUse[];
  readonly left: number;
}

/** Pages by the moment at which they are asked for: a binary heap. */
export class PageQueue {
  readonly #heap: NextPage[] = [];

  /** When the first is due; infinity for none. */
  get nextMs(): number {
    return this.#heap[0]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  push(page: NextPage): void {
    const heap = this.#heap;
    let at = heap.push(page) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#atMs(parent) <= page.atMs) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  pop(): NextPage | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const smaller = this.#atMs(left + 1) < this.#atMs(left) ? left + 1 : left;
      if (this.#atMs(smaller) >= this.#atMs(at)) break;
      this.#swap(at, smaller);
      at = smaller;
    }
    return first;
  }

  #atMs(at: number): number {
    return this.#heap[at]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (a === undefined || b === undefined) return;
    this.#heap[one] = b;
    this.#heap[other] = a;
  }
}
