import { join } from 'node:path';
import type { ArgumentsCamelCase, Argv } from 'yargs';
import { type PlanFormat, planFormats, writePlanFiles } from '../../reports/plan-files.ts';
import { planTable } from '../../reports/plan-table.ts';
import { defaultHoursPerMonth, mostHoursPerMonth } from '../bill/bill-file.ts';
import type { PriceTable } from '../bill/price.ts';
import { ageWarnings } from '../bill/price-age.ts';
import { priceTable } from '../bill/price-table.ts';
import { judgeClaims } from '../judge/claims.ts';
import { planBasis } from '../plan/basis.ts';
import { costCurve } from '../plan/cost-curve.ts';
import { claimEvidence } from '../plan/evidence.ts';
import { makePlan, type PlanOptions } from '../plan/plan.ts';
import { planDocument } from '../plan/plan-document.ts';
import { hasSavedRun, readRun } from '../runs/read-run.ts';
import type { RunRecord } from '../runs/run-record.ts';
import { targetNames } from '../targets/target.ts';
import { workloadOrBundled } from '../workload/load-workload.ts';
import { BadInput } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import { readPriceFile } from './bill.ts';
import type { Command } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { type AssumptionOptions, assumptionOptions, readAssumptions } from './plan-assumptions.ts';
import { type ProfileOrder, profileRun } from './profile-run.ts';
import { type Read, Reader, whole, word, wrong } from './quantity.ts';
import type { Terminal } from './terminal.ts';

interface PlanCommandOptions extends AssumptionOptions {
  readonly run: string | undefined;
  readonly dau: string;
  readonly months: string;
  readonly region: string;
  readonly priceRegion: string | undefined;
  readonly prices: string | undefined;
  readonly hoursPerMonth: string;
  readonly freeTier: boolean;
  readonly postgresClass: string | undefined;
  readonly multiAz: boolean;
  readonly aurora: boolean;
  readonly workload: string | undefined;
  readonly target: string | undefined;
  readonly dynamodb: string;
  readonly out: string;
  readonly json: boolean;
  readonly format: string;
}

/** What the command takes from outside. */
export interface PlanSources {
  /** `YYYY-MM-DD`, against which prices are old. */
  readonly today: () => string;
  /** The workload of `--workload`, or the bundled one. */
  readonly workload: (file: string | undefined) => Promise<Workload>;
  /** A short run of every pattern where none is saved; `null`: then a run must be named. */
  readonly profileRun: ((workload: Workload, order: ProfileOrder, terminal: Terminal) => Promise<RunRecord>) | null;
}

/** `patternbench plan [RUN]` */
export function planCommand(sources: PlanSources): Command<PlanCommandOptions> {
  return {
    usage: 'plan [run]',
    describe: 'Capacity, throttling and the monthly bill at other numbers of users, from the units that a run measured',
    options: (argv) => {
      const given = assumptionOptions(argv)
        .positional('run', { type: 'string', describe: "a run's folder, its run.json, its id, or latest (default)" })
        .option('dau', { type: 'string', default: '1000,10000', describe: 'daily active users, one or several' })
        .option('months', { type: 'string', default: '12', describe: 'months of history behind the planned month' })
        .option('region', { type: 'string', default: 'us-east-1', describe: 'the AWS Region whose prices are taken' })
        .option('price-region', { type: 'string', describe: 'prices of this Region instead' })
        .option('prices', { type: 'string', describe: 'a price table in place of the built-in one' })
        .option('hours-per-month', { type: 'string', default: String(defaultHoursPerMonth), describe: 'up to 744' })
        .option('free-tier', { type: 'boolean', default: false, describe: "take the account's free tier, once a bill" })
        .option('postgres-class', { type: 'string', describe: 'an RDS instance class, such as db.m7g.large' })
        .option('multi-az', { type: 'boolean', default: false, describe: 'RDS with a standby' })
        .option('aurora', { type: 'boolean', default: false, describe: 'Aurora Serverless v2 in place of RDS' })
        .option('workload', { type: 'string', describe: 'a file whose default export is defineWorkload({ … })' })
        .option('target', {
          type: 'string',
          describe: 'where no run is saved: what the quick profile run measures, dynamodb or both (default both)',
        })
        .option('dynamodb', {
          type: 'string',
          default: 'auto',
          describe: 'the emulator of that run: auto, local or dynalite',
        })
        .option('out', { type: 'string', default: 'runs', describe: 'the folder that holds runs' })
        .option('format', {
          type: 'string',
          default: 'console',
          describe:
            'console, html (plan.html beside the run, with charts) and png (the charts as pictures), or several',
        })
        .option('json', { type: 'boolean', default: false, describe: 'the plan as JSON' })
        .example('$0 plan', 'from the latest run, or from a quick profile run where none is saved')
        .example('$0 plan latest --dau 1000,10000', 'two sizes side by side, in every capacity mode')
        .example('$0 plan --format console,html,png', 'with a page and pictures of its charts')
        .example('$0 plan --dau 5000 --postgres-class db.m7g.large', 'with a database of your choice');
      return given as unknown as Argv<PlanCommandOptions>;
    },
    run: async (options, terminal) => {
      try {
        return await run(options, terminal, sources);
      } catch (error) {
        if (!terminal.stop.aborted) throw error;
        terminal.say('Interrupted: nothing was planned.');
        return exitCodes.interrupted;
      }
    },
  };
}

