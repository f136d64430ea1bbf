import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleRun } from './example-run.fixture.ts';
import { parseRun } from './parse-run.ts';
import { RunFile, writeRun } from './run-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

const saved = async () => parseRun(await readFile(join(folder, 'run.json'), 'utf8'), 'run.json');

describe('writeRun', () => {
  it('makes the folder and leaves nothing but the file', async () => {
    await writeRun(join(folder, 'a', 'b'), exampleRun());
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['run.json']);
  });

  it('hides secrets, wherever they stand', async () => {
    const run = exampleRun();
    const targets = run.targets.map((target) => ({
      ...target,
      where: 'postgres://bench:s3cret@db.example/shop',
      notes: ['postgres://bench:s3cret@db.example/shop'],
    }));
    await writeRun(folder, { ...run, targets });
    expect(await readFile(join(folder, 'run.json'), 'utf8')).not.toContain('s3cret');
  });

  it('refuses a run that breaks its own rules, and leaves the last one as it was', async () => {
    await writeRun(folder, exampleRun());
    await expect(writeRun(folder, { ...exampleRun(), seconds: Number.NaN })).rejects.toThrow(
      'a run that breaks its own rules: run.seconds: found NaN, expected a number of at least 0',
    );
    expect((await saved()).record?.seconds).toBe(60);
  });
});

describe('RunFile', () => {
  it('keeps the last of many that are saved at once', async () => {
    const file = new RunFile(folder);
    await Promise.all([1, 2, 3, 4, 5].map((seconds) => file.save({ ...exampleRun(), seconds })));
    expect((await saved()).record?.seconds).toBe(5);
  });

  it('goes on after a record that was refused', async () => {
    const file = new RunFile(folder);
    await expect(file.save({ ...exampleRun(), seconds: -1 })).rejects.toThrow('breaks its own rules');
    await file.save({ ...exampleRun(), seconds: 2 });
    expect((await saved()).record?.seconds).toBe(2);
  });
});

describe('a process that saves all the time', () => {
  it('leaves a whole run behind whenever it is killed', async () => {
    const script = join(folder, 'saver.mjs');
    await build({
      stdin: { contents: saver, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: script,
    });
    for (const ms of [5, 13, 29, 41, 60, 77]) {
      const child = spawn(process.execPath, [script, folder], { stdio: 'inherit' });
      const ended = once(child, 'exit');
      const before = await firstSave();
      await sleep(ms);
      child.kill('SIGKILL');
      expect((await ended)[1]).toBe('SIGKILL');
      const { record, problems } = await saved();
      expect(problems).toBeNull();
      expect(record?.status).toBe('interrupted');
      expect(record?.seconds).toBeGreaterThanOrEqual(before);
      await rm(join(folder, 'run.json'));
    }
  }, 60_000);
});

async function firstSave(): Promise<number> {
  for (;;) {
    if ((await stat(join(folder, 'run.json')).catch(() => null)) !== null) return (await saved()).record?.seconds ?? 0;
    await sleep(1);
  }
}

const saver = `
  import { exampleRun } from './example-run.fixture.ts';
  import { RunFile } from './run-file.ts';
  const file = new RunFile(process.argv[2]);
  for (let seconds = 1; ; seconds++) await file.save({ ...exampleRun(), status: 'interrupted', seconds });
`;
