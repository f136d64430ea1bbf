import { atMoment } from './at-moment.ts';
import { answerCanned } from './canned-answer.ts';
import { type KnownServer, serveRequests } from './known-server.ts';

export interface Freeze {
  /** What an answer takes while the server is not frozen. */
  readonly delayMs: number;
  /** When it freezes, from the first request on, and for how long. */
  readonly freezeAtMs: number;
  readonly freezeForMs: number;
}

/** When a request is answered that came at `atMs`: what falls due while the server is frozen waits for its end. */
export function answeredAtMs({ delayMs, freezeAtMs, freezeForMs }: Freeze, atMs: number): number {
  const dueMs = atMs + delayMs;
  const endMs = freezeAtMs + freezeForMs;
  return dueMs >= freezeAtMs && dueMs < endMs ? endMs : dueMs;
}

/** Stands still once. */
export function freeze(options: Freeze): Promise<KnownServer> {
  return serveRequests((request, response) => {
    const inMs = answeredAtMs(options, request.atMs) - request.atMs;
    atMoment(performance.now() + inMs, () => answerCanned(request, response));
  });
}
