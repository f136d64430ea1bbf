import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BadInput } from '../workload/problem.ts';
import { exampleRun } from './example-run.fixture.ts';
import { readRun } from './read-run.ts';
import { writeRun } from './run-file.ts';

const ids = ['20260101-000000-000-shop-aaaaaa', '20260103-000000-000-shop-aaaaaa', '20260102-000000-000-shop-aaaaaa'];
let outDir: string;

beforeEach(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'read-run-'));
  for (const id of ids) await writeRun(join(outDir, id), { ...exampleRun(), id });
  await mkdir(join(outDir, '20260104-000000-000-shop-nofile'));
  await mkdir(join(outDir, 'zzz'));
});
afterEach(() => rm(outDir, { recursive: true }));

async function refused(run: string, dir: string): Promise<string> {
  const error = await readRun(run, dir).catch((thrown: unknown) => thrown);
  return error instanceof BadInput ? error.message : `not refused: ${error}`;
}

describe('readRun', () => {
  it.each<[string, () => string, number]>([
    ['latest, the newest that has a file', () => 'latest', 1],
    ['an id', () => ids[0] ?? '', 0],
    ['a folder', () => join(outDir, ids[2] ?? ''), 2],
    ['a file', () => join(outDir, ids[2] ?? '', 'run.json'), 2],
  ])('finds %s', async (_, run, which) => {
    const { record, folder } = await readRun(run(), outDir);
    expect(record.id).toBe(ids[which]);
    expect(folder).toBe(join(outDir, ids[which] ?? ''));
  });

  it('reads a run by whatever name its file has, as a baseline kept in a repository', async () => {
    const file = join(outDir, 'zzz', 'baseline.json');
    await writeFile(file, JSON.stringify(exampleRun()));
    expect(await readRun(file, 'nowhere')).toMatchObject({ file, folder: join(outDir, 'zzz') });
  });

  it('names the newest runs where it finds none', async () => {
    expect(await refused('nope', outDir)).toBe(
      `RUN: found nope, expected a run's folder, its run.json, an id in ${outDir} (the newest: ${ids[1]}, ${ids[2]}, ${ids[0]}), or latest`,
    );
  });

  it('says that there is none yet', async () => {
    const empty = join(outDir, 'zzz');
    expect(await refused('latest', empty)).toBe(
      `RUN: found latest, and no run in ${empty}, expected a saved run; \`--out\` names the folder that holds them`,
    );
    expect(await refused('nope', empty)).toContain(`an id in ${empty} (there is none yet)`);
  });

  it('refuses a file that is no run, with its place', async () => {
    const file = join(outDir, 'zzz', 'run.json');
    await writeFile(file, '{"schema":"patternbench/run@1"');
    expect(await refused(join(outDir, 'zzz'), outDir)).toMatch(`${file}: found text that is no JSON`);
  });
});
