import { DecreaseBudget } from './decrease-budget.ts';
import type { HeatDay, HeatInput, HeatUse } from './heat-day.ts';
import { PageQueue } from './page-queue.ts';
import { Partitions } from './partitions.ts';
import { Supply } from './supply.ts';
import { Throttles } from './throttles.ts';
import type { Direction } from './throughput.ts';

/**
 * Runs a stream of operations through what DynamoDB documents, in virtual time: provisioned capacity with its burst, auto
 * scaling, on-demand growth, the limits of a partition key, and the back-pressure of indexes. A request is served whole
 * or refused whole; a refused one ends its operation.
 */
export function simulateDay(input: HeatInput): HeatDay {
  const day = new Day(input);
  let operations = 0;
  for (const { atMs, uses, pages } of input.operations) {
    day.advance(atMs);
    operations++;
    if (day.request(atMs, uses) && pages !== undefined && pages.count > 0) day.follow(atMs, pages.uses, pages.count);
  }
  day.advance(input.minutes * 60_000);
  return day.told(operations);
}

class Day {
  readonly #input: HeatInput;
  readonly #reads: readonly Supply[];
  readonly #writes: readonly Supply[];
  readonly #partitions: Partitions;
  readonly #throttles: Throttles;
  readonly #pages = new PageQueue();
  #minute = 0;

  constructor(input: HeatInput) {
    const { resources, keys, assumptions, minutes } = input;
    const budgets = resources.map(() => new DecreaseBudget());
    const supplies = (direction: Direction): Supply[] =>
      resources.map(
        (resource, at) =>
          new Supply(resource[direction], direction, budgets[at] ?? new DecreaseBudget(), assumptions, minutes),
      );
    this.#input = input;
    this.#reads = supplies('read');
    this.#writes = supplies('write');
    this.#partitions = new Partitions(keys);
    this.#throttles = new Throttles(resources, keys);
  }

  /** Sends the pages that are due before this moment, and ends the minutes that are over by it. */
  advance(toMs: number): void {
    for (;;) {
      const endMs = (this.#minute + 1) * 60_000;
      const nextMs = Math.min(this.#pages.nextMs, toMs);
      if (endMs <= nextMs && this.#minute < this.#input.minutes) {
        for (const supply of this.#reads) supply.endMinute(this.#minute);
        for (const supply of this.#writes) supply.endMinute(this.#minute);
        this.#minute++;
        continue;
      }
      if (this.#pages.nextMs >= toMs) return;
      const page = this.#pages.pop();
      if (page === undefined) return;
      if (this.request(page.atMs, page.uses) && page.left > 0) this.follow(page.atMs, page.uses, page.left);
    }
  }

  follow(atMs: number, uses: readonly HeatUse[], left: number): void {
    this.#pages.push({ atMs: atMs + this.#input.assumptions.pageGapMs, uses, left: left - 1 });
  }

  /** Whether it was served. */
  request(atMs: number, uses: readonly HeatUse[]): boolean {
    const second = Math.floor(atMs / 1000);
    for (const use of uses) {
      this.#reads[use.resource]?.ask(use.read);
      this.#writes[use.resource]?.ask(use.write);
    }
    for (let at = 0; at < uses.length; at++) {
      const use = uses[at];
      if (use === undefined) break;
      if (this.#isRefused(use, uses, second)) {
        for (let before = 0; before < at; before++) this.#take(uses[before], -1);
        return false;
      }
      this.#take(use, 1);
    }
    return true;
  }

  told(operations: number): HeatDay {
    return {
      operations,
      throttledOperations: this.#throttles.operations,
      throttledMinutes: this.#throttles.minutes,
      throttles: this.#throttles.all(),
      curves: this.#reads.flatMap((read, at) => {
        const write = this.#writes[at];
        return write === undefined ? [] : [{ read: read.curve(), write: write.curve() }];
      }),
    };
  }

  #isRefused(use: HeatUse, uses: readonly HeatUse[], second: number): boolean {
    const { resource, key, read, write } = use;
    const minute = Math.floor(second / 60);
    const byRead = read > 0 ? (this.#reads[resource]?.refusal(read, second) ?? null) : null;
    const byWrite = write > 0 && byRead === null ? (this.#writes[resource]?.refusal(write, second) ?? null) : null;
    const byKey = byRead === null && byWrite === null && this.#partitions.refuses(key, read, write, second);
    if (byRead === null && byWrite === null && !byKey) return false;
    const direction = byRead !== null || (byKey && read > 0) ? 'read' : 'write';
    this.#throttles.add(use, direction, byRead ?? byWrite ?? 'partition key', uses, minute);
    return true;
  }

  #take(use: HeatUse | undefined, sign: 1 | -1): void {
    if (use === undefined) return;
    const { resource, key, read, write } = use;
    if (read > 0) this.#reads[resource]?.take(sign * read);
    if (write > 0) this.#writes[resource]?.take(sign * write);
    this.#partitions.take(key, sign * read, sign * write);
  }
}
