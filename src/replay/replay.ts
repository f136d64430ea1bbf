import { EnvironmentError } from '../engines/environment-error.ts';
import type { Objective } from '../judge/thresholds-objective.ts';
import type { MigrationRecord } from '../runs/migration-record.ts';
import { RunFile } from '../runs/run-file.ts';
import { type RunRecord, runSchema, type TargetRecord, type VerdictRecord } from '../runs/run-record.ts';
import { isCredentialRefusal } from '../targets/dynamodb/failure.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import { loadTarget } from './crew.ts';
import { migrationRecord } from './migration-record.ts';
import { migrationVerdicts } from './migration-verdicts.ts';
import type { DatasetOrder, Load, Replay, ReplayPlace } from './order.ts';
import { RunLog } from './run-log.ts';
import { execOf } from './script-job-name.ts';
import { type TargetFacts, targetRecord } from './target-record.ts';
import type { TargetTally, WholeSecond } from './target-tally.ts';
import { targetVerdicts } from './target-verdicts.ts';

/** One target of a run. */
export interface ReplayTarget {
  readonly place: ReplayPlace;
  readonly facts: TargetFacts;
}

/** What a run is about, beside what it measures. */
export type RunFrame = Pick<RunRecord, 'id' | 'startedAt' | 'scenario' | 'dataset' | 'environment'> & {
  readonly notes: readonly string[];
};

export interface ReplayOptions {
  readonly workload: Workload;
  readonly replay: Replay;
  readonly dataset: DatasetOrder;
  readonly targets: readonly ReplayTarget[];
  readonly frame: RunFrame;
  /** Asked of every pattern, beside its own objective. */
  readonly objectives: readonly Objective[];
  /** `DIR/<id>`; everything is saved there as it is measured. */
  readonly folder: string;
  readonly onSecond: (target: string, second: WholeSecond, tally: TargetTally, record: RunRecord) => void;
  readonly signal: AbortSignal;
}

export interface Replayed {
  readonly record: RunRecord;
  /** What ended the load before its time; what was measured until then is in the record. */
  readonly failure: Error | null;
}

/** Loads the targets one after the other, so that they do not disturb each other, and saves the run as it goes on. */
export async function replayOn(options: ReplayOptions): Promise<Replayed> {
  const run = new Run(options);
  return run.all();
}

