import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes the lock file that a server left which was killed, where its pid belongs to some other process by now: PostgreSQL,
 * which looks at the pid alone, would refuse to start. That happens in containers, whose pids start over. Only for a data
 * folder that is claimed.
 */
export function removeStaleLock(data: string): void {
  const file = join(data, 'postmaster.pid');
  const pid = lockedBy(file);
  if (pid !== null && !commandLine(pid).includes(data)) rmSync(file, { force: true });
}

function lockedBy(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** The words that a process was started with; empty where there is no such process. */
function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
