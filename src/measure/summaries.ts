import { Batches } from './batches.ts';
import { Distribution } from './distribution.ts';
import type { Interval, IntervalRow } from './recorder.ts';
import { Summary } from './summary.ts';

/** One pattern in one phase over a whole load. */
export interface Summarised {
  readonly phase: string;
  readonly pattern: string;
  readonly summary: Summary;
  readonly batches: Batches;
}

/** What one second of a load looked like, for a pattern in a phase. Operations stand in the second in which they ended. */
export interface SecondPoint {
  readonly second: number;
  readonly phase: string;
  readonly pattern: string;
  readonly completed: number;
  readonly failed: number;
  readonly dropped: number;
  /** Of the response time; `null` among dropped arrivals. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
}

/** Everything measured of a load on one target: what the intervals of all its threads add up to. */
export class Summaries {
  readonly #all = new Map<string, Summarised>();

  /** Takes in what ended in a second, of every thread; seconds come in order, each once. */
  absorb(second: number, intervals: readonly Interval[]): readonly SecondPoint[] {
    return grouped(intervals).map(({ phase, pattern, rows }) => {
      const ended = Summary.of(...rows.map(({ summary }) => summary));
      const { summary, batches } = this.#of(phase, pattern);
      const data = ended.data();
      summary.add(data);
      batches.add(data.response, data.dropped);
      return pointOf(second, phase, pattern, ended);
    });
  }

  get(phase: string, pattern: string): Summarised | null {
    return this.#all.get(keyOf(phase, pattern)) ?? null;
  }

  /** In the order in which they were first heard of. */
  all(): readonly Summarised[] {
    return [...this.#all.values()];
  }

  #of(phase: string, pattern: string): Summarised {
    const key = keyOf(phase, pattern);
    let summarised = this.#all.get(key);
    if (summarised === undefined) {
      summarised = { phase, pattern, summary: new Summary(), batches: new Batches() };
      this.#all.set(key, summarised);
    }
    return summarised;
  }
}

/** The response time of a pattern in a phase, as it can be judged. */
export function responseOf({ summary, batches }: Summarised): Distribution {
  return new Distribution({ histogram: summary.response, dropped: summary.dropped }, batches);
}

interface Group {
  readonly phase: string;
  readonly pattern: string;
  readonly rows: IntervalRow[];
}

function grouped(intervals: readonly Interval[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of intervals.flat()) {
    const { phase, pattern } = row;
    const known = groups.get(keyOf(phase, pattern));
    if (known === undefined) groups.set(keyOf(phase, pattern), { phase, pattern, rows: [row] });
    else known.rows.push(row);
  }
  return [...groups.values()];
}

function keyOf(phase: string, pattern: string): string {
  return `${phase}\n${pattern}`;
}

function pointOf(second: number, phase: string, pattern: string, ended: Summary): SecondPoint {
  const response = new Distribution({ histogram: ended.response, dropped: ended.dropped });
  return {
    second,
    phase,
    pattern,
    completed: ended.completed,
    failed: ended.failed,
    dropped: ended.dropped,
    p50Ms: response.percentileMs(50),
    p99Ms: response.percentileMs(99),
    maxMs: response.maxMs,
  };
}
