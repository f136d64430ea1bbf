import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { identify, isAlive, parseStat, signalProcess } from './process-identity.ts';

describe('parseStat', () => {
  const rest = (state: string) => `${state} ${Array.from({ length: 18 }, (_, index) => index).join(' ')} 4711 99`;

  it.each([
    ['a plain name', `12 (node) ${rest('S')}`],
    ['blanks in the name', `12 (my tool) ${rest('S')}`],
    ['brackets in the name', `12 (a) S (b)) ${rest('S')}`],
  ])('finds the state and the start behind %s', (_, line) => {
    expect(parseStat(line)).toEqual({ state: 'S', startTick: '4711' });
  });

  it('is null for what is no stat line', () => {
    expect(parseStat('')).toBeNull();
  });
});

describe('a process', () => {
  it('keeps its identity while it lives', () => {
    const self = identify(process.pid);
    expect(self).toEqual(identify(process.pid));
    expect(self !== null && isAlive(self)).toBe(true);
  });

  it('has none once it has ended', async () => {
    const child = spawn('sleep', ['30'], { stdio: 'ignore' });
    const identity = identify(child.pid ?? 0);
    if (identity === null) throw new Error('sleep did not start');
    expect(signalProcess(identity, 'SIGTERM')).toBe(true);
    await once(child, 'exit');
    expect(isAlive(identity)).toBe(false);
    expect(signalProcess(identity, 'SIGTERM')).toBe(false);
  });

  it('is not signalled when its pid belongs to another by now', async () => {
    const child = spawn('sleep', ['30'], { stdio: 'ignore' });
    const pid = child.pid ?? 0;
    expect(signalProcess({ pid, start: 'another time' }, 'SIGKILL')).toBe(false);
    expect(identify(pid)).not.toBeNull();
    child.kill();
    await once(child, 'exit');
  });

  it('is gone as a zombie', async () => {
    // The shell becomes a `sleep` that never asks after the child it inherits.
    const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = await once(parent.stdout, 'data');
    const pid = Number(String(line));
    await expect.poll(() => identify(pid)).toBeNull();
    expect(process.kill(pid, 0)).toBe(true);
    parent.kill();
    await once(parent, 'exit');
  });
});
