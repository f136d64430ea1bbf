import { type EventLoopUtilization, PerformanceObserver, performance } from 'node:perf_hooks';
import { Histogram, type HistogramData } from './histogram.ts';

/** What a generator did in an interval; intervals and threads add up. */
export interface GeneratorSample {
  readonly elapsedUs: number;
  /** Processor time of the whole process. */
  readonly cpuUs: number;
  /** Of it, what was spent waiting for the next moment: busy, but free. */
  readonly spunUs: number;
  /** How long this thread's event loop was at work, spinning included. */
  readonly activeUs: number;
  readonly collectingUs: number;
  /** How late operations started that were due and had a slot. */
  readonly late: HistogramData;
}

/** Samples the thread that it is opened in. The only part of this file that looks at the process. */
export class GeneratorMeter {
  readonly #late = new Histogram();
  readonly #spunUs: () => number;
  readonly #observer: PerformanceObserver;
  #collectingUs = 0;
  #before: Reading;

  /** `spunUs`: how long the clock has spun so far. */
  constructor(spunUs: () => number) {
    this.#spunUs = spunUs;
    this.#observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) this.#collectingUs += duration * 1000;
    });
    this.#observer.observe({ entryTypes: ['gc'] });
    this.#before = this.#read();
  }

  /** An operation that was due and had a slot started so late. */
  late(us: number): void {
    this.#late.record(us);
  }

  /** What was since the last time. */
  take(): GeneratorSample {
    const before = this.#before;
    const now = this.#read();
    this.#before = now;
    return {
      elapsedUs: now.atUs - before.atUs,
      cpuUs: now.cpuUs - before.cpuUs,
      spunUs: now.spunUs - before.spunUs,
      activeUs: performance.eventLoopUtilization(now.loop, before.loop).active * 1000,
      collectingUs: now.collectingUs - before.collectingUs,
      late: this.#late.drain(),
    };
  }

  close(): void {
    this.#observer.disconnect();
  }

  #read(): Reading {
    const { user, system } = process.cpuUsage();
    return {
      atUs: performance.now() * 1000,
      cpuUs: user + system,
      spunUs: this.#spunUs(),
      collectingUs: this.#collectingUs,
      loop: performance.eventLoopUtilization(),
    };
  }
}

interface Reading {
  readonly atUs: number;
  readonly cpuUs: number;
  readonly spunUs: number;
  readonly collectingUs: number;
  readonly loop: EventLoopUtilization;
}

/** How the instrument itself did, over a load. Ratios are of the time that passed. */
export interface GeneratorState {
  /** Cores' worth of processor time that the process used, waiting left out: 0.4 is 40 % of one core. */
  readonly cpuRatio: number;
  /** The busiest thread's event loop, waiting left out: at 1 it can do no more. */
  readonly loopRatio: number;
  /** The share of time in which garbage was collected. */
  readonly collectingRatio: number;
  readonly lagP50Ms: number | null;
  readonly lagP99Ms: number | null;
  readonly lagMaxMs: number | null;
}

/**
 * Adds up what the threads of one process measured, each over the same time. Processor time is the process's, the same in
 * each thread's samples, so that of the first counts; lateness is everybody's.
 */
export function generatorState(threads: readonly (readonly GeneratorSample[])[]): GeneratorState {
  const late = new Histogram();
  const sums = threads.map((samples) => {
    for (const sample of samples) late.add(sample.late);
    return summed(samples);
  });
  const [first] = sums;
  const spun = sums.reduce((sum, { spunUs }) => sum + spunUs, 0);
  const most = (ratio: (sum: Sums) => number) =>
    Math.max(0, ...sums.map((sum) => (sum.elapsedUs > 0 ? ratio(sum) / sum.elapsedUs : 0)));
  return {
    cpuRatio: first === undefined || first.elapsedUs === 0 ? 0 : Math.max(0, (first.cpuUs - spun) / first.elapsedUs),
    loopRatio: most(({ activeUs, spunUs }) => activeUs - spunUs),
    collectingRatio: most(({ collectingUs }) => collectingUs),
    lagP50Ms: late.count === 0 ? null : late.atRank(Math.ceil(late.count / 2)) / 1000,
    lagP99Ms: late.count === 0 ? null : late.atRank(Math.ceil(late.count * 0.99)) / 1000,
    lagMaxMs: late.count === 0 ? null : late.maxUs / 1000,
  };
}

type Sums = Omit<GeneratorSample, 'late'>;

function summed(samples: readonly GeneratorSample[]): Sums {
  const sum = (value: (sample: GeneratorSample) => number) =>
    samples.reduce((total, sample) => total + value(sample), 0);
  return {
    elapsedUs: sum(({ elapsedUs }) => elapsedUs),
    cpuUs: sum(({ cpuUs }) => cpuUs),
    spunUs: sum(({ spunUs }) => spunUs),
    activeUs: sum(({ activeUs }) => activeUs),
    collectingUs: sum(({ collectingUs }) => collectingUs),
  };
}
