import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { EnvironmentError } from './environment-error.ts';
import { type Account, canReach } from './postgres-account.ts';
import { majorVersion, type PostgresBinaries, program } from './postgres-binaries.ts';

/** Where a server's programs and data are, so that the account it runs as can reach both. */
export interface PostgresPlace {
  readonly binaries: PostgresBinaries;
  /** The folder that holds the data folder. */
  readonly parent: string;
  /** The data folder, which may not be there yet. */
  readonly data: string;
  /** Whether `parent` lies outside the slot, and so has to go with it. */
  readonly outside: boolean;
}

/**
 * The slot and the installed programs, as they are; or, where root's PostgreSQL runs as another account that cannot enter
 * them (a home folder of mode 700), copies of the programs, and the data, in a system folder.
 */
export function placePostgres(slot: string, installed: PostgresBinaries, account: Account | null): PostgresPlace {
  const folder = `data-${majorVersion(installed)}`;
  const near = { binaries: installed, parent: slot, data: join(slot, folder), outside: false };
  if (account === null) return near;
  const programs = [program(installed, 'postgres'), program(installed, 'initdb')];
  if (canReach(account, programs, [join(installed.native, 'lib'), join(installed.native, 'share'), slot])) return near;
  const base = systemFolder();
  removeAbandoned(base);
  const id = createHash('sha256').update(slot).digest('hex').slice(0, 12);
  const parent = join(base, `${basename(slot)}-${id}`);
  makeOpenFolder(parent);
  writeFileSync(join(parent, slotMarker), slot);
  return { binaries: copyBinaries(installed, base), parent, data: join(parent, folder), outside: true };
}

/** Makes an empty folder that belongs to the account. */
export function makeOwnFolder(folder: string, account: Account | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account !== null) chownSync(folder, account.uid, account.gid);
}

/** A folder of root's that every account may enter. Only root's own is trusted: anybody can make one in a temporary folder. */
function systemFolder(): string {
  for (const parent of ['/var/cache', '/var/tmp']) {
    const folder = join(parent, 'patternbench');
    try {
      makeOpenFolder(folder);
      return folder;
    } catch {
      // Read-only, or somebody else's: the next.
    }
  }
  throw new EnvironmentError(
    'PostgreSQL does not run as root, and no other account can enter the cache folder',
    'Set PATTERNBENCH_CACHE to a folder that every account may enter, or run patternbench as an ordinary user.',
  );
}

function makeOpenFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== 0) throw new Error(`${folder} is not a folder of root's`);
  // Whatever the umask.
  chmodSync(folder, 0o755);
}

const slotMarker = 'slot';

/** Data of slots that are gone, with their cache folder, cannot be found again: their password was there. */
function removeAbandoned(base: string): void {
  for (const name of readdirSync(base)) {
    const marker = join(base, name, slotMarker);
    if (existsSync(marker) && !existsSync(readFileSync(marker, 'utf8'))) {
      rmSync(join(base, name), { recursive: true, force: true });
    }
  }
}

function copyBinaries(installed: PostgresBinaries, base: string): PostgresBinaries {
  const name = `postgresql-${installed.packageVersion}-${process.platform}-${process.arch}`;
  const native = join(base, name);
  const copy = { ...installed, native };
  if (existsSync(native)) return copy;
  const draft = `${native}.${randomBytes(6).toString('hex')}`;
  try {
    cpSync(installed.native, draft, { recursive: true, verbatimSymlinks: true });
    openToAll(draft);
    renameSync(draft, native);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(native)) throw error;
  }
  return copy;
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, (lstatSync(path).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}
