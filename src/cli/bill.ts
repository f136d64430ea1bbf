import { readFile } from 'node:fs/promises';
import type { ArgumentsCamelCase } from 'yargs';
import { billTable } from '../../reports/bill-table.ts';
import { pricedBill } from '../bill/bill.ts';
import type { BillFile } from '../bill/bill-file.ts';
import type { Checked } from '../bill/checked.ts';
import { isFields } from '../bill/form.ts';
import { readJson } from '../bill/json-text.ts';
import type { PriceTable } from '../bill/price.ts';
import { ageWarnings, unsurePrices } from '../bill/price-age.ts';
import { priceFile, priceTable } from '../bill/price-table.ts';
import { readBillFile } from '../bill/read-bill-file.ts';
import { readPrices } from '../bill/read-prices.ts';
import { BadInput, type Problem } from '../workload/problem.ts';
import type { Command } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { type Read, Reader, wrong } from './quantity.ts';
import type { Terminal } from './terminal.ts';

interface BillOptions {
  readonly file: string | undefined;
  readonly json: boolean;
  readonly prices: string | undefined;
  readonly region: string | undefined;
  readonly 'print-prices': boolean;
}

/** `patternbench bill FILE`. `today` gives the day, `YYYY-MM-DD`, against which prices are old. */
export function billCommand(today: () => string): Command<BillOptions> {
  return {
    usage: 'bill [file]',
    describe: 'What a month costs: DynamoDB and PostgreSQL, from a file of quantities',
    options: (argv) =>
      argv
        .positional('file', { type: 'string', describe: 'the quantities, JSON; - reads standard input' })
        .option('json', { type: 'boolean', default: false, describe: 'the bill as JSON, unrounded' })
        .option('prices', { type: 'string', describe: 'a price table in place of the built-in one' })
        .option('region', { type: 'string', describe: "price in this Region, whatever the file's own" })
        .option('print-prices', {
          type: 'boolean',
          default: false,
          describe: 'print the built-in price table, to edit',
        })
        .example('$0 bill month.json', 'the bill as a table')
        .example('$0 bill - --json < month.json', 'lines and totals for a script')
        .example('$0 bill --print-prices > mine.json', 'a price table for --prices'),
    run: (options, terminal) => run(options, terminal, today()),
  };
}

export const bill = billCommand(() => new Date().toISOString().slice(0, 10));

async function run(options: ArgumentsCamelCase<BillOptions>, terminal: Terminal, today: string): Promise<ExitCode> {
  if (options['print-prices']) {
    refuseBeside(options);
    terminal.print(JSON.stringify(priceFile, null, 2));
    return exitCodes.done;
  }
  const { file, prices } = await readInput(options, terminal);
  const priced = pricedBill(file, prices);
  if (!priced.ok) throw new BadInput(priced.problems);
  const { bill, charges } = priced.value;
  const used = charges.map(({ price }) => price);
  // The table carries its own notes; beside JSON they can stand nowhere else.
  const notes = options.json ? unsurePrices(used) : [];
  for (const line of [...ageWarnings(prices, file.region, used, today), ...notes])
    terminal.say(`patternbench: ${line}`);
  terminal.print(
    options.json ? JSON.stringify(bill, null, 2) : billTable({ file, priced: priced.value, prices, today }),
  );
  return exitCodes.done;
}

function refuseBeside({ file, prices, region }: BillOptions): void {
  if (file === undefined && prices === undefined && region === undefined) return;
  const found = 'a file, --prices or --region beside it';
  throw new BadInput([{ place: '--print-prices', found, expected: 'nothing else: it prints the built-in table' }]);
}

interface Input {
  readonly file: BillFile;
  readonly prices: PriceTable;
}

/** Both files, read and checked; every problem of both is told. */
async function readInput(options: ArgumentsCamelCase<BillOptions>, terminal: Terminal): Promise<Input> {
  const given = readWords(options);
  const prices = given.prices === undefined ? builtIn() : await readPriceFile(given.prices);
  const json = await readQuantities(given.file, terminal);
  const problems = [...(prices.ok ? [] : prices.problems), ...(json.ok ? [] : json.problems)];
  if (!json.ok) throw new BadInput(problems);
  const file = readBillFile(inRegion(json.value, given.region, terminal), prices.ok ? prices.value : undefined);
  if (!file.ok) problems.push(...file.problems);
  if (!file.ok || !prices.ok) throw new BadInput(problems);
  return { file: file.value, prices: prices.value };
}

interface Words {
  readonly file: string;
  readonly prices: string | undefined;
  readonly region: string | undefined;
}

function readWords({ file, prices, region }: BillOptions): Words {
  const reader = new Reader();
  const given = {
    file: reader.take(quantitiesFile(file), ''),
    prices: reader.maybe(prices, (text) => once('--prices', text, 'one price file'), undefined),
    region: reader.maybe(region, (text) => once('--region', text, 'one Region'), undefined),
  };
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  return given;
}

/** yargs hands a positional `-` on as an empty string. */
function quantitiesFile(file: unknown): Read<string> {
  if (file === '') return { value: '-' };
  return once('patternbench bill', file, 'a file of quantities, or - for standard input');
}

function once(place: string, text: unknown, expected: string): Read<string> {
  return typeof text === 'string' && text !== '' ? { value: text } : wrong(place, text ?? '', expected);
}

function builtIn(): Checked<PriceTable> {
  return { ok: true, value: priceTable() };
}

/** A price file, read and checked; every problem stands with its path. */
export async function readPriceFile(path: string): Promise<Checked<PriceTable>> {
  const json = await readJsonFile(path);
  if (!json.ok) return json;
  const prices = readPrices(json.value);
  if (prices.ok) return prices;
  return {
    ok: false,
    problems: prices.problems.map((problem) => ({ ...problem, place: `${path}: ${problem.place}` })),
  };
}

async function readQuantities(path: string, terminal: Terminal): Promise<Checked<unknown>> {
  return path === '-' ? readJson(await terminal.readStdin(), 'standard input') : readJsonFile(path);
}

async function readJsonFile(path: string): Promise<Checked<unknown>> {
  try {
    return readJson(await readFile(path, 'utf8'), path);
  } catch (error) {
    return { ok: false, problems: [unreadable(path, error)] };
  }
}

function unreadable(place: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return {
    place,
    found: code === 'ENOENT' ? 'no such file' : `what cannot be read (${code})`,
    expected: 'a JSON file',
  };
}

/** `--region` goes before the file's own Region, and says so where they differ. */
function inRegion(json: unknown, region: string | undefined, terminal: Terminal): unknown {
  if (region === undefined || !isFields(json)) return json;
  if (json.region !== undefined && json.region !== region) {
    terminal.say(`patternbench: priced in ${region} (--region), not in ${String(json.region)} as the file says`);
  }
  return { ...json, region };
}
