import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readClaim } from './claim.ts';
import { compiledEngines, ownCache } from './engines.fixture.ts';
import { EnvironmentError } from './environment-error.ts';
import { keptSlot, slotsOf } from './occupy-slot.ts';
import { identify, isAlive, type ProcessIdentity } from './process-identity.ts';
import { startDynamoDb } from './start-dynamodb.ts';
import { startPostgres } from './start-postgres.ts';
import { stopEngines } from './stop-engines.ts';
import { waitForEnd } from './stop-process.ts';

// Real servers start, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

let compiled: Awaited<ReturnType<typeof compiledEngines>>;
let parents: ChildProcess[] = [];
let cache: ReturnType<typeof ownCache>;

beforeAll(async () => {
  compiled = await compiledEngines();
  // Starts what it is told, says so, and then does as its last argument says.
  const script = `
    const [cache, product, keep, then] = process.argv.slice(2);
    const { startDynamoDb } = await import('./src/engines/start-dynamodb.js');
    const { startPostgres } = await import('./src/engines/start-postgres.js');
    const options = { cache, keep: keep === 'keep', env: process.env, onProgress: () => {} };
    const engine = product === 'postgresql' ? await startPostgres(options) : await startDynamoDb(product, options);
    console.log('started');
    if (then === 'throw') setTimeout(() => { throw new Error('on purpose'); }, 10);
    if (then === 'exit') process.exit(0);
    if (then === 'wait') setInterval(() => {}, 1000);
  `;
  writeFileSync(join(compiled.folder, 'parent.mjs'), script);
});

afterAll(() => compiled.remove());

afterEach(async () => {
  for (const parent of parents) parent.kill('SIGKILL');
  parents = [];
  await stopEngines(cache.cache, () => {});
  cache.remove();
});

async function parent(product: string, keep: 'keep' | 'scratch', then: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['parent.mjs', cache.cache, product, keep, then], {
    cwd: compiled.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  parents.push(child);
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', () => resolve());
    child.once('close', () => reject(new Error(`the parent ended: ${said.join('')}`)));
  });
  return child;
}

function processesOf(slot: string): { engine: ProcessIdentity; supervisor: ProcessIdentity } {
  const state = readClaim(slot)?.state;
  if (!state?.engine || !state.supervisor) throw new Error(`${slot} names no engine`);
  return { engine: state.engine, supervisor: state.supervisor };
}

describe('an engine whose parent goes', () => {
  it.each([
    ['postgresql', 'scratch', 'SIGKILL'],
    ['postgresql', 'keep', 'SIGTERM'],
    ['dynalite', 'keep', 'SIGKILL'],
    ['dynalite', 'scratch', 'SIGINT'],
    ['dynalite', 'keep', 'exit'],
    ['dynalite', 'scratch', 'throw'],
    ['dynalite', 'scratch', 'nothing more to do'],
  ] as const)('%s, %s, parent ended by %s: is stopped by its supervisor', async (product, keep, end) => {
    cache = ownCache();
    const signal = end.startsWith('SIG') ? (end as NodeJS.Signals) : null;
    const child = await parent(product, keep, signal === null ? end : 'wait');
    const [slot] = slotsOf(cache.cache, product);
    const claim = slot === undefined ? null : readClaim(slot);
    if (signal !== null) child.kill(signal);
    const { engine, supervisor } = claim?.state ?? {};
    if (engine) expect(await waitForEnd(engine, 10_000)).toBe(true);
    if (supervisor) expect(await waitForEnd(supervisor, 10_000)).toBe(true);
    await expect.poll(() => slotsOf(cache.cache, product).length).toBe(keep === 'keep' ? 1 : 0);
    const phase = () => readClaim(keptSlot(cache.cache, product))?.state.phase;
    if (keep === 'keep') await expect.poll(phase).toBe('released');
  });
});

