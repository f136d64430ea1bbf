import type { Measurement } from './measurement.ts';
import { type Interval, Recorder } from './recorder.ts';
import { hasTags } from './samples.ts';

/** A part of all operations: those that have all the tags. `phase` is one of them; without it all that counts is meant. */
export interface Scope {
  readonly key: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The phase under which parts are summarised: their own tags say of which phases they are. */
export const scopePhase = 'all';

/** One name for the same tags, in whatever order. */
export function scopeKey(tags: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Takes in measurements by the parts that they belong to. */
export class ScopeRecorder {
  readonly #scopes: readonly Scope[];
  readonly #counts: (phase: string) => boolean;
  readonly #recorder = new Recorder();

  /** `counts`: whether a phase is part of the figures. */
  constructor(scopes: readonly Scope[], counts: (phase: string) => boolean) {
    this.#scopes = scopes;
    this.#counts = counts;
  }

  record(measurement: Measurement, tags: Readonly<Record<string, string>>): void {
    const { pattern, phase } = measurement;
    for (const { key } of this.#of({ ...tags, pattern, phase }, phase)) {
      this.#recorder.record({ ...measurement, pattern: key, phase: scopePhase });
    }
  }

  /** An arrival that was never started; of which pattern may not be known. */
  drop(pattern: string | null, phase: string, tags: Readonly<Record<string, string>>): void {
    const all = pattern === null ? { ...tags, phase } : { ...tags, pattern, phase };
    for (const { key } of this.#of(all, phase)) this.#recorder.drop(scopePhase, key);
  }

  take(): Interval {
    return this.#recorder.take();
  }

  #of(tags: Readonly<Record<string, string>>, phase: string): readonly Scope[] {
    const counts = this.#counts(phase);
    return this.#scopes.filter((scope) => (counts || 'phase' in scope.tags) && hasTags(tags, scope.tags));
  }
}
