import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FindmaxRecord } from '../src/runs/findmax-record.ts';
import { parseRun } from '../src/runs/parse-run.ts';
import { start } from './command-line.ts';
import { inChild } from './servers/in-child.ts';

// A server whose capacity is known exactly: a queue before workers that take equally long for everything.
const out = mkdtempSync(join(tmpdir(), 'patternbench-findmax-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const stub = (url: string): string[] => ['--target', 'dynamodb', '--dynamodb', url, '--skip-seed', '--verify', 'off'];
const load = ['--workload', 'test/shop/patient.ts', '--patterns', 'customer', '--json', '--out', out];

describe('findmax', () => {
  it('finds what a queue of 4 workers at 20 ms can do, 200/s, within 5 %', async () => {
    const server = await inChild('slowRate', { serviceMs: 20, workers: 4 });
    try {
      const words = ['findmax', ...stub(server.url), ...load, '--from', '140/s', '--window', '1s', '--step', '1.4'];
      const { code, stdout, stderr } = await start(words).ended;
      const record = JSON.parse(stdout) as FindmaxRecord;
      const [target] = record.targets;
      if (target === undefined) throw new Error(stderr);
      const { answer, windows } = target;
      const runs = windows.map(({ run }) => {
        const { record: saved, problems } = parseRun(readFileSync(join(out, record.id, run, 'run.json'), 'utf8'), run);
        expect(problems).toBeNull();
        return saved;
      });
      // Whatever else the machine does: it is never called more than it is, and what is called found is right.
      expect(answer.perSecond ?? 0, stderr).toBeLessThanOrEqual(200 * 1.05);
      if (answer.state === 'found') {
        expect(answer.perSecond ?? 0, stderr).toBeGreaterThanOrEqual(200 * 0.95);
        expect(answer.above?.limit).toBe('target');
        expect(code).toBe(answer.undecided.length === 0 ? 0 : 3);
      } else {
        // A machine that is busy with other things keeps the generator from its schedule, and the runs say so.
        expect(runs.some((saved) => saved?.targets[0]?.generator.saturated)).toBe(true);
        expect([3, 99]).toContain(code);
      }
      for (const { number, purpose } of windows) expect(stderr).toMatch(new RegExp(`  ${number}  ${purpose}`));
      expect(JSON.parse(readFileSync(join(out, record.id, 'findmax.json'), 'utf8'))).toEqual(record);
    } finally {
      await server.close();
    }
  }, 300_000);

  it('says what was found so far where it is interrupted', async () => {
    const server = await inChild('canned', {});
    try {
      const command = start(['findmax', ...stub(server.url), ...load, '--window', '1s']);
      while (!/ 1 {2}growing/.test(command.said())) await new Promise((resolve) => setTimeout(resolve, 50));
      command.child.kill('SIGINT');
      const { code, stdout } = await command.ended;
      const { status, targets } = JSON.parse(stdout) as FindmaxRecord;
      expect(status).toBe('interrupted');
      expect(targets[0]?.answer).toMatchObject({ state: 'none yet', perSecond: 20 });
      expect(code).toBe(105);
    } finally {
      await server.close();
    }
  });

  it('misses where not even the lowest rate is held', async () => {
    const server = await inChild('failing', { status: 500, code: 'InternalServerError' });
    try {
      const words = ['findmax', ...stub(server.url), ...load, '--window', '1s'];
      const { code, stdout } = await start(words).ended;
      const { targets } = JSON.parse(stdout) as FindmaxRecord;
      expect(targets[0]?.answer).toMatchObject({ state: 'below', perSecond: null, above: { limit: 'target' } });
      expect(targets[0]?.answer.broke[0]).toMatchObject({ pattern: 'customer', objective: 'failed == 0' });
      expect(code).toBe(99);
    } finally {
      await server.close();
    }
  });
});