describe('an engine whose parent and supervisor were both killed', () => {
  it.each(['postgresql', 'dynalite'] as const)(
    '%s: runs on, and the next start stops it and takes its slot',
    async (product) => {
      cache = ownCache();
      const child = await parent(product, 'keep', 'wait');
      const { engine, supervisor } = processesOf(keptSlot(cache.cache, product));
      child.kill('SIGKILL');
      process.kill(supervisor.pid, 'SIGKILL');
      await sleep(300);
      expect(isAlive(engine)).toBe(true);
      const next =
        product === 'postgresql' ? await startPostgres(cache.options) : await startDynamoDb(product, cache.options);
      expect(isAlive(engine)).toBe(false);
      await next.stop();
    },
  );

  it('in a scratch slot: the next start stops it and takes its slot away', async () => {
    cache = ownCache({ keep: false });
    const child = await parent('dynalite', 'scratch', 'wait');
    const [slot = ''] = slotsOf(cache.cache, 'dynalite');
    const { engine, supervisor } = processesOf(slot);
    process.kill(supervisor.pid, 'SIGKILL');
    child.kill('SIGKILL');
    await sleep(300);
    const next = await startDynamoDb('dynalite', cache.options);
    expect(isAlive(engine)).toBe(false);
    expect(slotsOf(cache.cache, 'dynalite')).not.toContain(slot);
    await next.stop();
    expect(slotsOf(cache.cache, 'dynalite')).toEqual([]);
  });

  it('never kills a process that merely has the pid of a claim', async () => {
    cache = ownCache();
    const bystander = spawn('sleep', ['30'], { stdio: 'ignore' });
    parents.push(bystander);
    const child = await parent('dynalite', 'keep', 'wait');
    const slot = keptSlot(cache.cache, 'dynalite');
    const { engine, supervisor } = processesOf(slot);
    child.kill('SIGKILL');
    await waitForEnd(supervisor, 10_000);
    const claim = readClaim(slot);
    const pid = bystander.pid ?? 0;
    if (claim === null) throw new Error('there is no claim');
    const { updateClaim } = await import('./claim.ts');
    updateClaim(claim, {
      phase: 'running',
      engine: { pid, start: engine.start },
      supervisor: { pid, start: engine.start },
    });
    const next = await startDynamoDb('dynalite', cache.options);
    expect(identify(pid)).not.toBeNull();
    await next.stop();
  });
});

describe('two at once', () => {
  it('the second gets its own server where nothing is kept', async () => {
    cache = ownCache({ keep: false });
    const [one, two] = await Promise.all([startPostgres(cache.options), startPostgres(cache.options)]);
    expect(one.url).not.toBe(two.url);
    expect(slotsOf(cache.cache, 'postgresql')).toHaveLength(2);
    await Promise.all([one.stop(), two.stop()]);
    expect(slotsOf(cache.cache, 'postgresql')).toEqual([]);
  });

  it('the second is told who uses the kept data, and the first goes on', async () => {
    cache = ownCache();
    const child = await parent('dynalite', 'keep', 'wait');
    const { engine } = processesOf(keptSlot(cache.cache, 'dynalite'));
    const second = startDynamoDb('dynalite', cache.options);
    await expect(second).rejects.toThrow(`in use by another patternbench (pid ${child.pid}`);
    await expect(second).rejects.toBeInstanceOf(EnvironmentError);
    expect(isAlive(engine)).toBe(true);
  });
});

describe('detached', () => {
  it('runs on when its parent has ended, is joined by others, and ends with stopEngines', async () => {
    cache = ownCache({ detached: true });
    const first = await startDynamoDb('dynalite', cache.options);
    expect(first.shared).toBe(false);
    const { engine } = readClaim(keptSlot(cache.cache, 'dynalite'))?.state ?? {};
    if (!engine) throw new Error('no engine');
    const joined = await startDynamoDb('auto', { ...cache.options, detached: false });
    expect(joined).toMatchObject({ url: first.url, shared: true, provenance: first.provenance });
    await joined.stop();
    expect(isAlive(engine)).toBe(true);
    const stopped = await stopEngines(cache.cache, () => {});
    expect(stopped).toMatchObject([{ product: 'dynalite', pid: engine.pid }]);
    expect(isAlive(engine)).toBe(false);
    expect(readdirSync(keptSlot(cache.cache, 'dynalite'))).toContain('data');
  });
});
