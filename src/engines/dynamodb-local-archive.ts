import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';

/** AWS's archive of the current release; its SHA-256 is published beside it, under the same name with `.sha256`. */
export const archiveUrl = 'https://d1ni2b6xgvw0s0.cloudfront.net/v2.x/dynamodb_local_latest.tar.gz';

/** What an install from an archive needs. */
export interface ArchiveInstall {
  readonly url: string;
  /** The archive's SHA-256 in hex where it is known beforehand; null to ask for `<url>.sha256`. */
  readonly sha256: string | null;
  /** An empty folder; the archive is unpacked into it. */
  readonly folder: string;
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal | undefined;
}

const answerWithinMs = 15_000;

/** Downloads, verifies and unpacks the archive; null, or why that failed, as a clause. Nothing unverified is unpacked. */
export async function installFromArchive(install: ArchiveInstall): Promise<string | null> {
  const { url, folder } = install;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'archive.tar.gz');
  try {
    const expected = install.sha256?.toLowerCase() ?? parseChecksum(await (await get(`${url}.sha256`, install)).text());
    if (expected === null || !/^[0-9a-f]{64}$/.test(expected)) return `${url}.sha256 holds no SHA-256`;
    const found = await download(file, install);
    if (found !== expected) return `the archive's SHA-256 is ${found}, and ${expected} was published: it is refused`;
    await promisify(execFile)('tar', ['-xzf', file, '-C', folder]);
    return null;
  } catch (error) {
    return `the download failed: ${reason(error)}`;
  } finally {
    rmSync(file, { force: true });
  }
}

/** The digest in what `sha256sum` writes: `<64 hex digits>  <name>`. */
export function parseChecksum(text: string): string | null {
  return /^\s*([0-9a-fA-F]{64})(?:\s|$)/.exec(text)?.[1]?.toLowerCase() ?? null;
}

async function get(url: string, { signal }: ArchiveInstall): Promise<Response> {
  const tooLate = new AbortController();
  const timer = setTimeout(
    () => tooLate.abort(new Error(`no answer within ${answerWithinMs / 1_000} s`)),
    answerWithinMs,
  );
  try {
    const signals = signal === undefined ? [tooLate.signal] : [tooLate.signal, signal];
    const answer = await fetch(url, { signal: AbortSignal.any(signals) });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    return answer;
  } finally {
    clearTimeout(timer);
  }
}

/** Returns the SHA-256 of what came. */
async function download(file: string, install: ArchiveInstall): Promise<string> {
  const answer = await get(install.url, install);
  if (answer.body === null) throw new Error(`${install.url} answered nothing`);
  const hash = createHash('sha256');
  const totalBytes = Number(answer.headers.get('content-length') ?? 0);
  let bytes = 0;
  let saidAt = performance.now();
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      if (performance.now() - saidAt > 1_000) {
        saidAt = performance.now();
        install.onProgress(
          `DynamoDB Local: ${mebibytes(bytes)}${totalBytes ? ` of ${mebibytes(totalBytes)}` : ''} MiB`,
        );
      }
      done(null, chunk);
    },
  });
  await pipeline(Readable.fromWeb(answer.body as ReadableStream), meter, createWriteStream(file));
  return hash.digest('hex');
}

function mebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
