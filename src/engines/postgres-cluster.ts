import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from './environment-error.ts';
import type { Account } from './postgres-account.ts';
import { program } from './postgres-binaries.ts';
import { makeOwnFolder, type PostgresPlace } from './postgres-place.ts';

/** The one user, who may do everything, of a server of ours. */
export const postgresUser = 'patternbench';

/** The environment of PostgreSQL's programs: none of the caller's `PG…` variables or locales. */
export const postgresEnvironment: Readonly<Record<string, string>> = {
  LC_ALL: 'C',
  PATH: '/usr/local/bin:/usr/bin:/bin',
};

/** The file with the password of a slot's server. */
export function passwordFile(slot: string): string {
  return join(slot, 'password');
}

/** The password of a slot's server, kept in a file that only its owner may read; null where the file is lost. */
export function readPassword(slot: string): string | null {
  try {
    return readFileSync(passwordFile(slot), 'utf8').trim() || null;
  } catch {
    return null;
  }
}

/**
 * Makes the data folder unless it is there: UTF-8, with the collation by code point that PostgreSQL itself brings
 * (C.UTF-8), so that text sorts the same on every system. It is built aside, so that it is never there by half.
 */
export async function createCluster(
  slot: string,
  place: PostgresPlace,
  account: Account | null,
  onProgress: (line: string) => void,
): Promise<void> {
  if (existsSync(place.data) && readPassword(slot) !== null) return;
  const lost = existsSync(place.data) ? ', for the password of the old one is lost' : '';
  onProgress(`the embedded PostgreSQL: making its data folder${lost}`);
  const password = randomBytes(24).toString('base64url');
  const draft = `${place.data}.draft`;
  const passwordDraft = join(place.parent, 'password.draft');
  for (const old of [draft, place.data]) rmSync(old, { recursive: true, force: true });
  makeOwnFolder(draft, account);
  try {
    rmSync(passwordDraft, { force: true });
    writeFileSync(passwordDraft, `${password}\n`, { mode: 0o600, flag: 'wx' });
    if (account !== null) chownSync(passwordDraft, account.uid, account.gid);
    await initdb(program(place.binaries, 'initdb'), draft, passwordDraft, account);
    writeFileSync(passwordFile(slot), `${password}\n`, { mode: 0o600 });
    renameSync(draft, place.data);
  } finally {
    rmSync(passwordDraft, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function initdb(path: string, data: string, passwordFile: string, account: Account | null): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const login = ['--auth=scram-sha-256', `--username=${postgresUser}`, `--pwfile=${passwordFile}`];
  const child = spawn(path, [`--pgdata=${data}`, '--no-instructions', ...locale, ...login], {
    cwd: data,
    env: { ...postgresEnvironment },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  });
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  const failed = (why: string) =>
    new EnvironmentError(
      `PostgreSQL's data folder cannot be made in ${data}: ${why}`,
      'Is there room on the disk, and may patternbench write there? PATTERNBENCH_CACHE names another cache folder.',
    );
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(failed(error.message)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(failed(said.join('').trim()))));
  });
}
