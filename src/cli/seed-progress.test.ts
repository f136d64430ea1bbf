import { describe, expect, it } from 'vitest';
import type { SeedProgress } from '../seeding/seed.ts';
import { progressLine, showProgress } from './seed-progress.ts';
import type { Terminal } from './terminal.ts';

const progress: SeedProgress = {
  target: 'dynamodb',
  doing: 'order',
  done: 12_345,
  total: 60_000,
  perSecond: 2_699.6,
  leftSeconds: 17.2,
};

describe('the line of progress', () => {
  it.each<[string, Partial<SeedProgress>, string]>([
    ['while it loads', {}, 'dynamodb  order  12,345 of 60,000  20 %  2,700/s  18 s left'],
    ['with minutes left', { leftSeconds: 91 }, 'dynamodb  order  12,345 of 60,000  20 %  2,700/s  2 min left'],
    ['before anybody knows', { perSecond: 0, leftSeconds: null }, 'dynamodb  order  12,345 of 60,000  20 %  0/s'],
    ['after the last record', { doing: 'indexes', done: 60_000 }, 'dynamodb  indexes  60,000 of 60,000  100 %'],
    ['of nothing', { done: 0, total: 0, perSecond: 0, leftSeconds: null }, 'dynamodb  order  0 of 0  100 %  0/s'],
  ])('%s', (_, part, line) => {
    expect(progressLine({ ...progress, ...part })).toBe(line);
  });

  it('is rewritten on a terminal, and elsewhere said every five seconds', () => {
    const statuses: string[] = [];
    const said: string[] = [];
    const lines = { status: (line: string) => statuses.push(line), say: (line: string) => said.push(line) };
    let nowMs = 0;
    const terminal = (interactive: boolean): Terminal => ({ ...lines, interactive }) as unknown as Terminal;
    const onTerminal = showProgress(terminal(true), () => nowMs);
    const elsewhere = showProgress(terminal(false), () => nowMs);
    for (nowMs = 0; nowMs < 12_000; nowMs += 1_000) {
      onTerminal(progress);
      elsewhere(progress);
    }
    expect(statuses.length).toBe(12);
    expect(said.length).toBe(2);
  });
});
