import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ClaimState, holding, readClaim, takeClaim, updateClaim } from './claim.ts';
import { compiledEngines } from './engines.fixture.ts';
import { identify } from './process-identity.ts';
import { changeClaim, releaseSlot } from './slot.ts';

const alive = { pid: 1, start: 'alive' };
const dead = { pid: 2, start: 'dead' };
const isAlive = ({ start }: { start: string }) => start === 'alive';

const state: ClaimState = {
  schema: 1,
  phase: 'starting',
  owner: alive,
  detached: false,
  supervisor: null,
  engine: null,
  product: 'dynalite',
  version: '',
  port: null,
  data: null,
  startedAt: '2026-01-01T00:00:00.000Z',
  folders: [],
};

describe('holding', () => {
  it.each<[string, Partial<ClaimState>, string]>([
    ['was released, whoever lives', { phase: 'released', engine: alive }, 'free'],
    ['is starting, its owner lives', {}, 'busy'],
    ['runs, its owner lives', { phase: 'running', engine: alive }, 'busy'],
    ['runs, its owner lives, its engine died', { phase: 'running', engine: dead }, 'busy'],
    ['its owner died before there was an engine', { owner: dead }, 'free'],
    ['its owner died, its engine lives', { owner: dead, engine: alive, supervisor: dead }, 'leftover'],
    [
      'its owner died, its supervisor is stopping the engine',
      { owner: dead, engine: dead, supervisor: alive },
      'leftover',
    ],
    ['all of it died', { phase: 'running', owner: dead, engine: dead, supervisor: dead }, 'free'],
    [
      'is detached and runs, its owner ended',
      { phase: 'running', detached: true, owner: dead, engine: alive },
      'shared',
    ],
    ['is detached and runs, its owner lives', { phase: 'running', detached: true, engine: alive }, 'shared'],
    ['is detached, its engine died', { phase: 'running', detached: true, engine: dead }, 'free'],
    ['is detached, starting, its owner lives', { detached: true, engine: alive }, 'busy'],
    ['is detached, its owner died while it started', { detached: true, owner: dead, engine: alive }, 'leftover'],
  ])('a claim that %s', (_, change, expected) => {
    expect(holding({ ...state, ...change }, isAlive)).toBe(expected);
  });
});

describe('a slot', () => {
  let slot: string;
  const self = identify(process.pid) ?? dead;
  beforeEach(() => {
    slot = mkdtempSync(join(tmpdir(), 'patternbench-claim-'));
  });
  afterEach(() => rmSync(slot, { recursive: true, force: true }));

  it('is claimed once, and again after it was released', () => {
    const first = takeClaim(slot, { ...state, owner: self });
    expect(first).toMatchObject({ number: 1 });
    expect(takeClaim(slot, { ...state, owner: self })).toBeNull();
    if (first !== null) releaseSlot(first, true);
    expect(takeClaim(slot, { ...state, owner: self })).toMatchObject({ number: 2 });
    expect(readdirSync(slot)).toEqual(['claim-2.json']);
  });

  it('is free when its claim was torn by a crash of the system', () => {
    writeFileSync(join(slot, 'claim-7.json'), '{"schema":1,');
    expect(readClaim(slot)).toBeNull();
    expect(takeClaim(slot, { ...state, owner: self })).toMatchObject({ number: 8 });
  });

  it('is not taken from its holder by one who releases an older claim', () => {
    const first = takeClaim(slot, { ...state, owner: dead });
    const second = takeClaim(slot, { ...state, owner: self });
    if (first === null || second === null) throw new Error('not claimed');
    updateClaim(first, { phase: 'released' });
    expect(readClaim(slot)).toMatchObject({ number: 2, state: { owner: self, phase: 'starting' } });
  });

  it('keeps what was changed, for its owner alone to read', () => {
    const claim = takeClaim(slot, { ...state, owner: self });
    if (claim === null) throw new Error('not claimed');
    changeClaim(claim, { port: 4711 });
    expect(readClaim(slot)?.state).toEqual({ ...state, owner: self, port: 4711 });
  });

  it('goes with all its folders when it is not kept', () => {
    const other = mkdtempSync(join(tmpdir(), 'patternbench-other-'));
    const claim = takeClaim(slot, { ...state, folders: [other] });
    if (claim === null) throw new Error('not claimed');
    releaseSlot(claim, false);
    expect(() => readdirSync(slot)).toThrow('ENOENT');
    expect(() => readdirSync(other)).toThrow('ENOENT');
  });

  it('is never held by two of five processes that fight for it', async () => {
    const compiled = await compiledEngines();
    // Whoever holds the slot makes a file that must not be there, and takes it away again.
    const script = `
      import { closeSync, openSync, rmSync } from 'node:fs';
      import { takeClaim } from './src/engines/claim.js';
      import { identify } from './src/engines/process-identity.js';
      import { releaseSlot } from './src/engines/slot.js';
      const [slot, guard, state] = process.argv.slice(2);
      const mine = { ...JSON.parse(state), owner: identify(process.pid) };
      let held = 0;
      for (const end = performance.now() + 1500; performance.now() < end; ) {
        const claim = takeClaim(slot, mine);
        if (claim === null) continue;
        closeSync(openSync(guard, 'wx'));
        rmSync(guard);
        releaseSlot(claim, true);
        held++;
      }
      console.log(held);
    `;
    writeFileSync(join(compiled.folder, 'fight.mjs'), script);
    const guard = `${slot}-guard`;
    const fighter = () =>
      new Promise<{ held: number; error: string }>((resolve) => {
        const child = spawn(process.execPath, ['fight.mjs', slot, guard, JSON.stringify(state)], {
          cwd: compiled.folder,
        });
        let [out, error] = ['', ''];
        child.stdout.on('data', (chunk) => (out += chunk));
        child.stderr.on('data', (chunk) => (error += chunk));
        child.once('close', () => resolve({ held: Number(out), error }));
      });
    const fighters = await Promise.all(Array.from({ length: 5 }, fighter));
    compiled.remove();
    expect(fighters.map(({ error }) => error)).toEqual(['', '', '', '', '']);
    const total = fighters.reduce((sum, { held }) => sum + held, 0);
    expect(total).toBeGreaterThan(20);
    const [file = ''] = readdirSync(slot);
    expect(JSON.parse(readFileSync(join(slot, file), 'utf8')).phase).toBe('released');
  });
});
