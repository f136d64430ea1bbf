import { execFileSync, spawnSync } from 'node:child_process';
import { EnvironmentError } from './environment-error.ts';

/** The account that PostgreSQL runs as where patternbench itself runs as root, which PostgreSQL refuses. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Null where this process may run PostgreSQL itself. Nothing is added to the system's accounts: one that is there serves. */
export function postgresAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf(name, '-u'), idOf(name, '-g')];
    if (uid !== null && gid !== null && uid > 0) return { name, uid, gid };
  }
  throw new EnvironmentError(
    'PostgreSQL does not run as root, and there is no account `postgres` or `nobody` to run it as',
    'Run patternbench as an ordinary user, or give a server of your own: --postgres postgresql://user@host/db.',
  );
}

/** Whether the account can run the programs and enter the folders, be it for the modes of what lies above them. */
export function canReach(account: Account, programs: readonly string[], folders: readonly string[]): boolean {
  const tests = [...programs.map(() => 'test -x "$1" && test -r "$1"'), ...folders.map(() => 'test -x "$1"')];
  const script = tests.map((test) => `{ ${test}; } || exit 1; shift`).join('\n');
  const { uid, gid } = account;
  const run = spawnSync('/bin/sh', ['-c', script, 'sh', ...programs, ...folders], {
    uid,
    gid,
    cwd: '/',
    stdio: 'ignore',
  });
  return run.status === 0;
}

function idOf(name: string, flag: '-u' | '-g'): number | null {
  try {
    const id = Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return Number.isInteger(id) ? id : null;
  } catch {
    return null;
  }
}
