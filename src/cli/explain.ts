import type { ArgumentsCamelCase, Argv } from 'yargs';
import { explainPage } from '../../reports/explain-page.ts';
import { explanationOf } from '../check/explanation.ts';
import { checkFindings } from '../findings/check-findings.ts';
import type { Explanation } from '../runs/explanation.ts';
import { tableDefinitions } from '../targets/dynamodb/item-image.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import { BadInput } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import { checkOn } from './check-on.ts';
import type { Command } from './command.ts';
import { type DatasetOptions, datasetOptions, readDatasetOptions } from './dataset-options.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { consoleOptions } from './load.ts';
import { Reader, whole } from './quantity.ts';
import { readyDataset } from './session.ts';
import {
  chosenWorkload,
  type OpenTarget,
  openTargets,
  readTargetOptions,
  type TargetOptions,
  targetOptions,
} from './target-options.ts';
import type { Terminal } from './terminal.ts';

interface ExplainOptions extends TargetOptions, DatasetOptions {
  readonly pattern: string | undefined;
  readonly parameters: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Of a dataset that is loaded for this alone. */
const smallDau = 50;
const budgetMs = 15_000;

/** `patternbench explain PATTERN` */
export const explain: Command<ExplainOptions> = {
  usage: 'explain <pattern>',
  describe:
    'One pattern on one page: what it asks, its requests and SQL, the answer, the path, the units and their arithmetic',
  options: (argv) => {
    const given = datasetOptions(targetOptions(argv))
      .positional('pattern', { type: 'string', describe: 'its id, as check lists them' })
      .option('parameters', {
        type: 'string',
        default: '5',
        describe: 'parameters drawn for the means; the first is shown',
      })
      .option('json', { type: 'boolean', default: false, describe: 'the page as JSON' })
      .option('quiet', { type: 'boolean', default: false, describe: 'no progress' })
      .example('$0 explain 07', `on both embedded engines; where nothing is there, ${smallDau} DAU are loaded first`);
    return given as unknown as Argv<ExplainOptions>;
  },
  run,
};

async function run(options: ArgumentsCamelCase<ExplainOptions>, terminal: Terminal): Promise<ExitCode> {
  const reader = new Reader();
  const choice = readTargetOptions(options, reader);
  const datasetChoice = readDatasetOptions(options, reader);
  const drawn = reader.take(whole('--parameters', options.parameters, 1, 1000), 1);
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  const workload = await chosenWorkload(choice);
  const pattern = patternOf(workload, options.pattern ?? '');
  const open = await openTargets(choice, workload, terminal, { keep: true, quiet: options.quiet });
  const signal = AbortSignal.any([terminal.stop, open.died]);
  try {
    const { targets } = open;
    const dataset = await readyDataset(workload, datasetChoice, targets, terminal, signal, options.quiet, smallDau);
    try {
      const alone = { ...workload, patterns: [pattern] };
      const order = { workload: alone, dataset, targets, drawn, budgetMs, askedAtLeast: 1, signal, say: () => {} };
      const checked = await checkOn(order);
      if (signal.aborted) throw signal.reason;
      const findings = await checkFindings(workload, dataset.world, checked);
      const page = explanationOf(pattern, checked, tableDefinitions(workload), provenancesOf(targets), findings);
      if (signal.aborted || page === null) throw signal.reason;
      show(page, options.json, terminal);
      return exitCodes.done;
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

function show(page: Explanation, json: boolean, terminal: Terminal): void {
  terminal.print(json ? JSON.stringify(page, null, 1) : explainPage(page, consoleOptions(terminal)));
}

function provenancesOf(targets: readonly OpenTarget[]): Readonly<Record<string, string>> {
  return Object.fromEntries(targets.map(({ place, engine }) => [place.kind, engine.provenance]));
}

/** @throws {BadInput} where it is none, or several: `03` of `03.title` and `03.language`. */
function patternOf({ patterns, name }: Workload, id: string): AnyPattern {
  const exact = patterns.find((pattern) => pattern.id === id);
  const [only, ...more] = patterns.filter((pattern) => pattern.id.split('.')[0] === id);
  const found = exact ?? (more.length === 0 ? only : undefined);
  if (found !== undefined) return found;
  const ids = (more.length === 0 ? patterns : [only, ...more]).map((pattern) => pattern?.id).join(', ');
  const what = more.length === 0 ? id : `${id}, which has ${more.length + 1} forms`;
  throw new BadInput([{ place: 'explain', found: what, expected: `one pattern of ${name}: ${ids}` }]);
}
