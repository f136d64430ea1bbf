import { describe, expect, it } from 'vitest';
import { typed } from '../../test/command-line.ts';

const shop = ['findmax', '--workload', 'test/shop/workload.ts'];

async function problemsOf(words: readonly string[]): Promise<string[]> {
  const { code, stdout, stderr } = await typed([...shop, ...words]);
  expect(code).toBe(104);
  expect(stdout).toBe('');
  return stderr.trim().split('\n');
}

describe('findmax refuses, before anything starts,', () => {
  it('every option that it cannot read', async () => {
    const words = ['--from', '20', '--step', '1', '--precision', '5', '--window', '1500ms', '--without', 'byy-status'];
    expect(await problemsOf([...words, '--client', 'curl', '--objective', 'p99 < 5'])).toEqual([
      expect.stringContaining('--from: found "20", expected a rate above 0'),
      expect.stringContaining('--window: found 1500ms, expected whole seconds from 1s up'),
      expect.stringContaining('--step: found "1", expected a factor from 1.1 to 10'),
      expect.stringContaining('--precision: found "5", expected a percentage'),
      expect.stringContaining('--objective: found'),
      expect.stringContaining('--objective: found'),
      expect.stringContaining('--client: found "curl", expected one of wire, sdk'),
      expect.stringContaining('--without: found "byy-status", expected by-status'),
    ]);
  });

  it('a range that is none, and a leaving out beside patterns', async () => {
    expect(
      await problemsOf(['--from', '100/s', '--to', '10/s', '--patterns', 'orders', '--without', 'orders']),
    ).toEqual([
      'patternbench: --from: found 100/s, expected at most --to, 10/s',
      expect.stringContaining('--without: found "orders", expected nothing beside a scenario or --patterns'),
    ]);
  });

  it('a script with virtual users, whose rate nobody can scale', async () => {
    expect(await problemsOf(['test/shop/scenario.ts'])).toEqual([
      'patternbench: scenario staff: found virtual users, expected an arrival-rate executor, whose rate can be scaled',
    ]);
  });
});
