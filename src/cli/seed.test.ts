import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import yargs, { type Argv } from 'yargs';
import { clean } from './clean.ts';
import type { Command } from './command.ts';
import { seedCommand } from './seed.ts';
import type { Terminal } from './terminal.ts';

const cache = mkdtempSync(join(tmpdir(), 'patternbench-test-'));
const engines = ['--workload', 'test/shop/workload.ts', '--dynamodb', 'dynalite'];

afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** Runs one command as a person would type it; gives what it printed, what it said and its exit code. */
async function typed<Options>(
  command: Command<Options>,
  words: readonly string[],
  { stop = new AbortController(), onSay = (_: string): void => {} } = {},
) {
  const printed: string[] = [];
  const said: string[] = [];
  const terminal: Terminal = {
    print: (text) => printed.push(text),
    say: (line) => {
      said.push(line);
      onSay(line);
    },
    status: () => {},
    readStdin: async () => '',
    env: { ...process.env, PATTERNBENCH_CACHE: cache },
    interactive: false,
    stop: stop.signal,
  };
  const parser = command.options(yargs([...words]).parserConfiguration({ 'parse-numbers': false }) as Argv);
  const code = await command.run(await parser.parseAsync(), terminal);
  return { printed: printed.join('\n'), said: said.join('\n'), code };
}

describe('patternbench seed', () => {
  it('loads both engines, verifies them, and says what it did', async () => {
    const { printed, code } = await typed(seedCommand, [...engines, '--dau', '50', '--verify']);
    expect(code).toBe(0);
    const [first, dynamodb, verified, postgres] = printed.split('\n');
    expect(first).toMatch(/^A shop with orders: dataset [0-9a-f]{12}, 50 DAU, 3 days, random seed 1$/);
    expect(dynamodb).toMatch(/^dynamodb \(dynalite .*\): loaded 450 records in [\d.]+ s, [\d,]+\/s\. Its data are in /);
    expect(verified).toBe('  verified: 1 table counted, 450 records read back and compared.');
    expect(postgres).toMatch(/^postgres \(postgresql \d.*\): loaded 450 records/);
  });

  it('finds them again with the next command, and refuses another dataset', async () => {
    const again = await typed(seedCommand, [...engines, '--dau', '50', '--json', '--quiet']);
    expect(again.said).toBe('');
    expect(JSON.parse(again.printed)).toMatchObject({
      dataset: { workload: 'shop', randomSeed: 1, dau: 50, days: 3, counts: { customer: 150, order: 300 } },
      targets: [
        { target: 'dynamodb', state: 'present', pristine: true, verified: null },
        { target: 'postgres', state: 'present', pristine: true, verified: null },
      ],
    });
    const other = typed(seedCommand, [...engines, '--dau', '20']);
    await expect(other).rejects.toMatchObject({
      name: 'BadInput',
      problems: [{ place: 'dynamodb' }, { place: 'postgres' }],
    });
  });

  it('drops them again with clean, once', async () => {
    expect(await typed(clean, engines)).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/^dynamodb .*: dropped\npostgres .*: dropped$/),
    });
    const nothing = await typed(clean, [...engines, '--json']);
    expect(JSON.parse(nothing.printed)).toMatchObject({
      targets: [{ state: 'nothing there' }, { state: 'nothing there' }],
    });
  });

  it('ends with 105 where it is interrupted while an engine starts', async () => {
    const stop = new AbortController();
    const onSay = (line: string): void => {
      if (line.endsWith(': starting')) stop.abort('SIGINT');
    };
    const { code, said } = await typed(seedCommand, [...engines, '--target', 'postgres'], { stop, onSay });
    expect(code).toBe(105);
    expect(said).toContain('the same command goes on');
  });
});

describe('what is typed wrong', () => {
  it.each([
    ['seed', ['--dau', '0'], '--dau'],
    ['seed', ['--dau', 'many'], '--dau'],
    ['seed', ['--days', '1.5'], '--days'],
    ['seed', ['--random-seed', '-1'], '--random-seed'],
    ['seed', ['--target', 'oracle'], '--target'],
    ['seed', ['--dynamodb', 'aws'], '--dynamodb'],
    ['seed', ['--workload', 'no-such-file.ts'], 'no-such-file.ts'],
    ['clean', ['--postgres', 'postgresql://me:secret@127.0.0.1:1/db', '--target', 'postgres'], '--yes'],
  ])('%s %j is told before anything starts', async (name, words, place) => {
    const command: Command<never> = name === 'seed' ? (seedCommand as Command<never>) : (clean as Command<never>);
    const error = await typed(command, words).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'BadInput', problems: [{ place: expect.stringContaining(place) }] });
    expect(String(error)).not.toContain('secret');
  });
});
