import { atMoment } from './at-moment.ts';
import { answerCanned } from './canned-answer.ts';
import { type KnownServer, serveRequests } from './known-server.ts';

export interface SlowRate {
  /** Each worker takes so long for a request, and one request at a time: `workers` × 1000 / `serviceMs` a second at most. */
  readonly serviceMs: number;
  readonly workers: number;
}

/** The queue before the workers, in order of arrival: gives when each request, by its arrival, is done. */
export function queue({ serviceMs, workers }: SlowRate): (atMs: number) => number {
  const freeAtMs: number[] = Array(workers).fill(Number.NEGATIVE_INFINITY);
  return (atMs) => {
    const worker = freeAtMs.indexOf(Math.min(...freeAtMs));
    const doneMs = Math.max(atMs, freeAtMs[worker] ?? atMs) + serviceMs;
    freeAtMs[worker] = doneMs;
    return doneMs;
  };
}

/** A queue with a fixed service time: its capacity is known exactly, whatever the timers do. */
export function slowRate(options: SlowRate): Promise<KnownServer> {
  const doneAtMs = queue(options);
  return serveRequests((request, response) => {
    atMoment(doneAtMs(performance.now()), () => answerCanned(request, response));
  });
}
