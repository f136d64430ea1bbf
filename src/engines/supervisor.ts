// Runs as a process of its own, between patternbench and one engine. It starts the engine, names it in the claim, and stops
// it when its standard input ends: that happens however the parent goes, be it by kill -9.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { lastLines, openLog } from './log-file.ts';
import { identify } from './process-identity.ts';
import { changeClaim, releaseSlot } from './slot.ts';
import { stopProcess } from './stop-process.ts';
import type { SupervisorEvent, SupervisorOrder } from './supervisor-order.ts';

// The parent may be gone when it is told something.
process.stdout.on('error', () => {});
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});

function tell(event: SupervisorEvent): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(event)}\n`, () => resolve()));
}

function startEngine(order: SupervisorOrder): ChildProcess {
  const log = openLog(order.logFile);
  try {
    return spawn(order.command, [...order.args], {
      cwd: order.cwd,
      env: { ...order.env },
      stdio: ['ignore', log, log],
      detached: true,
      ...order.account,
    });
  } finally {
    closeSync(log);
  }
}

async function supervise(order: SupervisorOrder, parentGone: Promise<void>): Promise<void> {
  const child = startEngine(order);
  const exited = new Promise<SupervisorEvent>((resolve) => {
    child.once('error', (error) => resolve({ event: 'failed', message: error.message }));
    child.once('exit', (code, signal) => {
      const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
      resolve({ event: 'exited', how, lastLines: lastLines(order.logFile, 12) });
    });
  });
  const engine = child.pid === undefined ? null : identify(child.pid);
  try {
    if (engine !== null) {
      changeClaim(order.claim, { engine, supervisor: order.detached ? null : identify(process.pid) });
      await tell({ event: 'started', engine });
      if (order.detached) return child.unref();
      await Promise.race([exited, parentGone]);
    }
  } catch (error) {
    if (engine !== null) await stopProcess(engine, []);
    throw error;
  }
  if (engine !== null) await stopProcess(engine, order.stopSteps);
  const end = await exited;
  releaseSlot(order.claim, order.keep);
  await tell(end);
}

const lines = createInterface({ input: process.stdin });
const parentGone = new Promise<void>((resolve) => {
  lines.once('close', resolve);
  process.once('SIGTERM', resolve);
});
lines.once('line', (line) => {
  const order: SupervisorOrder = JSON.parse(line);
  void supervise(order, parentGone).then(
    () => process.exit(0),
    async (error: unknown) => {
      await tell({ event: 'failed', message: String(error) });
      process.exit(1);
    },
  );
});
void parentGone.then(() => lines.close());
