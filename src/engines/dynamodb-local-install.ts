import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inCache } from './cache-trouble.ts';
import { archiveUrl, installFromArchive } from './dynamodb-local-archive.ts';
import { type CopyFound, readCopy } from './dynamodb-local-copy.ts';
import { dynamoDbLocalVersion, installWithMaven } from './dynamodb-local-maven.ts';
import { EnvironmentError } from './environment-error.ts';
import { onPath } from './java.ts';
import type { EngineOptions } from './running-engine.ts';

export type InstallOptions = Pick<EngineOptions, 'cache' | 'env' | 'onProgress' | 'signal'>;

/** One way of installing: its name in messages, the folder its copy stays in, and the deed (null, or why it failed). */
interface Way {
  readonly name: string;
  readonly folder: string;
  readonly install: (folder: string) => Promise<string | null>;
}

const retryAfterMs = 3_600_000;

/** The folder of DynamoDB Local's copies in the cache. */
export function copiesFolder(cache: string): string {
  return join(cache, 'dynamodb-local');
}

/**
 * A copy that is there: that of `PATTERNBENCH_DYNAMODB_LOCAL`, which has to be a good one, or one in the cache folder.
 * Throws `EnvironmentError` where the variable points to something else.
 */
export function findCopy({ cache, env }: Pick<InstallOptions, 'cache' | 'env'>): CopyFound {
  const given = env.PATTERNBENCH_DYNAMODB_LOCAL;
  if (given) {
    const read = readCopy(given);
    if (read.found) return read;
    const advice = 'Point it to a folder with the jars of DynamoDB Local 3, or unset it to have a copy installed.';
    throw new EnvironmentError(`PATTERNBENCH_DYNAMODB_LOCAL does not help: ${read.why}`, advice);
  }
  for (const folder of [mavenFolder, archiveFolder]) {
    const read = readCopy(join(copiesFolder(cache), folder));
    if (read.found) return read;
  }
  return { found: false, why: 'it is not installed' };
}

const mavenFolder = `maven-${dynamoDbLocalVersion}`;
const archiveFolder = 'archive';

/**
 * Installs DynamoDB Local into the cache folder. With `patient`, a failure less than an hour ago stands: without a network each
 * command would wait for the same failure again.
 */
export function installCopy(options: InstallOptions, patient: boolean): Promise<CopyFound> {
  return inCache(options.cache, () => install(options, patient));
}

async function install(options: InstallOptions, patient: boolean): Promise<CopyFound> {
  const base = copiesFolder(options.cache);
  const failure = join(base, 'install-failed');
  const before = patient ? recentFailure(failure) : null;
  if (before !== null) return { found: false, why: `${before}; \`patternbench engines install\` tries again` };
  mkdirSync(base, { recursive: true });
  sweepDrafts(base);
  const reasons: string[] = [];
  for (const way of ways(options)) {
    options.onProgress(`DynamoDB Local: installing into ${base}, from ${way.name}`);
    const installed = await installBy(way, base);
    options.signal?.throwIfAborted();
    if (installed.found) {
      rmSync(failure, { force: true });
      return installed;
    }
    reasons.push(`from ${way.name}: ${installed.why}`);
  }
  const why = `it could not be installed (${reasons.join('; ')})`;
  writeFileSync(failure, why);
  return { found: false, why };
}

/** Maven first where it is there, except where it has no native SQLite: for arm64 only the archive brings one. */
function ways({ env, onProgress, signal }: InstallOptions): Way[] {
  const url = env.PATTERNBENCH_DYNAMODB_LOCAL_URL || archiveUrl;
  const sha256 = env.PATTERNBENCH_DYNAMODB_LOCAL_SHA256 || null;
  const archive: Way = {
    name: new URL(url).host,
    folder: archiveFolder,
    install: (folder) => installFromArchive({ url, sha256, folder, onProgress, signal }),
  };
  const mvn = onPath('mvn', env);
  if (mvn === null) return [archive];
  const maven: Way = {
    name: 'Maven',
    folder: mavenFolder,
    install: (folder) => installWithMaven({ mvn, folder, env, onProgress, signal }),
  };
  return process.arch === 'arm64' || env.PATTERNBENCH_DYNAMODB_LOCAL_URL ? [archive, maven] : [maven, archive];
}

/** Installs aside, looks whether it is whole, and moves it to its place at once: it is never there by half. */
async function installBy({ folder, install }: Way, base: string): Promise<CopyFound> {
  const draft = join(base, `draft-${randomBytes(6).toString('hex')}`);
  const place = join(base, folder);
  try {
    const why = await install(draft);
    if (why !== null) return { found: false, why };
    const read = readCopy(draft);
    if (!read.found) return read;
    const standing = readCopy(place);
    if (!standing.found) {
      rmSync(place, { recursive: true, force: true });
      renameSync(draft, place);
    }
    return readCopy(place);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function recentFailure(file: string): string | null {
  try {
    return Date.now() - statSync(file).mtimeMs < retryAfterMs ? readFileSync(file, 'utf8') : null;
  } catch {
    return null;
  }
}

/** Drafts of installs that were killed. */
function sweepDrafts(base: string): void {
  for (const name of existsSync(base) ? readdirSync(base) : []) {
    const path = join(base, name);
    if (name.startsWith('draft-') && Date.now() - statSync(path).mtimeMs > retryAfterMs) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}
