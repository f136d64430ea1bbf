import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ArgumentsCamelCase, Argv } from 'yargs';
import { chartSource } from '../../reports/chart-source.ts';
import { consoleReport } from '../../reports/console.ts';
import { htmlReport } from '../../reports/html.ts';
import type { PatternAnswers } from '../check/check.ts';
import { withPaths } from '../coverage/with-paths.ts';
import { checkFindings } from '../findings/check-findings.ts';
import type { Replay } from '../replay/order.ts';
import { spread } from '../replay/spread.ts';
import { writeRun } from '../runs/run-file.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { PatternClass } from '../workload/pattern.ts';
import { BadInput } from '../workload/problem.ts';
import { checkOn } from './check-on.ts';
import type { Command } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { consoleOptions, load } from './load.ts';
import { planFor } from './plan-for.ts';
import { Reader, whole } from './quantity.ts';
import { readyDataset } from './session.ts';
import { spreadable } from './spreadable.ts';
import { chosenWorkload, openTargets, readTargetOptions, type TargetOptions, targetOptions } from './target-options.ts';
import type { Terminal } from './terminal.ts';

interface DemoOptions extends TargetOptions {
  readonly dau: string;
  readonly out: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `patternbench demo` */
export const demo: Command<DemoOptions> = {
  usage: 'demo',
  describe: 'The whole line on embedded engines, in under three minutes: seed, check, replay, verdict, bill, HTML page',
  options: (argv) => {
    const given = targetOptions(argv)
      .option('dau', {
        type: 'string',
        default: '50',
        describe: 'daily active users of the dataset, with 3 days of history',
      })
      .option('out', { type: 'string', default: 'runs', describe: 'the folder that holds runs' })
      .option('json', { type: 'boolean', default: false, describe: 'the saved run as JSON' })
      .option('quiet', { type: 'boolean', default: false, describe: 'no progress' })
      .example('$0 demo', 'the bundled workload on an embedded PostgreSQL and a DynamoDB emulator');
    return given as unknown as Argv<DemoOptions>;
  },
  run,
};

const drawn = 4;
const checkBudgetMs = 1500;
const loadMs = 40_000;
/** A little more than p99 needs. */
const samples: Readonly<Record<PatternClass, number>> = { high: 1020, medium: 1020, low: 100 };
/** Of the time, one operation after the other: what a small machine bears beside its engines. */
const busy = 0.55;
const daysOfHistory = 3;

async function run(options: ArgumentsCamelCase<DemoOptions>, terminal: Terminal): Promise<ExitCode> {
  const reader = new Reader();
  const choice = readTargetOptions(options, reader);
  const dau = reader.take(whole('--dau', options.dau, 1, 100_000), 1);
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  const workload = await chosenWorkload(choice);
  const say = options.quiet ? () => {} : terminal.say;
  const open = await openTargets(choice, workload, terminal, { keep: false, quiet: options.quiet });
  const signal = AbortSignal.any([terminal.stop, open.died]);
  try {
    say(`loading ${workload.title}: ${dau} DAU, ${daysOfHistory} days of history`);
    const wanted = { dau, days: daysOfHistory, randomSeed: 1 };
    const dataset = await readyDataset(workload, wanted, open.targets, terminal, signal, options.quiet);
    try {
      say(`checking ${workload.patterns.length} patterns`);
      const targets = open.targets;
      const checked = await checkOn({
        workload,
        dataset,
        targets,
        drawn,
        budgetMs: checkBudgetMs,
        askedAtLeast: 1,
        signal,
        say: terminal.status,
      });
      say(`replaying them on each target for ${loadMs / 1000} s`);
      const { record, failure, folder } = await load(
        {
          workload,
          workloadFile: choice.workloadFile ?? null,
          replay: demoLoad(checked.answers),
          objectives: [],
          client: 'wire',
          scenario: {
            name: 'demo',
            kind: 'ad hoc',
            load: `${(total(checked.answers) / (loadMs / 1000)).toFixed(0)}/s`,
          },
          notes: leftOut(checked.answers),
          out: options.out,
          quiet: options.quiet,
        },
        dataset,
        open.targets,
        signal,
        terminal,
      );
      if (failure !== null) throw failure;
      const whole: RunRecord = {
        ...withPaths(record, checked.coverage.patterns ?? []),
        check: { patterns: checked.patterns },
        coverage: checked.coverage,
        findings: await checkFindings(workload, dataset.world, checked),
        ...(await planFor(workload, record, options.region)),
      };
      await writeRun(folder, whole);
      const page = await writePage(folder, whole);
      if (options.json) terminal.print(JSON.stringify(whole, null, 1));
      else terminal.print(`${consoleReport(whole, consoleOptions(terminal))}\n\nthe page    ${page}`);
      return terminal.stop.aborted ? exitCodes.interrupted : exitCodes.done;
    } finally {
      await Promise.all(dataset.stores.map((store) => store.close()));
    }
  } catch (error) {
    if (open.died.aborted) throw open.died.reason;
    if (!terminal.stop.aborted) throw error;
    terminal.say('Interrupted: the engines are stopped, and their data are gone.');
    return exitCodes.interrupted;
  } finally {
    await open.stop();
  }
}

async function writePage(folder: string, record: RunRecord): Promise<string> {
  const file = join(folder, 'report.html');
  await mkdir(folder, { recursive: true });
  await writeFile(file, htmlReport(record, await chartSource()));
  return file;
}

const house = { maxInFlight: 4, maxWaitUs: 10_000_000 };

/** Each pattern as often as its percentile needs, as far as that fits by the times that the check took. */
function demoLoad(answers: readonly PatternAnswers[]): Replay {
  const jobs = answers.map((one) => spreadable(one, samples[one.pattern.class]));
  const streams = spread(jobs, { durationMs: loadMs, busy, ...house });
  return {
    scriptFile: null,
    streams,
    warmUpUs: 2_000_000,
    operationTimeoutMs: 10_000,
    retries: 0,
    connections: 16,
    verification: 'sample',
    workers: Math.max(1, availableParallelism() - 1),
  };
}

/** What one operation of takes more time than a pattern's share of the load. */
function leftOut(answers: readonly PatternAnswers[]): string[] {
  const taken = new Set(demoLoad(answers).streams.map(({ name }) => name));
  const slow = answers.flatMap(({ pattern }) => (taken.has(pattern.id) ? [] : [pattern.id]));
  return slow.length === 0
    ? []
    : [`Not replayed, as one operation takes too long for a short load: ${slow.join(', ')}. The check asked them.`];
}

function total(answers: readonly PatternAnswers[]): number {
  return demoLoad(answers).streams.reduce(
    (sum, { load: shape }) => sum + (shape.kind === 'constant rate' ? shape.rate.arrivals : 0),
    0,
  );
}
