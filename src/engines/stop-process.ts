import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, type ProcessIdentity, signalProcess } from './process-identity.ts';
import type { StopStep } from './supervisor-order.ts';

const pollMs = 20;

/** Waits until the process is gone; false where it still runs after `patienceMs`. */
export async function waitForEnd(process: ProcessIdentity, patienceMs: number): Promise<boolean> {
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline; ) {
    if (!isAlive(process)) return true;
    await sleep(pollMs);
  }
  return !isAlive(process);
}

/** Stops a process by its identity: each step's signal in turn while it still runs, at last SIGKILL. */
export async function stopProcess(process: ProcessIdentity, steps: readonly StopStep[]): Promise<void> {
  for (const { signal, patienceMs } of steps) {
    if (!signalProcess(process, signal)) return;
    if (await waitForEnd(process, patienceMs)) return;
  }
  if (signalProcess(process, 'SIGKILL')) await waitForEnd(process, 5_000);
}
