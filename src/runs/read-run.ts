import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BadInput, type Problem } from '../workload/problem.ts';
import { parseRun } from './parse-run.ts';
import { runFileName } from './run-file.ts';
import { isRunId } from './run-id.ts';
import type { RunRecord } from './run-record.ts';

export interface SavedRun {
  readonly record: RunRecord;
  /** The folder of its file, where what belongs to it lies and reports are put. */
  readonly folder: string;
  readonly file: string;
}

/**
 * Reads the run that a person named: a run's folder, its file, its id, or `latest`.
 * `outDir` is the folder that holds runs.
 * @throws {BadInput} where there is no such run, or its file is not one that this version reads.
 */
export async function readRun(run: string, outDir: string): Promise<SavedRun> {
  const file = run === 'latest' ? await latestFile(outDir) : await namedFile(run, outDir);
  if (typeof file !== 'string') throw new BadInput([file]);
  const parsed = parseRun(await text(file), file);
  if (parsed.problems !== null) throw new BadInput(parsed.problems);
  return { record: parsed.record, folder: dirname(file), file };
}

/** Whether the folder holds a saved run at all. */
export async function hasSavedRun(outDir: string): Promise<boolean> {
  return (await runsIn(outDir)).length > 0;
}

async function latestFile(outDir: string): Promise<string | Problem> {
  const [newest] = await runsIn(outDir);
  if (newest !== undefined) return join(outDir, newest, runFileName);
  return {
    place: 'RUN',
    found: `latest, and no run in ${outDir}`,
    expected: 'a saved run; `--out` names the folder that holds them',
  };
}

async function namedFile(run: string, outDir: string): Promise<string | Problem> {
  for (const path of [run, join(outDir, run)]) {
    const kind = await kindOf(path);
    if (kind === 'file') return path;
    if (kind === 'folder' && (await kindOf(join(path, runFileName))) === 'file') return join(path, runFileName);
  }
  const newest = (await runsIn(outDir)).slice(0, 3);
  const ids =
    newest.length === 0
      ? `an id in ${outDir} (there is none yet)`
      : `an id in ${outDir} (the newest: ${newest.join(', ')})`;
  return { place: 'RUN', found: run, expected: `a run's folder, its ${runFileName}, ${ids}, or latest` };
}

/** The ids of saved runs, newest first. */
async function runsIn(outDir: string): Promise<string[]> {
  const names = await readdir(outDir).catch(() => []);
  const ids = names.filter(isRunId).sort().reverse();
  const saved = await Promise.all(ids.map((id) => kindOf(join(outDir, id, runFileName))));
  return ids.filter((_, index) => saved[index] === 'file');
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  const found = await stat(path).catch(() => null);
  if (found === null) return 'nothing';
  return found.isDirectory() ? 'folder' : 'file';
}

async function text(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadInput([{ place: file, found: `a file that cannot be read (${why})`, expected: 'a saved run' }]);
  }
}
