import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { expectGolden } from '../reports/golden.fixture.ts';
import { typed } from './command-line.ts';

const cache = mkdtempSync(join(tmpdir(), 'patternbench-test-'));
const shop = ['--workload', 'test/shop/workload.ts', '--dynamodb', 'dynalite', '--dau', '100', '--quiet'];
const env = { PATTERNBENCH_CACHE: cache };

afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** What another machine, or the same one later, tells otherwise. */
const lasting = (page: string): string =>
  page
    .replace(/median\s+[\d.,<]+\s+ms/g, 'median … ms')
    .replace(/\((dynalite|postgresql) [\d.]+\)/g, '($1 …)')
    .replace(/\d+ pages? of 8 KiB \(\d+ not in memory\)/g, '… pages of 8 KiB');

describe('patternbench explain', () => {
  it('tells a pattern on one page, the same every time', async () => {
    const { stdout, stderr, code } = await typed(['explain', 'by-status', ...shop], { env });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').length).toBeLessThan(50);
    expectGolden('explain-by-status.txt', lasting(stdout));
  });

  it('gives the same as JSON, with the arithmetic of the units', async () => {
    const { stdout, code } = await typed(['explain', 'customer', '--json', ...shop], { env });
    expect(code).toBe(0);
    const { pattern, verdict, targets } = JSON.parse(stdout);
    expect({ pattern, verdict }).toEqual({ pattern: 'customer', verdict: 'equal' });
    expect(targets[0].requests).toMatchObject([
      {
        operation: 'GetItem',
        input: { TableName: 'Shop', Key: { SK: 'PROFILE' } },
        evaluated: 1,
        returned: 1,
        units: [
          { table: 'Shop', index: null, direction: 'read', items: 1, blockBytes: 4096, units: 0.5, reported: 0.5 },
        ],
      },
    ]);
    expect(targets[1].statements).toMatchObject([
      { statement: 'select id, name, city from customers where id = $1', returned: 1 },
    ]);
  });

  it('refuses what is no pattern, with those that there are', async () => {
    const { stderr, code } = await typed(['explain', 'refund', ...shop], { env });
    expect(code).toBe(104);
    expect(stderr).toContain(
      'explain: found refund, expected one pattern of shop: customer, orders, by-status, place-order',
    );
  });
});
