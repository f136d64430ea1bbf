import { Worker } from 'node:worker_threads';
import { compiled } from './compiled.ts';
import { InstanceCounts } from './instance-counts.ts';
import type { DatasetOrder, Replay, ReplayPlace, WorkerOrder } from './order.ts';
import type { StageEnd } from './stage-message.ts';
import { TargetTally, type WholeSecond } from './target-tally.ts';
import { errorOf } from './worker-failure.ts';
import type { FromWorker, ToWorker } from './worker-message.ts';

/** How a load on one target ended. */
export interface CrewResult {
  readonly tally: TargetTally;
  /** Of an end before its time. */
  readonly failure: Error | null;
}

export interface CrewOptions {
  readonly replay: Replay;
  readonly dataset: DatasetOrder;
  readonly place: ReplayPlace;
  /** What became of the script's `setup`. */
  readonly setUp?: StageEnd;
  /** Called with every second that is over. */
  readonly onSecond: (second: WholeSecond, tally: TargetTally) => void;
  /** Stops the load; what was measured is kept. */
  readonly signal: AbortSignal;
}

/** Workers begin together, so long after the last one was ready. */
const startInNs = 400_000_000n;
/** After a stop, what is under way has its own timeout, and the worker so long to end by itself. */
const stopGraceMs = 2500;

/** Loads one target with a thread for each stripe of the schedule, all on one clock. */
export async function loadTarget(options: CrewOptions): Promise<CrewResult> {
  const crew = new Crew(options);
  return crew.run();
}

class Crew {
  readonly #options: CrewOptions;
  readonly #tally: TargetTally;
  readonly #workers: Worker[] = [];
  #ready = 0;
  #failure: Error | null = null;
  #stopping = false;
  readonly #stop = (): void => this.#stopAll();

  constructor(options: CrewOptions) {
    this.#options = options;
    const { workers, warmUpUs, migration } = options.replay;
    this.#tally = new TargetTally(workers, warmUpUs / 1e6, migration !== undefined);
  }

  async run(): Promise<CrewResult> {
    const { replay, dataset, place, signal, setUp } = this.#options;
    const counts = InstanceCounts.memory();
    if (setUp !== undefined) this.#tally.addScript([setUp.interval]);
    const setupData = setUp?.result ?? null;
    signal.addEventListener('abort', this.#stop, { once: true });
    const ends = Array.from({ length: replay.workers }, (_, worker) =>
      this.#hire({ replay, dataset, place, worker, setupData, counts }),
    );
    if (signal.aborted) this.#stopAll();
    await Promise.all(ends);
    signal.removeEventListener('abort', this.#stop);
    for (const second of this.#tally.closeAll()) this.#options.onSecond(second, this.#tally);
    return {
      tally: this.#tally,
      failure: this.#failure,
    };
  }

  /** Kept when the worker is gone. */
  #hire(order: WorkerOrder): Promise<void> {
    const worker = new Worker(new URL('./worker.js', compiled(import.meta.url)), { workerData: order });
    this.#workers.push(worker);
    return new Promise((resolve) => {
      let hasEnded = false;
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'done' || message.kind === 'failed') hasEnded = true;
        this.#hear(order.worker, message);
      });
      worker.on('error', (error) => this.#fail(error));
      worker.on('exit', (code) => {
        if (!hasEnded && !this.#stopping) this.#fail(new Error(`a load worker ended by itself (exit code ${code})`));
        resolve();
      });
    });
  }

  #hear(worker: number, message: FromWorker): void {
    if (message.kind === 'ready') {
      if (++this.#ready === this.#workers.length) this.#start();
    } else if (message.kind === 'interval') {
      const second = this.#tally.add(worker, message);
      if (second !== null) this.#options.onSecond(second, this.#tally);
    } else if (message.kind === 'failed') this.#fail(errorOf(message.why));
  }

  #start(): void {
    this.#post({ kind: 'start', originNs: process.hrtime.bigint() + startInNs });
    if (this.#options.signal.aborted || this.#failure !== null) this.#stopAll();
  }

  /** One worker's end ends the load, honestly: the others stop, and what was measured is kept. */
  #fail(error: Error): void {
    this.#failure ??= error;
    this.#stopAll();
  }

  #stopAll(): void {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#post({ kind: 'stop' });
    const timer = setTimeout(() => {
      for (const worker of this.#workers) void worker.terminate();
    }, this.#options.replay.operationTimeoutMs + stopGraceMs);
    timer.unref();
  }

  #post(message: ToWorker): void {
    for (const worker of this.#workers) worker.postMessage(message);
  }
}
