import { readFile } from 'node:fs/promises';
import type { ArgumentsCamelCase } from 'yargs';
import { type PricedOperation, unitsTable } from '../../reports/units-table.ts';
import { type Exact, exactly, plus, times, total, zero } from '../bill/exact.ts';
import { readJson } from '../bill/json-text.ts';
import { type Price, type PriceTable, requestPrices } from '../bill/price.ts';
import { priceAge, undatedPrices, unsurePrices } from '../bill/price-age.ts';
import { priceTable } from '../bill/price-table.ts';
import { readUnitsFile, type Units, type UnitsFile, unitsOf } from '../capacity/units-file.ts';
import type { Consumed } from '../measure/measurement.ts';
import { BadInput, type Problem } from '../workload/problem.ts';
import type { Command } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { Reader, word, wrong } from './quantity.ts';
import type { Terminal } from './terminal.ts';

interface UnitsOptions {
  readonly file: string | undefined;
  readonly json: boolean;
  readonly region: string;
}

/** What the command takes from outside: the prices, and the day (`YYYY-MM-DD`) against which they are old. */
interface Sources {
  readonly prices: () => PriceTable;
  readonly today: () => string;
}

/** `patternbench units FILE` */
export function unitsCommand(sources: Sources): Command<UnitsOptions> {
  return {
    usage: 'units <file>',
    describe: 'What operations read, write and cost in DynamoDB units, from a file of their items',
    options: (argv) =>
      argv
        .positional('file', { type: 'string', describe: 'tables and operations, JSON; - reads standard input' })
        .option('json', { type: 'boolean', default: false, describe: 'sizes and units as JSON' })
        .option('region', { type: 'string', default: 'us-east-1', describe: 'whose prices the table shows' })
        .example('$0 units operations.json', 'sizes, units and the price of a million of each')
        .example('$0 units - --json < operations.json', 'sizes and units for a script'),
    run: (options, terminal) => run(options, terminal, sources.prices(), sources.today()),
  };
}

export const units = unitsCommand({ prices: priceTable, today: () => new Date().toISOString().slice(0, 10) });

async function run(
  options: ArgumentsCamelCase<UnitsOptions>,
  terminal: Terminal,
  prices: PriceTable,
  today: string,
): Promise<ExitCode> {
  const { path, region } = readWords(options, prices);
  const file = await readOperations(path, terminal);
  const counted = unitsOf(file);
  if (options.json) {
    terminal.print(JSON.stringify(counted, null, 2));
    return exitCodes.done;
  }
  const { operations, used } = priced(file, counted, prices, region);
  const age = priceAge(prices, region, today);
  if (age?.isStale === true) {
    terminal.say(`patternbench: the prices of ${region} were read on ${age.read}, ${age.days} days ago`);
  }
  const published = prices.regions.get(region)?.published ?? 'not stated';
  const notes = [...unsurePrices(used), ...undatedPrices(used)];
  terminal.print(unitsTable(operations, { region, published, read: age?.read ?? 'not stated', notes }));
  return exitCodes.done;
}

function readWords({ file, region }: UnitsOptions, prices: PriceTable): { path: string; region: string } {
  const reader = new Reader();
  // yargs hands a positional `-` on as an empty string.
  const expected = 'one file of tables and operations, or - for standard input';
  const path =
    typeof file === 'string' ? { value: file === '' ? '-' : file } : wrong('patternbench units', file ?? '', expected);
  const words = {
    path: reader.take(path, '-'),
    region: reader.take(word('--region', region, [...prices.regions.keys()]), ''),
  };
  if (reader.problems.length > 0) throw new BadInput(reader.problems);
  return words;
}

async function readOperations(path: string, terminal: Terminal): Promise<UnitsFile> {
  const text = path === '-' ? await terminal.readStdin() : await readText(path);
  const json = readJson(text, path === '-' ? 'standard input' : path);
  if (!json.ok) throw new BadInput(json.problems);
  const file = readUnitsFile(json.value);
  if (!file.ok) throw new BadInput(file.problems);
  return file.value;
}

/** The text of a file; bytes that are no UTF-8 are refused, for they would change the sizes. */
async function readText(path: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const found = code === 'ENOENT' ? 'no such file' : `what cannot be read (${code})`;
    throw new BadInput([{ place: path, found, expected: 'a JSON file' }]);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput([{ place: path, found: 'bytes that are no UTF-8', expected: 'a JSON file in UTF-8' }]);
  }
}

interface Priced {
  readonly operations: readonly PricedOperation[];
  readonly used: readonly Price[];
}

/** A million of each operation, on demand, each table in its class. Throws where the table lacks a price that is needed. */
function priced(file: UnitsFile, { operations }: Units, prices: PriceTable, region: string): Priced {
  const classes = new Map(file.tables.map((table) => [table.name, table.class]));
  const used: Price[] = [];
  const problems = new Map<string, Problem>();
  const costOf = ({ table, read, write }: Consumed): Exact => {
    const tableClass = classes.get(table) ?? 'standard';
    const { readUsdPerMillion, writeUsdPerMillion } = requestPrices(prices, region, tableClass);
    const cost = (count: number, price: Price | null, what: string): Exact => {
      if (count === 0) return zero;
      if (price !== null) {
        used.push(price);
        return times(price.usd, exactly(count));
      }
      const found = `${region}, which has no price of ${what} request units in the class ${tableClass}`;
      problems.set(found, { place: '--region', found, expected: 'a Region that has it, or --json' });
      return zero;
    };
    return plus(cost(read, readUsdPerMillion, 'read'), cost(write, writeUsdPerMillion, 'write'));
  };
  const rows = operations.map((operation, at) => ({
    ...operation,
    operation: file.operations[at]?.operation.operation ?? '',
    usdPerMillion: total(operation.consumed.map(costOf)),
  }));
  if (problems.size > 0) throw new BadInput([...problems.values()]);
  return { operations: rows, used };
}
