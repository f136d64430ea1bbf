import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { sentence } from '../workload/problem.ts';
import { recordProblems } from './parse-run.ts';
import { redacted } from './redact.ts';
import type { RunRecord } from './run-record.ts';

export const runFileName = 'run.json';

/**
 * Saves a run as `folder/run.json`, so that whoever reads it, even after a power cut, finds the old one or the new one,
 * whole. The folder is made. Secrets in URLs are redacted.
 * @throws Error where the record breaks its own rules: that is a bug of ours, and nothing is written.
 */
export async function writeRun(folder: string, record: RunRecord): Promise<void> {
  const safe = redacted(record);
  const problems = recordProblems(safe);
  if (problems.length > 0) throw new Error(`a run that breaks its own rules: ${problems.map(sentence).join('; ')}`);
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `${runFileName}.part`);
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(`${JSON.stringify(safe, null, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(folder, runFileName));
  await syncFolder(folder);
}

/** The rename itself is safe once the folder is on the disk; where folders cannot be opened (Windows) it has to do. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync().catch(() => undefined);
  } finally {
    await handle.close();
  }
}

/**
 * The file of a run that goes on: `save` may be called every second and never writes twice at a time. While a write
 * is under way only the latest record waits; its promise settles when it, or a later one, is on the disk.
 */
export class RunFile {
  readonly folder: string;
  #waiting: RunRecord | null = null;
  #written: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.folder = folder;
  }

  save(record: RunRecord): Promise<void> {
    const alreadyQueued = this.#waiting !== null;
    this.#waiting = record;
    if (!alreadyQueued) this.#written = this.#written.catch(() => undefined).then(() => this.#writeLatest());
    return this.#written;
  }

  async #writeLatest(): Promise<void> {
    const record = this.#waiting;
    this.#waiting = null;
    if (record !== null) await writeRun(this.folder, record);
  }
}
