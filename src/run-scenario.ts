import { type RunOptions, runOnce } from './cli/run.ts';
import type { RunRecord } from './runs/run-record.ts';

/** A run, as `patternbench run` takes it: quantities are text with their unit, and what is left out is as it is there. */
export interface ScenarioRun {
  /** A file whose default export is `defineWorkload({ … })`; the bundled workload unless said. */
  readonly workload?: string;
  /** A scenario script, or the name of one of the bundled workload's; or an ad-hoc load, by the next four. */
  readonly scenario?: string;
  readonly patterns?: readonly string[];
  /** Open loop: `100/s`. */
  readonly rate?: string;
  /** Closed loop. */
  readonly vus?: number;
  /** `30s`. */
  readonly duration?: string;
  readonly warmUp?: string;
  readonly maxInFlight?: number;
  readonly maxWait?: string;
  readonly operationTimeout?: string;
  readonly retries?: number;
  readonly connections?: number;
  readonly workers?: number;
  readonly verify?: 'off' | 'sample' | 'all';
  readonly dau?: number;
  readonly days?: number;
  readonly randomSeed?: number;
  readonly skipSeed?: boolean;
  readonly target?: 'dynamodb' | 'postgres' | 'both';
  /** `auto`, `local`, `dynalite` or a URL. */
  readonly dynamodb?: string;
  /** `embedded` or a URL. */
  readonly postgres?: string;
  readonly region?: string;
  readonly client?: 'wire' | 'sdk';
  readonly objectives?: readonly string[];
  /** The folder that holds runs; `runs` unless said. */
  readonly out?: string;
  /** Where engines keep their data and other settings of the environment; this process's own unless said. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Ends the run; what was measured is saved. */
  readonly signal?: AbortSignal;
  /** What engines and the load say as they go on. */
  readonly onProgress?: (line: string) => void;
}

export interface ScenarioRan {
  readonly record: RunRecord;
  /** Where it is saved. */
  readonly folder: string;
  /** Why the load ended before its time; what was measured until then is in the record. */
  readonly failure: Error | null;
}

/**
 * Seeds what is not there, replays the scenario on each target, judges and saves it; `null` where it was ended before the
 * load began. Prints nothing and never exits.
 * @throws {BadInput} with every problem of the input, before anything is started; {EnvironmentError} where an engine cannot be had.
 */
export async function runScenario(run: ScenarioRun): Promise<ScenarioRan | null> {
  const { onProgress, signal = new AbortController().signal, env = process.env } = run;
  const ran = await runOnce(optionsOf(run), {
    print: () => {},
    say: onProgress ?? (() => {}),
    status: () => {},
    readStdin: async () => '',
    env,
    interactive: false,
    stop: signal,
  });
  return ran === null ? null : { record: ran.record, folder: ran.folder, failure: ran.failure ?? ran.threw };
}

function optionsOf(run: ScenarioRun): RunOptions {
  const texts = {
    patterns: run.patterns?.join(','),
    rate: run.rate,
    vus: run.vus?.toString(),
    duration: run.duration,
    warmUp: run.warmUp,
    maxInFlight: run.maxInFlight?.toString(),
    maxWait: run.maxWait,
    operationTimeout: run.operationTimeout,
    retries: run.retries?.toString(),
    connections: run.connections?.toString(),
    workers: run.workers?.toString(),
    verify: run.verify,
  };
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
    scenario: run.scenario,
    workload: run.workload,
    target: run.target,
    dynamodb: run.dynamodb ?? 'auto',
    postgres: run.postgres ?? 'embedded',
    region: run.region ?? 'us-east-1',
    dau: run.dau?.toString(),
    days: run.days?.toString(),
    randomSeed: run.randomSeed?.toString(),
    skipSeed: run.skipSeed ?? false,
    client: run.client ?? 'wire',
    objective: run.objectives,
    out: run.out ?? 'runs',
    json: false,
    quiet: run.onProgress === undefined,
  };
}
