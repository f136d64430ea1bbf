import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * One process, for good: a pid alone is reused by the system, a pid with its start time is not. `start` is opaque and
 * only ever compared: the boot's id with the clock tick of the start on Linux, the start's date as `ps` shows it elsewhere.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly start: string;
}

/** The identity of the process that has this pid now, or null where there is none (a zombie is none). */
export function identify(pid: number): ProcessIdentity | null {
  const start = process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  return start === null ? null : { pid, start };
}

/** Whether exactly this process still runs, and not another one that got its pid. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.start === identity.start;
}

/** Signals exactly this process; false where it is gone. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch {
    return false;
  }
}

/**
 * The state (field 3) and the start tick (field 22) of a `/proc/<pid>/stat` line, which is cut after the last `)`
 * because the command's name, in brackets, may hold spaces and brackets itself.
 */
export function parseStat(stat: string): { readonly state: string; readonly startTick: string } | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTick] = [fields[0], fields[19]];
  return state && startTick ? { state, startTick } : null;
}

function startOnLinux(pid: number): string | null {
  try {
    const stat = parseStat(readFileSync(`/proc/${pid}/stat`, 'latin1'));
    if (stat === null || stat.state === 'Z' || stat.state === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}/${stat.startTick}`;
  } catch {
    return null;
  }
}

function startByPs(pid: number): string | null {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'latin1', env }).trim();
    const [state, ...start] = line.split(/\s+/);
    return !state || state.startsWith('Z') ? null : start.join(' ');
  } catch {
    return null;
  }
}
