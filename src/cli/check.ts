import type { ArgumentsCamelCase, Argv } from 'yargs';
import { checkTable } from '../../reports/check-table.ts';
import { coverageTable } from '../../reports/coverage-table.ts';
import { engineName } from '../../reports/engine-name.ts';
import { findingsTable } from '../../reports/findings.ts';
import { type Checked, type CheckTarget, check as checkAll } from '../check/check.ts';
import { openMeasured } from '../check/open-measured.ts';
import { checkFindings } from '../findings/check-findings.ts';
import { reserveOperations } from '../seeding/dataset.ts';
import { BadInput } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import type { Command } from './command.ts';
import { type DatasetOptions, datasetOptions, readDatasetOptions } from './dataset-options.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { consoleOptions } from './load.ts';
import { duration, Reader, whole } from './quantity.ts';
import { type ReadyDataset, readyDataset } from './session.ts';
import {
  chosenWorkload,
  type OpenTarget,
  openTargets,
  readTargetOptions,
  type TargetOptions,
  targetOptions,
} from './target-options.ts';
import type { Terminal } from './terminal.ts';
import { checkedLedger } from './units-ledger.ts';

interface CheckOptions extends TargetOptions, DatasetOptions {
  readonly parameters: string;
  readonly timePerPattern: string;
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
      .option('json', { type: 'boolean', default: false, describe: 'the result as JSON' })
      .option('quiet', { type: 'boolean', default: false, describe: 'no progress' })
      .example('$0 check --dau 100', 'every pattern on both embedded engines');
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
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  const workload = await chosenWorkload(choice);
  const open = await openTargets(choice, workload, terminal, { keep: true, quiet: options.quiet });
  const signal = AbortSignal.any([terminal.stop, open.died]);
  try {
    const dataset = await readyDataset(workload, datasetChoice, open.targets, terminal, signal, options.quiet);
    try {
      const say = options.quiet ? () => {} : (line: string) => terminal.status(line);
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
        : await checkedLedger({ workload, dataset, targets: open.targets, signal, say });
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

export interface CheckOn {
  readonly workload: Workload;
  readonly dataset: ReadyDataset;
  readonly targets: readonly OpenTarget[];
  readonly drawn: number;
  readonly budgetMs: number;
  readonly askedAtLeast: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

const timeoutMs = 60_000;
/** What an edge may use up of fresh records, beside one a drawn parameter. */
const edgesAtMost = 50;

/** Checks the targets of a command, with operation numbers of its own for what it writes. */
export async function checkOn({
  workload,
  dataset,
  targets,
  drawn,
  budgetMs,
  askedAtLeast,
  signal,
  say,
}: CheckOn): Promise<Checked> {
  const writes = workload.patterns.filter(({ leaves }) => leaves !== undefined).length;
  const numbers = (drawn + edgesAtMost) * workload.patterns.length;
  const firstFresh = writes === 0 ? 0 : await reserveOperations(dataset.stores, numbers, `check-${Date.now()}`);
  const ready: CheckTarget[] = [];
  try {
    for (const [at, { place }] of targets.entries()) {
      const store = dataset.stores[at];
      if (store === undefined) continue;
      const clock = (): number => performance.now() * 1000;
      const options = { timeoutMs, connections: 2, clock, retries: null };
      ready.push({ ...(await openMeasured(place, workload, options)), store });
    }
    return await checkAll({
      workload,
      world: dataset.world,
      targets: ready,
      strictness: dataset.pristine === true ? 'pristine' : 'written',
      drawn,
      budgetMs,
      askedAtLeast,
      clock: () => performance.now(),
      firstFresh,
      onPattern: ({ id, name }) => say(`checking ${id} ${name}`),
      signal,
    });
  } finally {
    await Promise.all(ready.flatMap(({ executor, gauge }) => [executor.close(), gauge.close()]));
  }
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