class Run {
  readonly #options: ReplayOptions;
  readonly #patterns: readonly AnyPattern[];
  readonly #file: RunFile;
  readonly #done: Judged[] = [];
  #seconds = 0;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#patterns = patternsOf(options.workload, options.replay);
    this.#file = new RunFile(options.folder);
  }

  async all(): Promise<Replayed> {
    let failure: Error | null = null;
    for (const target of this.#options.targets) {
      failure = await this.#load(target);
      if (failure !== null || this.#options.signal.aborted) break;
    }
    const isWhole = failure === null && !this.#options.signal.aborted;
    const record = this.#record(this.#done, isWhole ? 'complete' : 'interrupted');
    await this.#file.save(record);
    return { record, failure };
  }

  async #load({ place, facts }: ReplayTarget): Promise<Error | null> {
    const { replay, dataset, folder, signal, onSecond, frame } = this.#options;
    const log = new RunLog(folder, facts.name, new Date(frame.startedAt));
    const { tally, failure } = await loadTarget({
      replay,
      dataset,
      place,
      signal,
      onSecond: (second, soFar) => {
        log.add(second);
        this.#came(soFar);
        const record = this.#record([...this.#done, this.#judged(facts, soFar)], 'interrupted');
        void this.#file.save(record).catch(() => undefined);
        onSecond(facts.name, second, soFar, record);
      },
    });
    await log.close();
    this.#done.push(this.#judged(facts, tally));
    this.#came(tally);
    return failure ?? refusal(this.#done.at(-1)?.target);
  }

  /** How far the load came, warm-up apart. */
  #came({ seconds }: TargetTally): void {
    const { replay } = this.#options;
    this.#seconds = Math.max(this.#seconds, Math.min(planned(replay), seconds - replay.warmUpUs / 1e6));
  }

  #judged(facts: TargetFacts, tally: TargetTally): Judged {
    const { replay, objectives } = this.#options;
    const target = targetRecord(facts, this.#patterns, replay.workers, tally);
    const verdicts = targetVerdicts(facts, this.#patterns, objectives, tally);
    if (tally.migration === null) return { target, verdicts };
    const migration = migrationRecord(replay.migration ?? [], planned(replay), this.#patterns, tally.migration);
    return { target, verdicts: [...verdicts, ...migrationVerdicts(facts.name, migration)], migration };
  }

  #record(judged: readonly Judged[], status: RunRecord['status']): RunRecord {
    const { frame, replay } = this.#options;
    const { notes, ...rest } = frame;
    const migration = judged.find((one) => one.migration !== undefined)?.migration;
    return {
      schema: runSchema,
      ...rest,
      status,
      seconds: status === 'complete' ? planned(replay) : Math.max(0, this.#seconds),
      targets: judged.map(({ target }) => target),
      verdicts: judged.flatMap(({ verdicts }) => verdicts),
      claims: [],
      ...(migration === undefined ? {} : { migration }),
      ...(notes.length === 0 ? {} : { notes }),
    };
  }
}

/** A target with what became of its objectives. */
interface Judged {
  readonly target: TargetRecord;
  readonly verdicts: readonly VerdictRecord[];
  readonly migration?: MigrationRecord;
}

/** The load's own length in seconds, warm-up apart. */
export function planned({ streams, warmUpUs }: Replay): number {
  const ends = streams.map(({ load, startUs }) => startUs + lengthUs(load, warmUpUs));
  return Math.max(0, ...ends) / 1e6;
}

function lengthUs(load: Load, warmUpUs: number): number {
  switch (load.kind) {
    case 'constant rate':
      return load.durationUs;
    case 'ramping rate':
      return load.stages.reduce((sum, { durationUs }) => sum + durationUs, 0);
    case 'virtual users':
      return load.plan.endUs - warmUpUs;
  }
}

/** Every pattern that the load may run, in the workload's order. */
function patternsOf(workload: Workload, { streams }: Replay): AnyPattern[] {
  const jobs = streams.flatMap((stream) => stream.jobs);
  // Nobody can tell what a script's own function runs: all patterns may come.
  if (jobs.some((job) => execOf(job) !== null)) return [...workload.patterns];
  const ids = new Set(jobs);
  for (const { id, steps } of workload.flows) if (ids.has(id)) for (const { pattern } of steps) ids.add(pattern.id);
  return workload.patterns.filter(({ id }) => ids.has(id));
}

/** Nothing came through at all: the engine was not there, whatever the load. */
function refusal(target: TargetRecord | undefined): Error | null {
  if (target === undefined) return null;
  const sum = (count: (pattern: TargetRecord['patterns'][number]) => number): number =>
    target.patterns.reduce((total, pattern) => total + count(pattern), 0);
  const ended = sum(({ completed, failed }) => completed + failed);
  const details = target.patterns.flatMap(({ failures }) => failures ?? []).map((failure) => failure.detail);
  const refused = details.find((text) => isCredentialRefusal(text.split(':')[0] ?? null));
  if (refused !== undefined && sum(({ completed }) => completed) === 0) {
    return new EnvironmentError(
      `${target.name} refused the credentials: ${refused}`,
      'Check the AWS credentials and --region.',
    );
  }
  if (ended === 0 || sum(({ errors }) => errors.connection) < ended) return null;
  const detail = details[0] ?? '';
  return new EnvironmentError(
    `${target.name} could not be reached: every operation failed to connect${detail === '' ? '' : ` (${detail})`}`,
    'Check the address, and that the server is running.',
  );
}
