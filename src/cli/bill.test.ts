import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import yargs from 'yargs';
import { priceFile } from '../bill/price-table.ts';
import { BadInput, sentence } from '../workload/problem.ts';
import { billCommand } from './bill.ts';
import type { Terminal } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'bill-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly said: readonly string[];
  readonly problems: readonly string[];
}

/** Runs the command as the command line would, with the day and what comes on standard input. */
async function ran(words: readonly string[], { today = '2026-11-22', stdin = '' } = {}): Promise<Ran> {
  let output = '';
  let code: number | null = null;
  const said: string[] = [];
  const terminal: Terminal = {
    print: (text) => {
      output += text;
    },
    say: (line) => said.push(line),
    status: () => {},
    readStdin: async () => stdin,
    env: {},
    interactive: false,
    stop: new AbortController().signal,
  };
  const { usage, describe: summary, options, run } = billCommand(() => today);
  const problems: string[] = [];
  try {
    await yargs()
      .exitProcess(false)
      .fail((message, error) => {
        throw error ?? new Error(message);
      })
      .command(usage, summary, options, async (given) => {
        code = await run(given, terminal);
      })
      .parseAsync(['bill', ...words]);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    problems.push(...error.problems.map(sentence));
  }
  return { code, output, said, problems };
}

const month = {
  region: 'us-east-1',
  dynamodb: [{ table: 'A', class: 'standard', mode: 'on-demand', writeUnits: 600000 }],
};
const path = file('month.json', month);

describe('bill', () => {
  it('prints a table', async () => {
    const { code, output, said } = await ran([path]);
    expect([code, said]).toEqual([0, []]);
    expect(output).toMatch(
      /^A month in us-east-1[\s\S]*write request units +600,000 +WRU +\$0\.625 per million WRU +\$0\.38\n$/,
    );
  });

  it('with --json prints that JSON and nothing else', async () => {
    const { output, said } = await ran([path, '--json']);
    const line = { service: 'dynamodb', resource: 'A', index: null, item: 'write-request-units' };
    expect(JSON.parse(output)).toEqual({
      currency: 'USD',
      prices: { published: 'DynamoDB about 2026-08-31, RDS 2026-10-06', read: '2026-09-06' },
      lines: [{ ...line, quantity: 600000, unit: 'WRU', usd: 0.375 }],
      totals: { dynamodb: 0.375, postgres: 0 },
    });
    expect(said).toEqual([]);
  });

  it('reads standard input for -', async () => {
    const { output } = await ran(['-', '--json'], { stdin: JSON.stringify(month) });
    expect(JSON.parse(output).totals).toEqual({ dynamodb: 0.375, postgres: 0 });
  });

  it('--region goes before the file, and says so', async () => {
    const { output, said } = await ran([path, '--json', '--region', 'eu-west-1']);
    expect(JSON.parse(output).totals.dynamodb).toBe(0.423);
    expect(said).toEqual(['patternbench: priced in eu-west-1 (--region), not in us-east-1 as the file says']);
  });

  it('--region stands in for a region that the file leaves out, without a word', async () => {
    const nowhere = file('nowhere.json', { dynamodb: month.dynamodb });
    const { output, said } = await ran([nowhere, '--json', '--region', 'eu-west-1']);
    expect([JSON.parse(output).totals.dynamodb, said]).toEqual([0.423, []]);
  });

  it('--prices replaces the table, and what it prints can be edited and given back', async () => {
    const { output: printed } = await ran(['--print-prices']);
    expect(JSON.parse(printed)).toEqual(priceFile);
    const edited = file(
      'mine.json',
      printed.replace('"writeRequestUnitUsdPerMillion": "0.625"', '"writeRequestUnitUsdPerMillion": 7'),
    );
    const { output } = await ran([path, '--json', '--prices', edited]);
    expect(JSON.parse(output).totals.dynamodb).toBe(4.2);
  });

  it('warns of old prices on standard error, in both forms', async () => {
    const warning =
      'patternbench: the prices of us-east-1 were read on 2026-09-06, 181 days ago: give newer ones with --prices';
    expect((await ran([path, '--json'], { today: '2027-03-06' })).said).toEqual([warning]);
    expect((await ran([path], { today: '2027-03-06' })).said).toEqual([warning]);
    expect((await ran([path], { today: '2027-03-05' })).said).toEqual([]);
  });

  it('labels prices of confidence C beside JSON too', async () => {
    const backup = file('backup.json', {
      region: 'us-west-2',
      dynamodb: [{ table: 'A', class: 'standard', mode: 'on-demand', backupGb: 1 }],
    });
    expect((await ran([backup, '--json'])).said).toEqual([
      'patternbench: dynamodb.standard.backupUsdPerGbMonth is of confidence C: assumed equal to us-east-1',
    ]);
  });
});

describe('bad input', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['no file', [], ['patternbench bill: found nothing, expected a file of quantities, or - for standard input']],
    [
      'a file that is not there',
      [join(folder, 'none.json')],
      [`${join(folder, 'none.json')}: found no such file, expected a JSON file`],
    ],
    ['a folder', [folder], [`${folder}: found what cannot be read (EISDIR), expected a JSON file`]],
    [
      'malformed JSON',
      [file('broken.json', '{\n  "region": us-east-1\n}')],
      [`${join(folder, 'broken.json')}:2:13: found "u", expected a JSON value`],
    ],
    [
      'two price files',
      [path, '--prices', 'a', '--prices', 'b'],
      ['--prices: found 2 values ("a", "b"), expected one price file'],
    ],
    [
      'a region that nobody has',
      [path, '--region', 'mars-1'],
      ['region: found "mars-1", expected one of us-east-1, us-west-2, eu-west-1, ap-northeast-1, ap-northeast-2'],
    ],
    [
      'both files',
      [
        file('bad.json', { region: 'here', hours: 1, dynamodb: [] }),
        '--prices',
        file('prices.json', { ...priceFile, schema: 3, currency: 'EUR' }),
      ],
      [
        `${join(folder, 'prices.json')}: schema: found 3, expected 1`,
        `${join(folder, 'prices.json')}: currency: found "EUR", expected USD`,
        'hours: found an unknown field, expected one of region, hoursPerMonth, freeTier, dynamodb, postgres',
      ],
    ],
    [
      'a price that is missing',
      [
        file('restore.json', {
          region: 'eu-west-1',
          dynamodb: [{ table: 'A', class: 'standard', mode: 'on-demand', restoreGb: 1 }],
        }),
      ],
      [
        'dynamodb[0].restoreGb: found restore of A, for which the price table has no price in eu-west-1 (dynamodb.standard.restoreUsdPerGb), expected a price of it in a file given with --prices, or nothing of it used',
      ],
    ],
    [
      '--print-prices with a file',
      ['--print-prices', path],
      [
        '--print-prices: found a file, --prices or --region beside it, expected nothing else: it prints the built-in table',
      ],
    ],
  ])('%s', async (_, words, problems) => {
    const { output, problems: found } = await ran(words);
    expect(found).toEqual(problems);
    expect(output).toBe('');
  });
});
