import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { localCopyFolder } from '../engines/engines.fixture.ts';
import { EnvironmentError } from '../engines/environment-error.ts';
import { identify } from '../engines/process-identity.ts';
import { BadInput } from '../workload/problem.ts';
import { engines } from './engines.ts';
import { exitCodes } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

// Real servers start, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

let cache: string;
let printed: string[];
let said: string[];
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'patternbench-cli-'));
  chmodSync(cache, 0o755);
  [printed, said] = [[], []];
});
afterEach(async () => {
  await run('stop');
  rmSync(cache, { recursive: true, force: true });
});

function terminal(env: Record<string, string> = {}, stop = new AbortController().signal): Terminal {
  return {
    print: (text) => printed.push(text),
    say: (line) => said.push(line),
    status: () => {},
    readStdin: async () => '',
    env: { PATH: '', PATTERNBENCH_CACHE: cache, ...env },
    interactive: false,
    stop,
  };
}

type Words = Partial<Parameters<typeof engines.run>[0]>;

function run(
  action: string | undefined,
  words: Words = {},
  { env = {}, stop }: { env?: object; stop?: AbortSignal } = {},
) {
  const options = {
    _: ['engines'],
    $0: 'patternbench',
    target: 'both',
    dynamodb: 'auto',
    json: false,
    action,
    ...words,
  };
  return engines.run(options, terminal({ ...env }, stop));
}

const json = () => JSON.parse(printed.pop() ?? '');

describe('engines', () => {
  it('starts both, joins what runs, lists and stops them', async () => {
    expect(await run('start', { json: true })).toBe(exitCodes.done);
    const { engines: started } = json();
    expect(started).toMatchObject([
      {
        product: 'postgresql',
        alreadyRunning: false,
        where: expect.stringContaining('until `patternbench engines stop`'),
      },
      {
        product: 'dynalite',
        alreadyRunning: false,
        notes: [expect.stringContaining('there is no Java'), expect.anything()],
      },
    ]);
    await run('start', { json: true });
    expect(json().engines.map((engine: { alreadyRunning: boolean }) => engine.alreadyRunning)).toEqual([true, true]);

    await run('list', { json: true });
    const { cache: listed, installed, running } = json();
    expect(listed).toBe(cache);
    expect(installed).toMatchObject([
      { product: 'postgresql', installed: true },
      { product: 'dynamodb-local', installed: false, detail: expect.stringContaining('there is no Java') },
      { product: 'dynalite', installed: true },
    ]);
    expect(running).toMatchObject([
      {
        product: 'postgresql',
        state: 'shared',
        url: started[0].url,
        log: expect.stringContaining(cache),
        passwordFile: expect.stringContaining(cache),
      },
      { product: 'dynalite', state: 'shared', url: started[1].url, data: expect.stringContaining(cache) },
    ]);
    const pids = running.map(({ pid }: { pid: number }) => pid);
    expect(pids.map((pid: number) => identify(pid) !== null)).toEqual([true, true]);

    await run(undefined);
    expect(printed.pop()).toMatch(
      /running\n {2}postgresql 18\.\d+ at postgresql:\/\/patternbench@127\.0\.0\.1:\d+\/patternbench, pid/,
    );

    await run('stop', { json: true });
    expect(json().stopped).toMatchObject([
      { product: 'postgresql', pid: pids[0] },
      { product: 'dynalite', pid: pids[1] },
    ]);
    expect(pids.map((pid: number) => identify(pid))).toEqual([null, null]);
    await run('list', { json: true });
    expect(json().running).toEqual([]);
    await run('stop');
    expect(printed.pop()).toBe('No engine was left running.');
  });

  it('starts one alone, and prints what a person needs', async () => {
    await run('start', { target: 'dynamodb', dynamodb: 'dynalite' });
    expect(printed.pop()).toMatch(
      /^dynalite 4\.\d+\.\d+ runs at http:\/\/127\.0\.0\.1:\d+\n {2}Its data are in .*\n {2}dynalite reports no index units/,
    );
    expect(said).toEqual(['dynalite: starting']);
  });

  it('leaves nothing running when one of the two cannot be started', async () => {
    await expect(run('start', { dynamodb: 'local' })).rejects.toThrow(EnvironmentError);
    await run('list', { json: true });
    expect(json().running).toEqual([]);
  });

  it('leaves nothing running when it is interrupted', async () => {
    expect(await run('start', {}, { stop: AbortSignal.timeout(250) })).toBe(exitCodes.interrupted);
    await run('list', { json: true });
    expect(json().running).toEqual([]);
  });

  it('installs only what is missing', async () => {
    const folder = await localCopyFolder();
    const env = { PATH: process.env.PATH, PATTERNBENCH_DYNAMODB_LOCAL: folder };
    expect(await run('install', { json: true }, { env })).toBe(exitCodes.done);
    expect(json()).toEqual({ product: 'dynamodb-local', folder, installedNow: false });
  });

  it('refuses to install without Java, and a copy that is none', async () => {
    await expect(run('install')).rejects.toThrow('DynamoDB Local cannot be used: there is no Java');
    writeFileSync(join(cache, 'file'), '');
    const env = { PATH: process.env.PATH, PATTERNBENCH_DYNAMODB_LOCAL: cache };
    await expect(run('install', {}, { env })).rejects.toThrow(EnvironmentError);
  });

  it('tells every wrong word', async () => {
    const wrong = await run('restart', { target: 'mongo', dynamodb: 'http://localhost' }).catch(
      (error: unknown) => error,
    );
    expect(wrong).toBeInstanceOf(BadInput);
    expect(String(wrong)).toBe(
      [
        'BadInput: patternbench engines: found "restart", expected one of list, install, start, stop',
        '--target: found "mongo", expected one of dynamodb, postgres, both',
        '--dynamodb: found "http://localhost", expected one of auto, local, dynalite',
      ].join('\n'),
    );
  });
});
