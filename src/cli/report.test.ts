import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleRun } from '../runs/example-run.fixture.ts';
import { parseRun } from '../runs/parse-run.ts';
import { writeRun } from '../runs/run-file.ts';
import { BadInput } from '../workload/problem.ts';
import { chosenFormats, report } from './report.ts';
import type { Terminal } from './terminal.ts';

const id = exampleRun().id;
let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'report-'));
  await writeRun(join(out, id), exampleRun());
});
afterEach(() => rm(out, { recursive: true }));

interface Asked {
  readonly run?: string;
  readonly format?: string;
  readonly stdout?: boolean;
  readonly json?: boolean;
}

async function reported(asked: Asked, env: Terminal['env'] = {}) {
  const printed: string[] = [];
  const said: string[] = [];
  const terminal: Terminal = {
    print: (text) => void printed.push(text),
    say: (line) => void said.push(line),
    status: () => {},
    readStdin: async () => '',
    env,
    interactive: false,
    stop: new AbortController().signal,
  };
  const options = { run: 'latest', format: undefined, stdout: false, json: false, ...asked, out };
  const code = await report.run({ ...options, _: [], $0: 'patternbench' }, terminal);
  return { code, printed: printed.join(''), said };
}

const files = async () => (await readdir(join(out, id), { recursive: true })).sort();

describe('patternbench report', () => {
  it('shows the newest run on the console, and exits with 0 although objectives were missed', async () => {
    const { code, printed, said } = await reported({});
    expect(code).toBe(0);
    expect(printed).toContain('verdict    Does not hold: 3 of 33 patterns miss an objective');
    expect(said).toEqual([]);
    expect(await files()).toEqual(['run.json']);
  });

  it('puts files beside the run, and says where', async () => {
    const { printed, said } = await reported({ format: 'html,junit,csv' });
    expect(printed).toBe('');
    expect(said).toEqual(['report.html', 'junit.xml', 'report.csv'].map((name) => `wrote ${join(out, id, name)}`));
    expect(await files()).toEqual(['junit.xml', 'report.csv', 'report.html', 'run.json']);
    expect(await readFile(join(out, id, 'report.html'), 'utf8')).toContain('It does not hold');
  });

  it('draws the charts for Markdown, which shows every one of them', async () => {
    await reported({ format: 'markdown' });
    const pictures = (await files()).filter((name) => name.endsWith('.png'));
    expect(pictures).toHaveLength(9);
    const text = await readFile(join(out, id, 'report.md'), 'utf8');
    expect(pictures.filter((name) => !text.includes(`](${name})`))).toEqual([]);
  });

  it('prints the run with --json, files written or not', async () => {
    for (const format of [undefined, 'junit']) {
      const { printed } = await reported({ json: true, ...(format === undefined ? {} : { format }) });
      expect(parseRun(printed, 'stdout').record).toEqual(exampleRun());
    }
    expect(await files()).toEqual(['junit.xml', 'run.json']);
  });

  it.each([
    ['markdown', /^## /],
    ['html', /^<!doctype html>/],
    ['junit', /^<\?xml /],
    ['csv', /^run,target,/],
  ])('prints %s with --stdout, and writes nothing', async (format, beginning) => {
    const { printed } = await reported({ format, stdout: true });
    expect(printed).toMatch(beginning);
    expect(await files()).toEqual(['run.json']);
  });

  it('adds the Markdown to the summary of a GitHub step, behind what is there', async () => {
    const summary = join(out, 'summary.md');
    await writeFile(summary, 'before\n');
    const { printed } = await reported({ format: 'github' }, { GITHUB_STEP_SUMMARY: summary });
    expect(printed.split('\n').filter((line) => line.startsWith('::error'))).toHaveLength(5);
    expect(await readFile(summary, 'utf8')).toMatch(/^before\n## ❌ 동네 책방 Bookshop: does not hold\n/);
  });

  it('refuses a run that is not there', async () => {
    await expect(reported({ run: 'nothing' })).rejects.toThrow(BadInput);
  });

  it.skipIf(process.getuid?.() === 0)('says what to do where it may not write', async () => {
    await chmod(join(out, id), 0o500);
    await expect(reported({ format: 'csv' })).rejects.toThrow(/^cannot write reports in /);
  });

  it('says what is in the way of a file', async () => {
    await mkdir(join(out, id, 'report.csv'));
    await expect(reported({ format: 'csv' })).rejects.toThrow(/^cannot write reports in .*EISDIR/);
  });
});

describe('chosenFormats', () => {
  const none = { format: undefined, stdout: false, json: false };

  it.each<[string, object, readonly string[]]>([
    ['nothing: the console', {}, ['console']],
    ['several, once each', { format: 'html, junit,html' }, ['html', 'junit']],
    ['--json', { json: true }, ['json']],
    ['--json and files', { json: true, format: 'html' }, ['html', 'json']],
    ['--json twice said', { json: true, format: 'json' }, ['json']],
    ['console and annotations', { format: 'console,github' }, ['console', 'github']],
  ])('of %s', (_, asked, formats) => {
    expect(chosenFormats({ ...none, ...asked })).toEqual({ formats, problems: [] });
  });

  it.each<[object, readonly string[]]>([
    [{ format: 'pdf,html,' }, ['--format "pdf"', '--format ""']],
    [{ format: 'console,json' }, ['--format json and console, which all go to standard output']],
    [{ format: 'github', json: true }, ['--json json and github, which all go to standard output']],
    [{ format: 'html,csv', stdout: true }, ['--stdout 2 formats']],
    [{ format: 'xml', stdout: true, json: true }, ['--format "xml"']],
  ])('refuses %j', (asked, found) => {
    const { problems } = chosenFormats({ ...none, ...asked });
    expect(problems.map((problem) => `${problem.place} ${problem.found}`)).toEqual(found);
  });
});
