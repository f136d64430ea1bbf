import { closeSync, fstatSync, openSync, readSync, renameSync } from 'node:fs';

/** Opens an engine's log for this start; that of the start before is kept beside it as `.1`. Returns the descriptor. */
export function openLog(file: string): number {
  try {
    renameSync(file, `${file}.1`);
  } catch {
    // There was none.
  }
  return openSync(file, 'a', 0o600);
}

/** The last lines of a log, at most `count`, read from its last 16 KiB; none where there is no log. */
export function lastLines(file: string, count: number): string[] {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const size = fstatSync(descriptor).size;
      const buffer = Buffer.alloc(Math.min(size, 16_384));
      readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
      return buffer.toString('utf8').trimEnd().split('\n').slice(-count).filter(Boolean);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return [];
  }
}
