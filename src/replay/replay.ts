import { EnvironmentError } from '../engines/environment-error.ts';
import type { Objective } from '../judge/thresholds-objective.ts';
import type { MigrationRecord } from '../runs/migration-record.ts';
import { RunFile } from '../runs/run-file.ts';
import { type RunRecord, runSchema, type TargetRecord, type VerdictRecord } from '../runs/run-record.ts';
import { isCredentialRefusal } from '../targets/dynamodb/failure.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { Workload } from '../workload/workload.ts';
import { loadTarget } from './crew.ts';
import { endsByItself, planned } from './load-size.ts';
import { scriptRecord } from './metric-values.ts';
import { migrationRecord } from './migration-record.ts';
import { migrationVerdicts } from './migration-verdicts.ts';
import type { DatasetOrder, Replay, ReplayPlace, Stream } from './order.ts';
import { RunLog } from './run-log.ts';
import { execOf } from './script-job-name.ts';
import { around, askedFor, type ScriptAsked } from './script-run.ts';
import { type TargetFacts, targetRecord } from './target-record.ts';
import { TargetTally, type WholeSecond } from './target-tally.ts';
import { abortedBy, type ScriptJudged, targetVerdicts } from './target-verdicts.ts';
import { thresholdsElsewhere } from './threshold-verdicts.ts';

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
  /** Of a scenario script. */
  readonly script?: ScriptAsked | undefined;
  /** `DIR/<id>`; everything is saved there as it is measured. */
  readonly folder: string;
  readonly onSecond: (target: string, second: WholeSecond, tally: TargetTally, record: RunRecord) => void;
  readonly signal: AbortSignal;
}

export interface Replayed {
  readonly record: RunRecord;
  /** What ended the load before its time; what was measured until then is in the record. */
  readonly failure: Error | null;
  /** By target, in their order. */
  readonly loaded: readonly LoadedTarget[];
}

