import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import yargs from 'yargs';
import { priceTable } from '../bill/price-table.ts';
import { BadInput, sentence } from '../workload/problem.ts';
import type { Terminal } from './terminal.ts';
import { unitsCommand } from './units.ts';

const folder = mkdtempSync(join(tmpdir(), 'units-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
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
  const { usage, describe: summary, options, run } = unitsCommand({ prices: priceTable, today: () => today });
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
      .parseAsync(['units', ...words]);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    problems.push(...error.problems.map(sentence));
  }
  return { code, output, said, problems };
}

const page = readFileSync(new URL('../../docs/units.md', import.meta.url), 'utf8');
const block = (language: string) => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';
const example = block('json');
const ofClass = (tableClass: string) => example.replace('"TableName"', `"TableClass": "${tableClass}", "TableName"`);

it('prints for the example of the page what the page shows', async () => {
  const { code, output, said } = await ran([file('orders.json', example)]);
  expect(output).toBe(block('text'));
  expect({ code, said }).toEqual({ code: 0, said: [] });
});

it('prints JSON and nothing else with --json', async () => {
  const { output, said } = await ran(['-', '--json'], { stdin: example, today: '2028-01-01' });
  expect(said).toEqual([]);
  expect(JSON.parse(output)).toEqual({
    operations: [
      { id: 'read', itemBytes: [25], consumed: [{ table: 'Orders', index: null, read: 0.5, write: 0 }] },
      { id: 'miss', itemBytes: [], consumed: [{ table: 'Orders', index: null, read: 1, write: 0 }] },
      { id: 'list', itemBytes: [27, 27], consumed: [{ table: 'Orders', index: 'ByStatus', read: 0.5, write: 0 }] },
      {
        id: 'close',
        itemBytes: [27, 29],
        consumed: [
          { table: 'Orders', index: null, read: 0, write: 1 },
          { table: 'Orders', index: 'ByStatus', read: 0, write: 2 },
        ],
      },
    ],
  });
});

describe('prices', () => {
  it('are those of the Region and of the class of each table', async () => {
    const words = (output: string, id: string) => output.split('\n').find((line) => line.startsWith(id)) ?? '';
    const here = await ran(['-'], { stdin: example });
    const there = await ran(['-', '--region', 'eu-west-1'], { stdin: example });
    const seldom = await ran(['-'], { stdin: ofClass('STANDARD_INFREQUENT_ACCESS') });
    expect(words(here.output, 'close')).toMatch(/ 1\.8750$/);
    expect(words(there.output, 'close')).toMatch(/ 2\.1150$/);
    expect(words(seldom.output, 'close')).toMatch(/ 2\.3400$/);
    expect(there.output).toContain('On demand in eu-west-1, in US dollars before tax. Prices read 2026-10-04.');
  });

  it('that are older than 180 days are warned of', async () => {
    const { said } = await ran(['-'], { stdin: example, today: '2027-04-01' });
    expect(said).toEqual(['patternbench: the prices of us-east-1 were read on 2026-09-06, 207 days ago']);
  });

  it('that the table lacks are named, and never 0', async () => {
    const { problems, output } = await ran(['-', '--region', 'eu-west-1'], {
      stdin: ofClass('STANDARD_INFREQUENT_ACCESS'),
    });
    expect(problems[0]).toMatch(
      /^--region: found eu-west-1, which has no price of read request units in the class standard-ia/,
    );
    expect(output).toBe('');
  });
});

describe('bad input', () => {
  it.each([
    [
      'a file that is not there',
      () => [join(folder, 'none.json')],
      '',
      /none\.json: found no such file, expected a JSON file$/,
    ],
    ['a folder', () => [folder], '', /found what cannot be read \(EISDIR\)/],
    [
      'a Region without prices',
      () => ['-', '--region', 'mars'],
      example,
      /^--region: found "mars", expected one of us-east-1/,
    ],
    [
      'JSON that ends early, with line and column',
      () => ['-'],
      '{\n  "tables": [',
      /^standard input:2:14: found the end of the file/,
    ],
    [
      'a name twice in one object',
      () => ['-'],
      '{"tables":[],"tables":[]}',
      /^standard input:1:14: found a second "tables"/,
    ],
    [
      'bytes that are no UTF-8',
      () => [file('latin.json', Uint8Array.of(0x22, 0xe9, 0x22))],
      '',
      /found bytes that are no UTF-8/,
    ],
    [
      'an operation that DynamoDB would refuse',
      () => ['-'],
      example.replace('"index": "ByStatus", "pages"', '"index": "ByStatus", "consistency": "strong", "pages"'),
      /^operations\[2\]\.consistency: found "strong"/,
    ],
  ])('%s', async (_words, words, stdin, problem) => {
    const { problems, output } = await ran(words(), { stdin });
    expect(problems).toEqual([expect.stringMatching(problem)]);
    expect(output).toBe('');
  });

  it('is not a mark of the order of bytes before the file', async () => {
    const { code } = await ran([file('marked.json', `\uFEFF${example}`)]);
    expect(code).toBe(0);
  });
});
