import type { Measurement } from './measurement.ts';
import { Summary, type SummaryData } from './summary.ts';

/** The operations of one pattern in one phase, as far as they ended in one interval. */
export interface IntervalRow {
  readonly phase: string;
  readonly pattern: string;
  readonly summary: SummaryData;
}

/** What ended between two takings: plain values and typed arrays, so a thread can post it. */
export type Interval = readonly IntervalRow[];

/** Takes in measurements as they come, and gives them out by the interval. One for each thread that runs a load. */
export class Recorder {
  readonly #phases = new Map<string, Map<string, Summary>>();

  record(measurement: Measurement): void {
    this.#summaryOf(measurement.phase, measurement.pattern).record(measurement);
  }

  /** An arrival that was never started. */
  drop(phase: string, pattern: string): void {
    this.#summaryOf(phase, pattern).drop();
  }

  /** What ended since the last time; costs as much as there is to tell. */
  take(): Interval {
    const rows: IntervalRow[] = [];
    for (const [phase, patterns] of this.#phases) {
      for (const [pattern, summary] of patterns) {
        if (summary.scheduled > 0) rows.push({ phase, pattern, summary: summary.drain() });
      }
    }
    return rows;
  }

  #summaryOf(phase: string, pattern: string): Summary {
    let patterns = this.#phases.get(phase);
    if (patterns === undefined) {
      patterns = new Map();
      this.#phases.set(phase, patterns);
    }
    let summary = patterns.get(pattern);
    if (summary === undefined) {
      summary = new Summary();
      patterns.set(pattern, summary);
    }
    return summary;
  }
}
