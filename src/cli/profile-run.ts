import type { PatternAnswers } from '../check/check.ts';
import type { VuPlan } from '../load/vu-plan.ts';
import type { Replay } from '../replay/order.ts';
import { writeRun } from '../runs/run-file.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { TargetName } from '../targets/target.ts';
import type { Workload } from '../workload/workload.ts';
import { checkOn } from './check-on.ts';
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
/** What a slow machine may take for it at most. */
const longestMs = 240_000;
const operationTimeoutMs = 60_000;
const users = 2;
const fewestRounds = 3;
/** Units are means, which need no thousand operations. */
const mostRounds = 30;

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
          scenario: { name: 'profile', kind: 'ad hoc', load: `${users} users, all patterns in turn` },
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

/**
 * Two users who run all patterns in turn, a quick one several times for each time of a slow one: nothing is dropped and
 * nothing hurries, so that every pattern gets its operations however slow the machine is.
 */
function profileLoad(answers: readonly PatternAnswers[]): Replay {
  const jobs = answers.map((one) => spreadable(one, 0));
  const turns = jobs.flatMap(({ id, serviceMs }) => Array<string>(timesOf(serviceMs)).fill(id));
  const roundMs = jobs.reduce((sum, { serviceMs }) => sum + serviceMs * timesOf(serviceMs), 0);
  const rounds = Math.min(mostRounds, Math.max(fewestRounds, Math.round((users * loadMs) / Math.max(1, roundMs))));
  const plan: VuPlan = {
    steps: [{ atUs: 0, vus: users }],
    endUs: longestMs * 1000,
    iterations: { kind: 'shared', count: rounds * turns.length },
    rampDownGraceUs: operationTimeoutMs * 1000,
    graceUs: operationTimeoutMs * 1000,
  };
  const load = { kind: 'virtual users', plan } as const;
  return {
    scriptFile: null,
    streams: [{ name: 'profile', load, startUs: 0, jobs: turns, maxInFlight: users, maxWaitUs: 0 }],
    warmUpUs: 0,
    operationTimeoutMs,
    retries: 0,
    connections: 8,
    verification: 'sample',
    workers: 1,
  };
}

/** Of one operation in a round. */
const timesOf = (serviceMs: number): number => Math.min(6, Math.max(1, Math.round(50 / Math.max(1, serviceMs))));
