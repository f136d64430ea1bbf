import { Batches } from '../measure/batches.ts';
import { Histogram } from '../measure/histogram.ts';
import { Summary } from '../measure/summary.ts';
import type { WorkerInterval } from './worker-message.ts';

/** One pattern in one phase, over all workers. */
export interface PatternTally {
  readonly phase: string;
  readonly pattern: string;
  readonly summary: Summary;
  readonly batches: Batches;
}

/** One second of one pattern, over all workers. */
export interface SecondRow {
  readonly second: number;
  readonly phase: string;
  readonly pattern: string;
  readonly summary: Summary;
}

/** What is known of a load on one target while it goes on: what the workers told, added up. */
export class TargetTally {
  readonly patterns = new Map<string, PatternTally>();
  readonly late = new Histogram();
  readonly #workers: number;
  readonly #verified: Record<string, number>[];
  /** Seconds of which some worker has not told yet. */
  readonly #open = new Map<number, WorkerInterval[]>();
  #eventLoopSum = 0;
  #eventLoopSeconds = 0;
  #lastSecond = 0;
  inFlight = 0;
  waiting = 0;

  constructor(workers: number) {
    this.#workers = workers;
    this.#verified = Array.from({ length: workers }, () => ({}));
  }

  /** Seconds of the load that all workers have told of. */
  get seconds(): number {
    return this.#lastSecond;
  }

  /** Mean over workers and seconds, 0 to 1. */
  get eventLoopRatio(): number {
    return this.#eventLoopSeconds === 0 ? 0 : this.#eventLoopSum / this.#eventLoopSeconds;
  }

  verified(pattern: string): number {
    return this.#verified.reduce((sum, ofWorker) => sum + (ofWorker[pattern] ?? 0), 0);
  }

  /** Takes in what a worker told; gives back the seconds that are whole by it. */
  add(worker: number, told: WorkerInterval): SecondRow[] {
    this.#verified[worker] = { ...told.verified };
    this.late.add(told.late);
    this.#eventLoopSum += told.eventLoopRatio;
    this.#eventLoopSeconds++;
    const ofSecond = [...(this.#open.get(told.second) ?? []), told];
    this.#open.set(told.second, ofSecond);
    return ofSecond.length < this.#workers ? [] : this.#close(told.second, ofSecond);
  }

  /** What is left of seconds that not every worker told of. */
  closeAll(): SecondRow[] {
    return [...this.#open].sort(([one], [other]) => one - other).flatMap(([second, told]) => this.#close(second, told));
  }

  #close(second: number, told: readonly WorkerInterval[]): SecondRow[] {
    this.#open.delete(second);
    this.#lastSecond = Math.max(this.#lastSecond, second);
    this.inFlight = told.reduce((sum, { inFlight }) => sum + inFlight, 0);
    this.waiting = told.reduce((sum, { waiting }) => sum + waiting, 0);
    const rows = new Map<string, SecondRow>();
    for (const { phase, pattern, summary } of told.flatMap(({ interval }) => interval)) {
      const key = keyOf(phase, pattern);
      const row = rows.get(key) ?? { second, phase, pattern, summary: new Summary() };
      row.summary.add(summary);
      rows.set(key, row);
    }
    for (const row of rows.values()) this.#take(row);
    return [...rows.values()];
  }

  #take({ phase, pattern, summary }: SecondRow): void {
    const key = keyOf(phase, pattern);
    const tally = this.patterns.get(key) ?? { phase, pattern, summary: new Summary(), batches: new Batches() };
    const data = summary.data();
    tally.summary.add(data);
    tally.batches.add(data.response, data.dropped);
    this.patterns.set(key, tally);
  }
}

function keyOf(phase: string, pattern: string): string {
  return `${phase}\n${pattern}`;
}
