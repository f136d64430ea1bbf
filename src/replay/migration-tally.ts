import type { MigrationEngine } from '../load/migration-phase.ts';
import type { Interval, IntervalRow } from '../measure/recorder.ts';
import { Summaries, type Summarised } from '../measure/summaries.ts';
import { Summary } from '../measure/summary.ts';
import { addEvents, type MigrationEvents, noEvents } from './migration-events.ts';
import { counted, warmUp } from './phases.ts';
import type { WorkerInterval } from './worker-message.ts';

/** Under this name stand all patterns together. */
const all = '';

/** What is known of a migration while it goes on, phase by phase. */
export class MigrationTally {
  readonly #application = new Summaries();
  readonly #engines: Readonly<Record<MigrationEngine, Map<string, Summary>>> = {
    postgres: new Map(),
    dynamodb: new Map(),
  };
  readonly #events = new Map<string, MigrationEvents>();

  /** Takes in a second; gives it back with the phases as what they are together, the counted part of the load. */
  absorb(second: number, told: readonly WorkerInterval[]): WorkerInterval[] {
    const intervals = told.map(({ interval }) => interval);
    const together = intervals.map((interval) => interval.map((row) => ({ ...row, pattern: all })));
    this.#application.absorb(second, [...intervals, ...together]);
    for (const { migration } of told) {
      if (migration === undefined) continue;
      this.#add('postgres', migration.engines.postgres);
      this.#add('dynamodb', migration.engines.dynamodb);
      for (const events of migration.events) this.#addEvents(events);
    }
    return told.map((one) => ({ ...one, interval: one.interval.map(inWhole) }));
  }

  /** What the application saw of a pattern, or of all of them. */
  application(phase: string, pattern: string | null): Summarised | null {
    return this.#application.get(phase, pattern ?? all);
  }

  /** What an engine was asked. */
  engine(engine: MigrationEngine, phase: string, pattern: string | null): Summary {
    return this.#engines[engine].get(keyOf(phase, pattern ?? all)) ?? new Summary();
  }

  events(phase: string, pattern: string | null): MigrationEvents {
    return this.#events.get(keyOf(phase, pattern ?? all)) ?? noEvents(phase, pattern ?? all);
  }

  #add(engine: MigrationEngine, interval: Interval): void {
    for (const { phase, pattern, summary } of interval) {
      for (const name of [pattern, all]) {
        const key = keyOf(phase, name);
        const known = this.#engines[engine].get(key);
        if (known === undefined) this.#engines[engine].set(key, Summary.of(summary));
        else known.add(summary);
      }
    }
  }

  #addEvents(told: MigrationEvents): void {
    for (const name of [told.pattern, all]) {
      const key = keyOf(told.phase, name);
      const known = this.#events.get(key) ?? noEvents(told.phase, name);
      addEvents(known, name === all ? inAll(told) : told);
      this.#events.set(key, known);
    }
  }
}

/** Among all patterns, words say which one they are about. */
function inAll(told: MigrationEvents): MigrationEvents {
  const named = (first: MigrationEvents['firstHalf']): MigrationEvents['firstHalf'] =>
    first === null ? null : { ...first, words: `${told.pattern} ${first.words}` };
  return { ...told, firstMismatch: named(told.firstMismatch), firstHalf: named(told.firstHalf) };
}

/** The phases as what they are together. */
function inWhole(row: IntervalRow): IntervalRow {
  return row.phase === warmUp ? row : { ...row, phase: counted };
}

function keyOf(phase: string, pattern: string): string {
  return `${phase}\n${pattern}`;
}
