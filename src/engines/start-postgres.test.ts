import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readClaim } from './claim.ts';
import { connectPostgres } from './connect-postgres.ts';
import { ownCache } from './engines.fixture.ts';
import { EnvironmentError } from './environment-error.ts';
import { keptSlot, slotsOf } from './occupy-slot.ts';
import { isAlive } from './process-identity.ts';
import type { RunningEngine } from './running-engine.ts';
import { startPostgres } from './start-postgres.ts';

// Real servers start, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  const cache = ownCache();
  let engine: RunningEngine;
  beforeAll(async () => {
    engine = await startPostgres(cache.options);
  });
  afterAll(async () => {
    await engine.stop();
    cache.remove();
  });

  it('says what it is and where its data are', () => {
    expect(engine).toMatchObject({ kind: 'postgres', product: 'postgresql', shared: false, notes: [] });
    expect(engine.version).toMatch(/^18\.\d+$/);
    expect(engine.provenance).toBe(`postgresql ${engine.version}`);
    expect(engine.where).toContain(readClaim(keptSlot(cache.cache, 'postgresql'))?.state.data);
    expect(engine.where).toContain('where the next command finds them');
  });

  it.each([
    ['fsync', 'on'],
    ['synchronous_commit', 'on'],
    ['full_page_writes', 'on'],
    ['max_connections', '200'],
    ['track_io_timing', 'on'],
    ['shared_preload_libraries', 'pg_stat_statements'],
    ['listen_addresses', '127.0.0.1'],
    ['unix_socket_directories', ''],
    ['server_encoding', 'UTF8'],
    ['TimeZone', 'UTC'],
  ])('has %s = %j', async (name, value) => {
    expect(await query(engine.url, `select current_setting('${name}') as value`)).toEqual([{ value }]);
  });

  it('sorts text by code point, whatever the system', async () => {
    const rows = await query(engine.url, "select x from unnest(array['b', 'É', 'a', '한', 'Z']) x order by x");
    expect(rows.map(({ x }) => x)).toEqual(['Z', 'a', 'b', 'É', '한']);
    expect(await query(engine.url, "select upper('é한') as x")).toEqual([{ x: 'É한' }]);
  });

  it('brings pg_stat_statements', async () => {
    await query(engine.url, 'create extension if not exists pg_stat_statements');
    expect(await query(engine.url, 'select count(*) > 0 as some from pg_stat_statements')).toEqual([{ some: true }]);
  });

  it('takes nobody without the password, which only its owner can read and nothing shows', async () => {
    const { password } = new URL(engine.url);
    expect(password.length).toBeGreaterThan(20);
    await expect(connectPostgres(engine.shownUrl)).rejects.toThrow(EnvironmentError);
    const slot = keptSlot(cache.cache, 'postgresql');
    expect(statSync(join(slot, 'password')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(slot, 'log'), 'utf8')).not.toContain(password);
    expect(JSON.stringify(readClaim(slot))).not.toContain(password);
    const shown = [engine.shownUrl, engine.where, engine.provenance, ...cache.lines];
    expect(shown.filter((text) => text.includes(password))).toEqual([]);
  });

  it('is one that connectPostgres recognises', async () => {
    const { product, version, provenance, shared, shownUrl } = await connectPostgres(engine.url);
    expect({ product, version, provenance, shared, shownUrl }).toEqual({ ...pick(engine), shared: true });
  });

  it('keeps its data for the next start, and leaves no process behind', async () => {
    await query(engine.url, 'create table kept as select 42 as answer');
    const { engine: before } = readClaim(keptSlot(cache.cache, 'postgresql'))?.state ?? {};
    await engine.stop();
    await engine.stop();
    expect(before && isAlive(before)).toBe(false);
    const lines = cache.lines.length;
    engine = await startPostgres(cache.options);
    expect(await query(engine.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(cache.lines.slice(lines)).toEqual(['the embedded PostgreSQL: starting']);
  });

  it('recovers what was committed when it was killed, and says that it died', async () => {
    await query(engine.url, 'create table survivor as select 1 as x');
    const claim = readClaim(keptSlot(cache.cache, 'postgresql'));
    process.kill(claim?.state.engine?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => engine.died.aborted, { timeout: 10_000 }).toBe(true);
    expect(engine.died.reason).toBeInstanceOf(EnvironmentError);
    expect(engine.died.reason.message).toMatch(/the embedded PostgreSQL ended by itself \(signal SIGKILL\)/);
    await engine.stop();
    engine = await startPostgres(cache.options);
    expect(await query(engine.url, 'select x from survivor')).toEqual([{ x: 1 }]);
  });

  it('starts over a lock file of a killed server whose pid another process of its account has now', async () => {
    const { data } = readClaim(keptSlot(cache.cache, 'postgresql'))?.state ?? {};
    await engine.stop();
    const lock = join(data ?? '', 'postmaster.pid');
    const other = spawn('sleep', ['60'], { stdio: 'ignore', ...ownerOf(data ?? '') });
    writeFileSync(lock, `${other.pid}\n${data}\n1\n4711\n\n127.0.0.1\n`);
    chownSync(lock, ownerOf(data ?? '').uid, ownerOf(data ?? '').gid);
    engine = await startPostgres(cache.options);
    expect(await query(engine.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(other.exitCode).toBeNull();
    other.kill();
  });
});

function ownerOf(file: string): { uid: number; gid: number } {
  const { uid, gid } = statSync(file);
  return { uid, gid };
}

function pick({ product, version, provenance, shownUrl }: RunningEngine) {
  return { product, version, provenance, shownUrl };
}

describe('a start that cannot be', () => {
  let cache: ReturnType<typeof ownCache>;
  afterEach(() => cache.remove());

  it('fails with the last lines of the log when the server dies at once', async () => {
    cache = ownCache();
    const engine = await startPostgres(cache.options);
    await engine.stop();
    const { data } = readClaim(keptSlot(cache.cache, 'postgresql'))?.state ?? {};
    writeFileSync(join(data ?? '', 'postgresql.conf'), 'no such setting');
    const started = performance.now();
    const error = await startPostgres(cache.options).catch((error: unknown) => error);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(error).toBeInstanceOf(EnvironmentError);
    expect(String(error)).toMatch(/ended by itself \(exit code 1\); the last lines of its log:\n.*syntax error/s);
    expect(readClaim(keptSlot(cache.cache, 'postgresql'))?.state.phase).toBe('released');
  });

  it('leaves nothing when it is called off', async () => {
    cache = ownCache({ keep: false });
    const signal = AbortSignal.timeout(400);
    const start = startPostgres({ ...cache.options, signal, onProgress: () => {} });
    await expect(start.then((engine) => engine.stop().then(() => signal.throwIfAborted()))).rejects.toThrow('timeout');
    expect(slotsOf(cache.cache, 'postgresql')).toEqual([]);
  });

  it('fails when the cache folder cannot be written', async () => {
    cache = ownCache();
    writeFileSync(join(cache.cache, 'engines'), 'a file where a folder should be');
    const start = startPostgres(cache.options);
    await expect(start).rejects.toThrow(EnvironmentError);
    await expect(start).rejects.toThrow(`the cache folder ${cache.cache} cannot be used: ENOTDIR`);
  });
});

describe.runIf(process.getuid?.() === 0)('as root', () => {
  it.each([true, false])('runs where no other account can enter the cache folder, keep: %s', async (keep) => {
    const home = mkdtempSync(join(tmpdir(), 'patternbench-home-'));
    expect(statSync(home).mode & 0o777).toBe(0o700);
    const cache = join(home, '.cache', 'patternbench');
    const engine = await startPostgres({ cache, keep, env: process.env, onProgress: () => {} });
    const [slot = ''] = slotsOf(cache, 'postgresql');
    const state = readClaim(slot)?.state;
    const [outside = ''] = state?.folders ?? [];
    expect(state?.data?.startsWith(outside)).toBe(true);
    expect(await query(engine.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(readFileSync(`/proc/${state?.engine?.pid}/status`, 'utf8')).not.toMatch(/^Uid:\s+0/m);
    await engine.stop();
    expect(existsSync(outside)).toBe(keep);
    rmSync(outside, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  });
});

describe('connectPostgres', () => {
  it('says that nobody listens', async () => {
    const url = 'postgresql://u:secret@127.0.0.1:1/db';
    const error = await connectPostgres(url).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(EnvironmentError);
    expect(String(error)).toBe(
      'EnvironmentError: PostgreSQL at postgresql://u@127.0.0.1:1/db cannot be used: connect ECONNREFUSED 127.0.0.1:1',
    );
  });

  it('says that something else listens', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await expect(connectPostgres(`postgresql://u@127.0.0.1:${port}/db`)).rejects.toThrow(EnvironmentError);
    server.close();
  });
});
