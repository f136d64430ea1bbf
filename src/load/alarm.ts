import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';

/** Wakes this thread at a moment with a finer resolution than a timer's millisecond, without keeping a core busy. */
export interface Alarm {
  /** Rings at or after the moment (nanoseconds of `process.hrtime.bigint()`). A moment set earlier is replaced by the new one. */
  set(atNs: bigint): void;
  close(): void;
}

/** What the two threads share: how often the alarm was set, for when, and until when the sleeper sleeps. */
const setsAt = 0;
const momentAt = 1;
const sleepsUntilAt = 2;
const sharedBytes = 24;
const closed = -1;
/** A sleeper that looks for itself so little later than it should ring is not woken for it. */
const nearlyNs = 20_000n;

/**
 * Opens an alarm: a thread that does nothing but sleep. `Atomics.wait` sleeps to some tens of microseconds, and a message
 * from another thread ends the event loop's own sleep at once, so that answers are read as soon as ever.
 *
 * Waking the sleeper to tell it of a moment costs both threads more than the ring itself. So after a ring it sleeps on for
 * as long as there was between the last two, and looks for itself: at a steady high rate it is never woken.
 */
export function openAlarm(ring: () => void): Promise<Alarm> {
  const shared = new SharedArrayBuffer(sharedBytes);
  const sets = new Int32Array(shared);
  const moments = new BigInt64Array(shared);
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(`(${sleeper.toString()})()`, {
    eval: true,
    execArgv: [],
    workerData: { shared, port: port2, setsAt, momentAt, sleepsUntilAt, closed },
    transferList: [port2],
  });
  const alarm: Alarm = {
    set(atNs) {
      Atomics.store(moments, momentAt, atNs);
      // Counted before it is looked how long the sleeper sleeps, which says so before it looks at the count.
      Atomics.add(sets, setsAt, 1);
      if (atNs + nearlyNs < Atomics.load(moments, sleepsUntilAt)) Atomics.notify(sets, setsAt);
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
  /** The longest pause after which it looks for itself. */
  const mostNs = 2_000_000;
  const never = 2n ** 62n;
  const { workerData } = process.getBuiltinModule('node:worker_threads') as { workerData: SleeperData };
  const { shared, port, setsAt, momentAt, sleepsUntilAt, closed } = workerData;
  const sets = new Int32Array(shared);
  const moments = new BigInt64Array(shared);
  let rung = 0;
  let rungForNs = 0;
  let againNs = Number.POSITIVE_INFINITY;
  port.postMessage('ready');
  for (;;) {
    const set = Atomics.load(sets, setsAt);
    if (set === closed) return;
    const nowNs = Number(process.hrtime.bigint());
    const isSet = set !== rung;
    const untilNs = isSet ? Number(Atomics.load(moments, momentAt)) : againNs;
    if (untilNs <= nowNs) {
      againNs = Number.POSITIVE_INFINITY;
      if (!isSet) continue;
      rung = set;
      if (untilNs - rungForNs < mostNs) againNs = untilNs + (untilNs - rungForNs);
      rungForNs = untilNs;
      port.postMessage(null);
      continue;
    }
    Atomics.store(moments, sleepsUntilAt, untilNs === Number.POSITIVE_INFINITY ? never : BigInt(Math.round(untilNs)));
    // Ends at once where it was set since it was looked at.
    Atomics.wait(sets, setsAt, set, (untilNs - nowNs) / 1e6);
  }
}

interface SleeperData {
  readonly shared: SharedArrayBuffer;
  readonly port: MessagePort;
  readonly setsAt: number;
  readonly momentAt: number;
  readonly sleepsUntilAt: number;
  readonly closed: number;
}
