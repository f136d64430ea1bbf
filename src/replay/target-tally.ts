import { type GeneratorSample, type GeneratorState, generatorState } from '../measure/generator.ts';
import { Histogram } from '../measure/histogram.ts';
import { SampleTally } from '../measure/sample-tally.ts';
import { type SecondPoint, Summaries } from '../measure/summaries.ts';
import { MigrationTally } from './migration-tally.ts';
import type { ScriptInterval, WorkerInterval } from './worker-message.ts';

/** A second of a load that every worker has told of. */
export interface WholeSecond {
  readonly second: number;
  readonly told: readonly WorkerInterval[];
  readonly points: readonly SecondPoint[];
}

/** What is known of a load on one target while it goes on: what the workers told, added up. */
export class TargetTally {
  readonly summaries = new Summaries();
  /** What went on between the engines; `null` where the load is no migration's. */
  readonly migration: MigrationTally | null;
  /** Of the parts of the operations that a script's thresholds are about. */
  readonly scopes = new Summaries();
  readonly samples = new SampleTally();
  /** Why a script says that the run failed. */
  readonly failures: string[] = [];
  readonly #workers: number;
  readonly #warmUpSeconds: number;
  readonly #verified: Readonly<Record<string, number>>[];
  readonly #generators: (GeneratorSample | null)[];
  /** Seconds of which some worker has not told yet. */
  readonly #open = new Map<number, WorkerInterval[]>();
  #lastSecond = 0;
  inFlight = 0;
  waiting = 0;

  constructor(workers: number, warmUpSeconds: number, isMigration = false) {
    this.#workers = workers;
    this.#warmUpSeconds = Math.ceil(warmUpSeconds);
    this.migration = isMigration ? new MigrationTally() : null;
    this.#verified = Array.from({ length: workers }, () => ({}));
    this.#generators = Array.from({ length: workers }, () => null);
  }

  /** Seconds of the load that all workers have told of. */
  get seconds(): number {
    return this.#lastSecond;
  }

  /** How the instrument itself did in the part that counts, until then in the last second; `null` before anything was told. */
  get generator(): GeneratorState | null {
    const threads = this.#generators.flatMap((sample) => (sample === null ? [] : [[sample]]));
    return threads.length === 0 ? null : generatorState(threads);
  }

  /** Answers of a pattern that were compared with the dataset. */
  verified(pattern: string): number {
    return this.#verified.reduce((sum, ofWorker) => sum + (ofWorker[pattern] ?? 0), 0);
  }

  /** Takes in what a worker told; gives back the second that is whole by it. */
  add(worker: number, told: WorkerInterval): WholeSecond | null {
    this.#verified[worker] = told.verified;
    const isCounted = told.second > this.#warmUpSeconds + 1;
    this.#generators[worker] = joined(isCounted ? (this.#generators[worker] ?? null) : null, told.generator);
    const ofSecond = [...(this.#open.get(told.second) ?? []), told];
    this.#open.set(told.second, ofSecond);
    return ofSecond.length < this.#workers ? null : this.#close(told.second, ofSecond);
  }

  /** What is left of seconds that not every worker told of. */
  closeAll(): WholeSecond[] {
    return [...this.#open].sort(([one], [other]) => one - other).map(([second, told]) => this.#close(second, told));
  }

  /** What a script's functions came to outside of the load. */
  addScript(told: readonly ScriptInterval[]): void {
    this.samples.absorb(told.map(({ samples }) => samples));
    this.failures.push(...told.flatMap(({ failures }) => failures));
  }

  #close(second: number, all: readonly WorkerInterval[]): WholeSecond {
    const told = this.migration?.absorb(second, all) ?? all;
    this.#open.delete(second);
    this.#lastSecond = Math.max(this.#lastSecond, second);
    this.inFlight = told.reduce((sum, { inFlight }) => sum + inFlight, 0);
    this.waiting = told.reduce((sum, { waiting }) => sum + waiting, 0);
    const ofScript = told.flatMap(({ script }) => script ?? []);
    const scopes = ofScript.map((one) => one.scopes);
    this.scopes.absorb(second, scopes);
    this.addScript(ofScript);
    const points = this.summaries.absorb(
      second,
      told.map(({ interval }) => interval),
    );
    return { second, told, points };
  }
}

/** Two intervals of one thread as one. */
function joined(before: GeneratorSample | null, next: GeneratorSample): GeneratorSample {
  if (before === null) return next;
  const late = Histogram.of(before.late);
  late.add(next.late);
  return {
    elapsedUs: before.elapsedUs + next.elapsedUs,
    cpuUs: before.cpuUs + next.cpuUs,
    spunUs: before.spunUs + next.spunUs,
    activeUs: before.activeUs + next.activeUs,
    collectingUs: before.collectingUs + next.collectingUs,
    late: late.data(),
  };
}