export const plan = planCommand({
  today: () => new Date().toISOString().slice(0, 10),
  workload: workloadOrBundled,
  profileRun,
});

async function run(
  options: ArgumentsCamelCase<PlanCommandOptions>,
  terminal: Terminal,
  sources: PlanSources,
): Promise<ExitCode> {
  const { planOptions, profile, formats } = await readOptions(options);
  const workload = await sources.workload(options.workload);
  const { record, folder } = await measuredRun(options, profile, workload, terminal, sources);
  const basis = await planBasis(workload, record);
  const made = makePlan(basis, planOptions);
  if (!made.ok) throw new BadInput(made.problems);
  const { prices, region } = planOptions.pricing;
  const used = made.value.at.flatMap(({ dynamodb, postgres }) =>
    [...dynamodb.map(({ priced }) => priced), ...(postgres.priced === null ? [] : [postgres.priced])].flatMap(
      ({ charges }) => charges.map(({ price }) => price),
    ),
  );
  for (const line of ageWarnings(prices, region, used, sources.today())) terminal.say(`patternbench: ${line}`);
  const withCharts = formats.includes('html') || formats.includes('png');
  const curve = withCharts ? costCurve(basis, planOptions) : null;
  const document = planDocument(made.value, judgeClaims(workload.claims, claimEvidence(made.value)), curve);
  if (options.json) terminal.print(JSON.stringify(document, null, 1));
  else if (formats.includes('console')) terminal.print(planTable(document, style(terminal)));
  const { files, warnings } = await writePlanFiles(document, folder, formats);
  for (const warning of warnings) terminal.say(`patternbench: ${warning}`);
  for (const file of files) terminal.say(`wrote ${file}`);
  return exitCodes.done;
}

function style({ interactive }: Terminal): { readonly width: number; readonly colour: boolean } {
  return { width: process.stdout.columns ?? 100, colour: interactive && process.stdout.isTTY === true };
}

async function measuredRun(
  { run: name, out }: PlanCommandOptions,
  profile: ProfileOrder,
  workload: Workload,
  terminal: Terminal,
  sources: PlanSources,
): Promise<{ readonly record: RunRecord; readonly folder: string }> {
  const isMissing = name === undefined && sources.profileRun !== null && !(await hasSavedRun(out));
  if (isMissing) {
    const record = await sources.profileRun(workload, profile, terminal);
    return { record, folder: join(out, record.id) };
  }
  return await readRun(name ?? 'latest', out);
}

