import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import yargs from 'yargs';
import { textWidth } from '../../reports/text/text-width.ts';
import { priceFile } from '../bill/price-table.ts';
import { notebook, notebookRun } from '../plan/notebook.fixture.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { BadInput, sentence } from '../workload/problem.ts';
import { type PlanSources, planCommand } from './plan.ts';
import type { Terminal } from './terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const id = '20261122-120000-000-notebook-abcd';
mkdirSync(join(folder, 'runs', id), { recursive: true });
writeFileSync(join(folder, 'runs', id, 'run.json'), JSON.stringify({ ...notebookRun(), id }));

interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly said: readonly string[];
  readonly problems: readonly string[];
}

const workload = notebook({
  claims: [{ id: 'paths', says: 'every pattern has a path', test: { kind: 'every pattern has a path' } }],
});

async function ran(
  words: readonly string[],
  changes: Partial<PlanSources> = {},
  out = join(folder, 'runs'),
): Promise<Ran> {
  let output = '';
  let code: number | null = null;
  const said: string[] = [];
  const terminal: Terminal = {
    print: (text) => {
      output += text;
    },
    say: (line) => said.push(line),
    status: () => {},
    readStdin: async () => '',
    env: {},
    interactive: false,
    stop: new AbortController().signal,
  };
  const sources: PlanSources = {
    today: () => '2026-11-22',
    workload: async () => workload,
    profileRun: null,
    ...changes,
  };
  const { usage, describe: summary, options, run } = planCommand(sources);
  const problems: string[] = [];
  try {
    await yargs()
      .exitProcess(false)
      .parserConfiguration({ 'boolean-negation': false, 'parse-numbers': false })
      .fail((message, error) => {
        throw error ?? new Error(message);
      })
      .command(usage, summary, options, async (given) => {
        code = await run(given, terminal);
      })
      .parseAsync(['plan', ...words, '--out', out]);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    problems.push(...error.problems.map(sentence));
  }
  return { code, output, said, problems };
}

describe('patternbench plan', () => {
  it('prints the plan of the latest run as JSON, and nothing else', async () => {
    const { code, output, problems } = await ran(['--json', '--dau', '10000,1000', '--months', '1']);
    expect(problems).toEqual([]);
    expect(code).toBe(0);
    const plan = JSON.parse(output) as PlanDocument;
    expect(plan.at.map(({ dau }) => dau)).toEqual([1000, 10_000]);
    expect(plan.run.id).toBe(id);
    expect(plan.claims).toMatchObject([{ claim: 'paths', verdict: 'does not hold' }]);
  });

  it('prints every table within 100 columns', async () => {
    const { output } = await ran([id, '--dau', '1000,10000']);
    for (const line of output.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(100);
    for (const title of [
      'A month in us-east-1',
      'As designed at 1,000 DAU',
      'The same dollars by pattern, at 10,000 DAU',
      'If one thing were different, at 1,000 DAU',
      'The busiest day as designed',
      'Stored at the end of each month',
      'Where limits are',
      'What the design claims',
      'How this was computed',
    ])
      expect(output).toContain(title);
  });

  it('prices in the Region of --price-region, with other hours', async () => {
    const { output } = await ran([
      id,
      '--json',
      '--dau',
      '1000',
      '--price-region',
      'eu-west-1',
      '--hours-per-month',
      '744',
    ]);
    expect(JSON.parse(output)).toMatchObject({ region: 'eu-west-1', hoursPerMonth: 744 });
  });

  it('warns of prices that were read too long ago', async () => {
    const { said } = await ran([id, '--dau', '10'], { today: () => '2027-11-22' });
    expect(said[0]).toContain('the prices of us-east-1 were read on 2026-09-06');
  });

  it('names a class without a price in the Region', async () => {
    const { problems } = await ran([id, '--dau', '10', '--region', 'eu-west-1', '--postgres-class', 'db.m7g.large']);
    expect(problems).toEqual([
      'postgres.class: found instance-hours of db.m7g.large, for which the price table has no price in eu-west-1 (rds.postgres.db.m7g.large.singleAzUsdPerHour), expected a price of it in a file given with --prices, or nothing of it used',
    ]);
  });

  it('tells all that is wrong with its options at once', async () => {
    const { problems } = await ran([
      '--dau',
      'many',
      '--months',
      '0',
      '--region',
      'mars',
      '--postgres-class',
      'db.big',
      '--aurora',
      '--multi-az',
      '--hours-per-month',
      '800',
    ]);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      '--dau',
      '--months',
      '--hours-per-month',
      '--region',
      '--postgres-class',
      '--multi-az',
    ]);
  });

  it('takes other assumptions than its own, and says which it took', async () => {
    const words = ['--scaling-lag', '0m', '--burst-at-start', '60s', '--page-gap', '20ms', '--scale-in-below', '90%'];
    const { output } = await ran([id, '--json', '--dau', '10', ...words]);
    const notes = (JSON.parse(output) as PlanDocument).notes?.join(' ') ?? '';
    expect(notes).toContain('new capacity serves 0 min after the point that asked for it');
    expect(notes).toContain('the burst bucket holds 60 s of capacity');
    expect(notes).toContain('follow each other every 20 ms');
    expect(notes).toContain('when consumption is below 90 % of the target');
  });

  it('refuses assumptions without a unit or out of range', async () => {
    const words = ['--scaling-lag', '90s', '--burst-at-start', '301s', '--page-gap', '20', '--scale-in-below', '110%'];
    const { problems } = await ran([id, ...words]);
    expect(problems).toEqual([
      '--scaling-lag: found "90s", expected whole minutes, such as 3m or 0m: alarms see one-minute points',
      '--burst-at-start: found "301s", expected at most 300s',
      '--scale-in-below: found "110%", expected a percentage above 0%, at most 100%',
      '--page-gap: found "20", expected a duration with its unit, such as 30s, 5m or 500ms',
    ]);
  });

  it('reads a price file, and tells what is wrong with it', async () => {
    const bad = join(folder, 'prices.json');
    writeFileSync(bad, JSON.stringify({ ...priceFile, currency: 'EUR' }));
    const { problems } = await ran([id, '--prices', bad]);
    expect(problems.some((problem) => problem.startsWith(`${bad}: currency`))).toBe(true);
  });
});

