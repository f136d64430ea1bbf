import type { ArgumentsCamelCase, Argv } from 'yargs';
import { checkTable } from '../../reports/check-table.ts';
import { coverageTable } from '../../reports/coverage-table.ts';
import { engineName } from '../../reports/engine-name.ts';
import { findingsTable } from '../../reports/findings.ts';
import type { Checked } from '../check/check.ts';
import { checkFindings } from '../findings/check-findings.ts';
import { BadInput, type Problem } from '../workload/problem.ts';
import { checkOn } from './check-on.ts';
import type { Command } from './command.ts';
import { type DatasetOptions, datasetOptions, readDatasetOptions } from './dataset-options.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { growth } from './growth.ts';
import { consoleOptions } from './load.ts';
import { pacedProgress } from './paced-progress.ts';
import { duration, type Read, Reader, whole, wrong } from './quantity.ts';
import { readyDataset } from './session.ts';
import {
  chosenWorkload,
  openTargets,
  readTargetOptions,
  type TargetChoice,
  type TargetOptions,
  targetOptions,
} from './target-options.ts';
import type { Terminal } from './terminal.ts';
import { checkedLedger } from './units-ledger.ts';

/** Where no terminal is rewritten: a scan of an emulator may take minutes. */
const lineEveryMs = 10_000;

interface CheckOptions extends TargetOptions, DatasetOptions {
  readonly parameters: string;
  readonly timePerPattern: string;
  readonly growth: string | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `patternbench check` */
export const check: Command<CheckOptions> = {
  usage: 'check',
  describe: 'Asks every pattern on each target and compares the answers with each other and with the dataset',
  options: (argv) => {
    const given = datasetOptions(targetOptions(argv))
      .option('parameters', {
        type: 'string',
        default: '25',
        describe: 'parameters drawn for each pattern, beside its edges',
      })
      .option('time-per-pattern', {
        type: 'string',
        default: '30s',
        describe: 'a read that is slower than that is asked fewer parameters, at least 3',
      })
      .option('growth', {
        type: 'string',
        describe: 'two or more sizes in DAU (100,300): how units, items evaluated and times follow the data',
      })
      .option('json', { type: 'boolean', default: false, describe: 'the result as JSON' })
      .option('quiet', { type: 'boolean', default: false, describe: 'no progress' })
      .example('$0 check --dau 100', 'every pattern on both embedded engines')
      .example('$0 check --growth 100,300', 'each size in turn, on embedded engines of its own');
    return given as unknown as Argv<CheckOptions>;
  },
  run,
};

async function run(options: ArgumentsCamelCase<CheckOptions>, terminal: Terminal): Promise<ExitCode> {
  const reader = new Reader();
  const choice = readTargetOptions(options, reader);
  const datasetChoice = readDatasetOptions(options, reader);
  const drawn = reader.take(whole('--parameters', options.parameters, 1, 100_000), 1);
  const budgetMs = reader.take(duration('--time-per-pattern', options.timePerPattern), 0);
  const sizes = reader.maybe(options.growth, readSizes, null);
  if (sizes !== null) reader.problems.push(...growthProblems(choice, datasetChoice.dau));
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  const workload = await chosenWorkload(choice);
  if (sizes !== null) {
    const { json, quiet } = options;
    const { days = 3, randomSeed = 1 } = datasetChoice;
    return growth({ choice, sizes, days, randomSeed, drawn, budgetMs, json, quiet }, workload, terminal);
  }
  const open = await openTargets(choice, workload, terminal, { keep: true, quiet: options.quiet });
  const signal = AbortSignal.any([terminal.stop, open.died]);
  try {
    const dataset = await readyDataset(workload, datasetChoice, open.targets, terminal, signal, options.quiet);
    try {
      const show = pacedProgress(terminal, () => performance.now(), lineEveryMs);
      const say = options.quiet ? () => {} : (line: string) => show(() => line);
      const checked = await checkOn({
        workload,
        dataset,
        targets: open.targets,
        drawn,
        budgetMs,
        askedAtLeast: 3,
        signal,
        say,
      });
      const ledger = signal.aborted
        ? null
        : await checkedLedger({ workload, dataset, targets: open.targets, signal, say }, checked);
      if (!signal.aborted) say('looking for faults in the design');
      const findings = signal.aborted ? [] : await checkFindings(workload, dataset.world, checked);
      terminal.status('');
      if (options.json) {
        const { patterns, coverage } = checked;
        terminal.print(JSON.stringify({ patterns, coverage, findings, ledger }, null, 1));
      } else {
        const { width } = consoleOptions(terminal);
        const engine = open.targets.find(({ place }) => place.kind === 'dynamodb')?.engine ?? { provenance: '' };
        const table = checkTable(checked.patterns, {
          width,
          ledger: ledger && { ...ledger, engine: engineName(engine) },
        });
        const tables = [table, coverageTable(checked.coverage, { width }), findingsTable(findings, { width })];
        terminal.print(tables.join('\n\n'));
      }
      return exitOfCheck(checked, signal);
    } finally {
      await Promise.all(dataset.stores.map((store) => store.close()));
    }
  } catch (error) {
    if (open.died.aborted) throw open.died.reason;
    if (!terminal.stop.aborted) throw error;
    return exitCodes.interrupted;
  } finally {
    await open.stop();
  }
}

/** Sizes from the smallest to the largest, each once. */
function readSizes(text: unknown): Read<readonly number[]> {
  const expected = 'two or more sizes in DAU, as 100,300,1000';
  const read = String(text)
    .split(',')
    .map((one) => whole('--growth', one.trim(), 1, 1_000_000));
  const values = [...new Set(read.flatMap((one) => ('value' in one ? [one.value] : [])))];
  if (values.length < 2 || read.some((one) => 'problem' in one)) return wrong('--growth', text, expected);
  return { value: values.sort((one, other) => one - other) };
}

/** Each size replaces the one before: that is done to no server of somebody's. */
function growthProblems({ dynamodb, postgres, names }: TargetChoice, dau: number | undefined): Problem[] {
  const expected = 'an embedded engine with --growth, which loads each size in turn';
  return [
    ...(names.includes('dynamodb') && (dynamodb.engine === 'url' || dynamodb.engine === 'aws')
      ? [{ place: '--dynamodb', found: dynamodb.engine === 'aws' ? 'aws' : 'a URL', expected }]
      : []),
    ...(names.includes('postgres') && postgres.engine === 'url'
      ? [{ place: '--postgres', found: 'a URL', expected }]
      : []),
    ...(dau === undefined ? [] : [{ place: '--dau', found: String(dau), expected: 'no --dau beside --growth' }]),
  ];
}

/** An undeclared difference is an objective missed. */
function exitOfCheck({ patterns }: Checked, signal: AbortSignal): ExitCode {
  if (signal.aborted) return exitCodes.interrupted;
  const differs = patterns.some(
    ({ verdict, dataset }) =>
      verdict === 'differs' || (verdict !== 'differs by design' && dataset.some((one) => one.verdict === 'differs')),
  );
  return differs ? exitCodes.missed : exitCodes.done;
}