/** Reads all options before anything else; every problem is told. */
async function readOptions(options: PlanCommandOptions): Promise<{
  readonly planOptions: PlanOptions;
  readonly profile: ProfileOrder;
  readonly formats: readonly PlanFormat[];
}> {
  const reader = new Reader();
  const dau = reader.take(readDau(options.dau), []);
  const months = reader.take(whole('--months', options.months, 1, 120), 12);
  const hoursPerMonth = reader.take(readHours(options.hoursPerMonth), defaultHoursPerMonth);
  const assumptions = readAssumptions(options, reader);
  const text = reader.maybe(options.prices, (value) => once('--prices', value, 'one price file'), undefined);
  const prices = text === undefined ? priceTable() : await readPrices(text, reader);
  const place = options.priceRegion === undefined ? '--region' : '--price-region';
  const region = reader.take(readRegion(place, options.priceRegion ?? options.region, prices), '');
  const instanceClass = reader.maybe<string, null>(
    options.postgresClass,
    (value) => readClass(value, prices, options.aurora),
    null,
  );
  if (options.aurora && options.multiAz) {
    const expected = 'one of them: Aurora keeps its storage in several zones by itself';
    reader.problems.push({ place: '--multi-az', found: '--aurora beside it', expected });
  }
  const profile = readProfile(options, reader);
  const formats = reader.take(readFormats(options.format), []);
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  return {
    planOptions: {
      dau,
      months,
      pricing: { region, prices, hoursPerMonth, freeTier: options.freeTier, assumptions },
      postgres: { instanceClass, multiAz: options.multiAz, aurora: options.aurora },
    },
    profile,
    formats,
  };
}

function readFormats(text: unknown): Read<readonly PlanFormat[]> {
  const names = String(text)
    .split(',')
    .map((name) => name.trim());
  const formats = names.filter((name): name is PlanFormat => planFormats.some((known) => known === name));
  if (formats.length === names.length) return { value: formats };
  return wrong('--format', text, `one or several of ${planFormats.join(', ')}`);
}

/** The units that a plan starts from are DynamoDB's: it is always measured. */
function readProfile({ target, dynamodb, workload, out }: PlanCommandOptions, reader: Reader): ProfileOrder {
  const measured = reader.maybe<'dynamodb' | 'both', 'both'>(
    target,
    (text) => word('--target', text, ['dynamodb', 'both'] as const),
    'both',
  );
  const engine = reader.take(word('--dynamodb', dynamodb, ['auto', 'local', 'dynalite'] as const), 'auto' as const);
  const names = measured === 'both' ? targetNames : (['dynamodb'] as const);
  return { workloadFile: workload ?? null, names, dynamodb: engine, out };
}

function readDau(text: unknown): Read<readonly number[]> {
  const expected = 'one or several whole numbers from 1 up, such as 1000,10000';
  if (typeof text !== 'string') return wrong('--dau', text, expected);
  const read = text.split(',').map((one) => whole('--dau', one.trim(), 1, 100_000_000));
  const values = read.flatMap((one) => ('value' in one ? [one.value] : []));
  if (values.length < read.length) return wrong('--dau', text, expected);
  return { value: [...new Set(values)].sort((one, other) => one - other) };
}

function readHours(text: unknown): Read<number> {
  const hours = /^\d+(\.\d+)?$/.test(String(text)) ? Number(text) : Number.NaN;
  if (hours > 0 && hours <= mostHoursPerMonth) return { value: hours };
  return wrong('--hours-per-month', text, `hours above 0, at most ${mostHoursPerMonth}`);
}

async function readPrices(path: string, reader: Reader): Promise<PriceTable> {
  const read = await readPriceFile(path);
  if (read.ok) return read.value;
  reader.problems.push(...read.problems);
  return priceTable();
}

function readRegion(place: string, text: unknown, prices: PriceTable): Read<string> {
  const regions = [...prices.regions.keys()];
  if (typeof text === 'string' && prices.regions.has(text)) return { value: text };
  return wrong(place, text, `a Region of the price table: ${regions.join(', ')}`);
}

function readClass(text: unknown, prices: PriceTable, aurora: boolean): Read<string> {
  if (aurora) return wrong('--postgres-class', text, 'no class beside --aurora, which has none');
  if (typeof text === 'string' && prices.instanceClasses.has(text)) return { value: text };
  return wrong('--postgres-class', text, `a class of the price table: ${[...prices.instanceClasses].join(', ')}`);
}

function once(place: string, text: unknown, expected: string): Read<string> {
  return typeof text === 'string' && text !== '' ? { value: text } : wrong(place, text ?? '', expected);
}