describe('without a saved run', () => {
  const empty = join(folder, 'empty');

  it('says what to do', async () => {
    const { problems } = await ran([], {}, empty);
    expect(problems[0]).toContain('RUN: found latest, and no run in');
  });

  it('makes a short run of its own, where it can', async () => {
    const orders: unknown[] = [];
    const { output } = await ran(
      ['--json', '--dau', '10'],
      {
        profileRun: async (_workload, order) => {
          orders.push(order);
          return notebookRun();
        },
      },
      empty,
    );
    const names = ['dynamodb', 'postgres'];
    expect(orders).toEqual([{ workloadFile: null, names, dynamodb: 'auto', out: empty }]);
    expect(JSON.parse(output)).toMatchObject({ run: { id: 'notebook-run' } });
  });

  it('makes it as it is asked to', async () => {
    const orders: unknown[] = [];
    const profileRun: PlanSources['profileRun'] = async (_workload, order) => {
      orders.push(order);
      return notebookRun();
    };
    const words = ['--json', '--dau', '10', '--target', 'dynamodb', '--dynamodb', 'dynalite', '--workload', 'a.ts'];
    await ran(words, { profileRun }, empty);
    expect(orders).toEqual([{ workloadFile: 'a.ts', names: ['dynamodb'], dynamodb: 'dynalite', out: empty }]);
    const { problems } = await ran(['--target', 'postgres', '--dynamodb', 'http://x'], { profileRun }, empty);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(['--target', '--dynamodb']);
  });

  it('does not where one is saved, or latest is asked for', async () => {
    const profileRun: PlanSources['profileRun'] = async () => {
      throw new Error('nobody asked for it');
    };
    expect((await ran(['--json', '--dau', '10'], { profileRun })).code).toBe(0);
    expect((await ran(['latest'], { profileRun }, empty)).problems[0]).toContain('RUN: found latest');
  });

  it('does not when a run is named', async () => {
    const { problems } = await ran(['nothing'], { profileRun: async () => notebookRun() }, empty);
    expect(problems[0]).toContain('RUN: found nothing');
  });
});
