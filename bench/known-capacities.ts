import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FindmaxRecord } from '../src/runs/findmax-record.ts';
import { inChild } from '../test/servers/in-child.ts';
import type { SlowRate } from '../test/servers/slow-rate.ts';
import { clientCore, onCores, run, serverCore } from './child.ts';

/** What a search said of a queue whose capacity is known. */
export interface FoundRate extends SlowRate {
  readonly capacity: number;
  readonly state: string;
  readonly perSecond: number | null;
  readonly windows: number;
  readonly seconds: number;
}

/** Workers of a queue, and how long each takes for a request. */
const queues: readonly SlowRate[] = [
  { workers: 4, serviceMs: 20 },
  { workers: 2, serviceMs: 25 },
  { workers: 10, serviceMs: 30 },
  { workers: 8, serviceMs: 13 },
  { workers: 20, serviceMs: 20 },
];
const command = fileURLToPath(new URL('../src/cli/main.js', import.meta.url));
const workload = fileURLToPath(new URL('../../test/shop/patient.ts', import.meta.url));

/** `patternbench findmax` on each queue in turn, from its default lowest rate. */
export async function findKnownCapacities(): Promise<FoundRate[]> {
  const found: FoundRate[] = [];
  for (const queue of queues) {
    const server = await inChild('slowRate', queue, onCores(serverCore));
    const out = mkdtempSync(join(tmpdir(), 'patternbench-bench-'));
    try {
      const stub = ['--target', 'dynamodb', '--dynamodb', server.url, '--skip-seed', '--verify', 'off'];
      const load = ['--workload', workload, '--patterns', 'customer', '--json', '--quiet', '--out', out];
      const words = [...onCores(clientCore), process.execPath, command, 'findmax', ...stub, ...load];
      const startMs = performance.now();
      // A search that leaves something open, or whose lowest rate is not held, has an answer too.
      const { stdout } = await run('sh', ['-c', '"$@" || true', 'findmax', ...words]);
      const [target] = (JSON.parse(stdout) as FindmaxRecord).targets;
      found.push({
        ...queue,
        capacity: (queue.workers * 1000) / queue.serviceMs,
        state: target?.answer.state ?? 'none',
        perSecond: target?.answer.perSecond ?? null,
        windows: target?.windows.length ?? 0,
        seconds: (performance.now() - startMs) / 1000,
      });
    } finally {
      await server.close();
      rmSync(out, { recursive: true, force: true });
    }
  }
  return found;
}