/** What is known of a target's load beside its record. */
export interface LoadedTarget {
  readonly name: string;
  readonly tally: TargetTally;
  /** How long it counted. */
  readonly seconds: number;
  /** What the script's `setup` gave, as JSON. */
  readonly setupData: string | null;
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
  readonly #loaded: LoadedTarget[] = [];
  /** A threshold that fails may end the run. */
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal;
  #endedBy: NonNullable<RunRecord['endedBy']> | null = null;
  #seconds = 0;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#patterns = patternsOf(options.workload, options.replay);
    this.#file = new RunFile(options.folder);
    this.#signal = AbortSignal.any([options.signal, this.#abort.signal]);
  }

  async all(): Promise<Replayed> {
    let failure: Error | null = null;
    for (const target of this.#options.targets) {
      failure = await this.#load(target);
      if (failure !== null || this.#signal.aborted) break;
    }
    const why = askedFor(failure);
    if (why !== null) this.#endedBy ??= { what: 'script', why };
    const isWhole = failure === null && !this.#signal.aborted;
    const record = this.#record(this.#done, isWhole ? 'complete' : 'interrupted');
    await this.#file.save(record);
    return { record, failure, loaded: this.#loaded };
  }

  async #load({ place, facts }: ReplayTarget): Promise<Error | null> {
    const { replay, dataset, folder, onSecond, frame } = this.#options;
    const log = new RunLog(folder, facts.name, new Date(frame.startedAt));
    const signal = this.#signal;
    const load = { replay, dataset, place, signal };
    const { result, setupData, failure } = await around(load, (setUp) =>
      loadTarget({
        ...load,
        ...(setUp === null ? {} : { setUp }),
        onSecond: (second, soFar) => {
          log.add(second);
          this.#came(soFar);
          this.#mayAbort(facts, soFar);
          const record = this.#record([...this.#done, this.#judged(facts, soFar)], 'interrupted');
          void this.#file.save(record).catch(() => undefined);
          onSecond(facts.name, second, soFar, record);
        },
      }),
    );
    await log.close();
    const tally =
      result?.tally ?? new TargetTally(replay.workers, replay.warmUpUs / 1e6, replay.migration !== undefined);
    this.#done.push(this.#judged(facts, tally));
    this.#loaded.push({ name: facts.name, tally, seconds: this.#secondsOf(tally), setupData });
    this.#came(tally);
    return failure ?? refusal(this.#done.at(-1)?.target);
  }

  #mayAbort(facts: TargetFacts, tally: TargetTally): void {
    const script = this.#script(tally);
    if (script === null || this.#signal.aborted) return;
    const why = abortedBy(facts, script, tally);
    if (why === null) return;
    this.#endedBy = { what: 'threshold', why };
    this.#abort.abort();
  }

  /** How far the load came, warm-up apart. */
  #came(tally: TargetTally): void {
    this.#seconds = Math.max(this.#seconds, this.#secondsOf(tally));
  }

  #secondsOf({ seconds }: TargetTally): number {
    const { replay } = this.#options;
    return Math.max(0, Math.min(planned(replay), seconds - replay.warmUpUs / 1e6));
  }

  #script(tally: TargetTally): ScriptJudged | null {
    const { script, replay } = this.#options;
    if (script === undefined || replay.script === undefined) return null;
    const { thresholds } = script;
    return { thresholds, script: replay.script, streams: replay.streams, seconds: this.#secondsOf(tally) };
  }

  #judged(facts: TargetFacts, tally: TargetTally): Judged {
    const { replay, objectives } = this.#options;
    const script = this.#script(tally);
    const patterns = this.#patterns.filter((pattern) => this.#isAsked(pattern, tally));
    const bare = targetRecord(facts, patterns, replay.workers, tally);
    const target = script === null ? bare : { ...bare, script: scriptRecord(script.script, tally, script.seconds) };
    const verdicts = targetVerdicts(facts, patterns, objectives, tally, {
      script,
      leftOut: replay.leftOut?.[facts.name] ?? {},
    });
    if (tally.migration === null) return { target, verdicts };
    const migration = migrationRecord(replay.migration ?? [], planned(replay), patterns, tally.migration);
    return { target, verdicts: [...verdicts, ...migrationVerdicts(facts.name, migration)], migration };
  }

  /** Of the patterns that a script's functions may run, those that they did run, and those that it sets a threshold on. */
  #isAsked({ id }: AnyPattern, { summaries }: TargetTally): boolean {
    const { replay, script, workload } = this.#options;
    if (!replay.streams.some(({ jobs }) => jobs.some((job) => execOf(job) !== null))) return true;
    if (summaries.all().some(({ pattern }) => pattern === id)) return true;
    if (script?.thresholds.some(({ tags }) => tags.pattern === id) === true) return true;
    return patternsOf(workload, { ...replay, streams: replay.streams.filter(isOfPatterns) }).some(
      (one) => one.id === id,
    );
  }

  #record(judged: readonly Judged[], status: RunRecord['status']): RunRecord {
    const { frame, replay, script, targets } = this.#options;
    const { notes, ...rest } = frame;
    const migration = judged.find((one) => one.migration !== undefined)?.migration;
    const names = targets.map(({ facts }) => facts.name);
    const isOver = status === 'complete' && !endsByItself(replay);
    return {
      schema: runSchema,
      ...rest,
      status,
      seconds: isOver ? planned(replay) : Math.max(0, this.#seconds),
      targets: judged.map(({ target }) => target),
      verdicts: [
        ...judged.flatMap(({ verdicts }) => verdicts),
        ...thresholdsElsewhere(script?.thresholds ?? [], names),
      ],
      claims: [],
      ...(migration === undefined ? {} : { migration }),
      ...(this.#endedBy === null ? {} : { endedBy: this.#endedBy }),
      ...(notes.length === 0 ? {} : { notes }),
    };
  }
}

function isOfPatterns({ jobs }: Stream): boolean {
  return jobs.every((job) => execOf(job) === null);
}

/** A target with what became of its objectives. */
interface Judged {
  readonly target: TargetRecord;
  readonly verdicts: readonly VerdictRecord[];
  readonly migration?: MigrationRecord;
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
