import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
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
  /** How long the server may be silent; 15 s unless said. */
  readonly silenceMs?: number;
}

/** Downloads, verifies and unpacks the archive; null, or why that failed, as a clause. Nothing unverified is unpacked. */
export async function installFromArchive(install: ArchiveInstall): Promise<string | null> {
  const { url, sha256, folder } = install;
  if (sha256 === null && !isTrusted(url)) return `${url} is not https, and no SHA-256 was given beforehand`;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'archive.tar.gz');
  try {
    const expected = sha256?.toLowerCase() ?? (await publishedChecksum(install));
    if (!/^[0-9a-f]{64}$/.test(expected)) return `${JSON.stringify(expected.slice(0, 80))} is no SHA-256`;
    const found = await download(file, install);
    if (found !== expected) return `the archive's SHA-256 is ${found}, not ${expected}: it is refused`;
    await promisify(execFile)('tar', ['-xzf', file, '-C', folder]);
    return null;
  } catch (error) {
    return `the download failed: ${reason(error)}`;
  } finally {
    rmSync(file, { force: true });
  }
}

/** A checksum from the same server proves nothing unless the server is known to be the one that was meant. */
function isTrusted(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || hostname === '127.0.0.1' || hostname === 'localhost';
}

async function publishedChecksum(install: ArchiveInstall): Promise<string> {
  let text = '';
  await fetchTo(`${install.url}.sha256`, install, (chunk) => {
    text += chunk.toString('latin1');
  });
  return parseChecksum(text) ?? text.trim();
}

/** The digest in what `sha256sum` writes: `<64 hex digits>  <name>`. */
export function parseChecksum(text: string): string | null {
  return /^\s*([0-9a-fA-F]{64})(?:\s|$)/.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** Returns the SHA-256 of what came. */
async function download(file: string, install: ArchiveInstall): Promise<string> {
  const hash = createHash('sha256');
  const output = openSync(file, 'w');
  let bytes = 0;
  let saidAt = performance.now();
  try {
    await fetchTo(install.url, install, (chunk, totalBytes) => {
      hash.update(chunk);
      writeSync(output, chunk);
      bytes += chunk.length;
      if (performance.now() - saidAt < 1_000) return;
      saidAt = performance.now();
      install.onProgress(`DynamoDB Local: ${mebibytes(bytes)}${totalBytes ? ` of ${mebibytes(totalBytes)}` : ''} MiB`);
    });
  } finally {
    closeSync(output);
  }
  return hash.digest('hex');
}

/** Reads a URL chunk by chunk, and gives up when nothing comes for a while. */
async function fetchTo(
  url: string,
  { signal, silenceMs = 15_000 }: ArchiveInstall,
  take: (chunk: Buffer, totalBytes: number) => void,
): Promise<void> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error(`${url} was silent for ${silenceMs / 1_000} s`)), silenceMs);
  try {
    const signals = signal === undefined ? [silence.signal] : [silence.signal, signal];
    const answer = await fetch(url, { signal: AbortSignal.any(signals) });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    const totalBytes = Number(answer.headers.get('content-length') ?? 0);
    for await (const chunk of answer.body ?? []) {
      timer.refresh();
      take(Buffer.from(chunk), totalBytes);
    }
  } finally {
    clearTimeout(timer);
  }
}

function mebibytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
