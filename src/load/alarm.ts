import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';

/** Wakes this thread at a moment with a finer resolution than a timer's millisecond, without keeping a core busy. */
export interface Alarm {
  /** Rings at or after the moment (nanoseconds of `process.hrtime.bigint()`). A moment set earlier is replaced by the new one. */
  set(atNs: bigint): void;
  close(): void;
}

/** What the two threads share: how often the alarm was set, and for when. */
const setsAt = 0;
const momentAt = 1;
const sharedBytes = 16;
const closed = -1;

/**
 * Opens an alarm: a thread that does nothing but sleep. `Atomics.wait` sleeps to some tens of microseconds, and a message
 * from another thread ends the event loop's own sleep at once, so that answers are read as soon as ever.
 */
export function openAlarm(ring: () => void): Promise<Alarm> {
  const shared = new SharedArrayBuffer(sharedBytes);
  const sets = new Int32Array(shared);
  const moment = new BigInt64Array(shared);
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(`(${sleeper.toString()})()`, {
    eval: true,
    execArgv: [],
    workerData: { shared, port: port2, setsAt, momentAt, closed },
    transferList: [port2],
  });
  const alarm: Alarm = {
    set(atNs) {
      Atomics.store(moment, momentAt, atNs);
      Atomics.add(sets, setsAt, 1);
      Atomics.notify(sets, setsAt);
    },
    close() {
      Atomics.store(sets, setsAt, closed);
      Atomics.notify(sets, setsAt);
      port1.close();
    },
  };
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    port1.once('message', () => {
      port1.on('message', ring);
      worker.off('error', reject);
      // From here on nobody would notice that nothing rings any more, so a dead sleeper is a crash, not a silence.
      worker.on('error', (error) => {
        throw error;
      });
      resolve(alarm);
    });
  });
}

/** Runs in the thread of its own, as text: it may use nothing from around it. */
function sleeper(): void {
  const { workerData } = process.getBuiltinModule('node:worker_threads') as { workerData: SleeperData };
  const { shared, port, setsAt, momentAt, closed } = workerData;
  const sets = new Int32Array(shared);
  const moment = new BigInt64Array(shared);
  port.postMessage('ready');
  for (let rung = 0; ; ) {
    const set = Atomics.load(sets, setsAt);
    if (set === closed) return;
    const leftMs = Number(Atomics.load(moment, momentAt) - process.hrtime.bigint()) / 1e6;
    if (set === rung) Atomics.wait(sets, setsAt, set);
    else if (leftMs <= 0 || Atomics.wait(sets, setsAt, set, leftMs) === 'timed-out') {
      rung = set;
      port.postMessage(set);
    }
  }
}

interface SleeperData {
  readonly shared: SharedArrayBuffer;
  readonly port: MessagePort;
  readonly setsAt: number;
  readonly momentAt: number;
  readonly closed: number;
}
