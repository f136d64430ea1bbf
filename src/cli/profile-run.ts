import { availableParallelism } from 'node:os';
import type { PatternAnswers } from '../check/check.ts';
import type { Replay, Stream } from '../replay/order.ts';
import { spread } from '../replay/spread.ts';
import { writeRun } from '../runs/run-file.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { TargetName } from '../targets/target.ts';
import type { Workload } from '../workload/workload.ts';
import { checkOn } from './check.ts';
import { load } from './load.ts';
import { readyDataset } from './session.ts';
import { spreadable } from './spreadable.ts';
import { openTargets, type TargetChoice } from './target-options.ts';
import type { Terminal } from './terminal.ts';

/** What a profile run is to be made of. */
export interface ProfileOrder {
  /** `--workload`, `null` for the bundled one. */
  readonly workloadFile: string | null;
  /** DynamoDB, whose units are planned with, and PostgreSQL where its times are wanted as well. */
  readonly names: readonly TargetName[];
  readonly dynamodb: 'auto' | 'local' | 'dynalite';
  /** The folder that holds runs. */
  readonly out: string;
}

const size = { dau: 20, days: 3, randomSeed: 1 };
const loadMs = 15_000;
const busy = 0.5;
/** Operations of each pattern, as far as they fit: units are means, which need no thousand. */
const wanted = 200;
const house = { maxInFlight: 4, maxWaitUs: 30_000_000 };

/**
 * A short run of every pattern on embedded engines with a small dataset of their own, for a plan that has no run to start
 * from. Each pattern is asked at least once, so that none is missing in the plan. The run is saved; the engines and
 * their data are gone afterwards.
 */
export async function profileRun(workload: Workload, order: ProfileOrder, terminal: Terminal): Promise<RunRecord> {
  const { names, dynamodb, out, workloadFile } = order;
  const { dau, days } = size;
  terminal.say(
    `no saved run in ${out}: measuring ${workload.title} in a short one, ${dau} DAU with ${days} days of history on embedded engines`,
  );
  const choice: TargetChoice = {
    names,
    dynamodb: { engine: dynamodb },
    postgres: { engine: 'embedded' },
    region: 'us-east-1',
    workloadFile: workloadFile ?? undefined,
  };
  const open = await openTargets(choice, workload, terminal, { keep: false, quiet: false });
  const signal = AbortSignal.any([terminal.stop, open.died]);
  try {
    const dataset = await readyDataset(workload, size, open.targets, terminal, signal, false);
    try {
      const { targets } = open;
      const say = terminal.status;
      const asking = { drawn: 3, budgetMs: 1_000, askedAtLeast: 1 };
      const checked = await checkOn({ workload, dataset, targets, ...asking, signal, say });
      const { record, failure, folder } = await load(
        {
          workload,
          workloadFile,
          replay: profileLoad(checked.answers),
          objectives: [],
          client: 'wire',
          scenario: { name: 'profile', kind: 'ad hoc' },
          notes: ['A short run for its units: too few samples for latencies.'],
          out,
          quiet: true,
        },
        dataset,
        targets,
        signal,
        terminal,
      );
      if (failure !== null) throw failure;
      if (signal.aborted) throw signal.reason;
      const whole: RunRecord = { ...record, check: { patterns: checked.patterns }, coverage: checked.coverage };
      await writeRun(folder, whole);
      terminal.say(`saved in ${folder}; \`patternbench plan\` starts from it the next time`);
      return whole;
    } finally {
      await Promise.all(dataset.stores.map((store) => store.close()));
    }
  } catch (error) {
    throw open.died.aborted ? open.died.reason : error;
  } finally {
    await open.stop();
  }
}

function profileLoad(answers: readonly PatternAnswers[]): Replay {
  const jobs = answers.map((one) => spreadable(one, wanted));
  const streams = spread(jobs, { durationMs: loadMs, busy, ...house });
  const left = jobs.filter(({ id }) => !streams.some(({ name }) => name === id));
  return {
    scriptFile: null,
    streams: [...streams, ...left.map(({ id }) => once(id))],
    warmUpUs: 0,
    operationTimeoutMs: 60_000,
    retries: 0,
    connections: 8,
    verification: 'sample',
    workers: Math.max(1, availableParallelism() - 1),
  };
}

/** A pattern of which one operation takes more than its share of the time is asked once all the same. */
function once(id: string): Stream {
  const durationUs = loadMs * 1000;
  const load = {
    kind: 'constant rate',
    rate: { arrivals: 1, perUs: durationUs },
    durationUs,
    randomSeed: null,
  } as const;
  return { name: id, load, startUs: 0, jobs: [id], ...house };
}
