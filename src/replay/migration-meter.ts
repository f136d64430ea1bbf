import type { MigrationEngine } from '../load/migration-phase.ts';
import { type Interval, Recorder } from '../measure/recorder.ts';
import type { Executed } from '../targets/target.ts';
import { earlier, type MigrationEvents, noEvents } from './migration-events.ts';

/** What a second of a migration was, beside what the application saw; a worker tells it. */
export interface MigrationInterval {
  /** All that an engine was asked, by phase and pattern, from the moment of sending. */
  readonly engines: Readonly<Record<MigrationEngine, Interval>>;
  readonly events: readonly MigrationEvents[];
}

/** Where an operation of a migration belongs. */
export interface MigrationPlaceInTime {
  readonly phase: string;
  readonly pattern: string;
}

/** Counts what goes on between the engines of a migration. One for each worker. */
export class MigrationMeter {
  readonly #engines: Readonly<Record<MigrationEngine, Recorder>> = {
    postgres: new Recorder(),
    dynamodb: new Recorder(),
  };
  #events = new Map<string, MigrationEvents>();

  /** One operation on one engine, for whatever purpose. */
  asked(engine: MigrationEngine, at: MigrationPlaceInTime, fromUs: number, executed: Executed): void {
    const { sentUs, doneUs, poolWaitUs, outcome, cost } = executed;
    const moments = { scheduledUs: fromUs, startedUs: fromUs, sentUs, doneUs, poolWaitUs };
    this.#engines[engine].record({ phase: at.phase, pattern: at.pattern, ...moments, outcome, cost });
  }

  askedAgain(at: MigrationPlaceInTime, postgresRequests: number): void {
    this.#of(at).postgresRequestsAgain += postgresRequests;
  }

  /** PostgreSQL was not asked. */
  spared(at: MigrationPlaceInTime): void {
    this.#of(at).spared++;
  }

  compared(at: MigrationPlaceInTime, verdict: 'equal' | 'late'): void {
    const events = this.#of(at);
    events.compared++;
    if (verdict === 'late') events.late++;
  }

  mismatch(at: MigrationPlaceInTime, atUs: number, words: string): void {
    const events = this.#of(at);
    events.compared++;
    events.mismatches++;
    events.firstMismatch = earlier(events.firstMismatch, { atUs, words });
  }

  half(what: 'write' | 'read', at: MigrationPlaceInTime, atUs: number, words: string): void {
    const events = this.#of(at);
    if (what === 'write') events.halfWrites++;
    else events.halfReads++;
    events.firstHalf = earlier(events.firstHalf, { atUs, words });
  }

  /** What came since the last time. */
  take(): MigrationInterval {
    const events = [...this.#events.values()];
    this.#events = new Map();
    return { engines: { postgres: this.#engines.postgres.take(), dynamodb: this.#engines.dynamodb.take() }, events };
  }

  #of({ phase, pattern }: MigrationPlaceInTime): MigrationEvents {
    const key = `${phase}\n${pattern}`;
    let events = this.#events.get(key);
    if (events === undefined) {
      events = noEvents(phase, pattern);
      this.#events.set(key, events);
    }
    return events;
  }
}
