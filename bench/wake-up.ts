import type { ClientCost } from './bare-client.ts';

export interface WakeUpOrder {
  readonly perSecond: number;
  readonly seconds: number;
}

/**
 * The whole of a process: does nothing but sleep until each of so many moments a second, and prints what that took. It is
 * what the machine asks of anyone who starts operations one by one, before the first byte is sent.
 */
export async function runWakeUps({ perSecond, seconds }: WakeUpOrder): Promise<void> {
  const sleeping = new Int32Array(new SharedArrayBuffer(4));
  const operations = perSecond * seconds;
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  for (let n = 1; n <= operations; n++) {
    const dueMs = startMs + (n * 1000) / perSecond;
    for (let nowMs = performance.now(); nowMs < dueMs; nowMs = performance.now()) {
      Atomics.wait(sleeping, 0, 0, dueMs - nowMs);
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  const cost: ClientCost = { operations, cpuUs: user + system, elapsedMs: performance.now() - startMs };
  process.stdout.write(`${JSON.stringify(cost)}\n`);
}
