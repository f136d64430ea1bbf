import { answerCanned, answerError } from './canned-answer.ts';
import { type KnownServer, serveRequests } from './known-server.ts';

export interface Flapping {
  /** It is up so long, then down so long, and so on, from the first request. */
  readonly upMs: number;
  readonly downMs: number;
  /** What down means: the connection is reset, an error 500 is answered, or nothing is. */
  readonly down: 'reset' | 'error' | 'silence';
}

/** Whether it is up at a moment after the first request. */
export function isUp({ upMs, downMs }: Flapping, atMs: number): boolean {
  return atMs % (upMs + downMs) < upMs;
}

export function flapping(options: Flapping): Promise<KnownServer> {
  return serveRequests((request, response) => {
    if (isUp(options, request.atMs)) answerCanned(request, response);
    else if (options.down === 'reset') response.socket?.resetAndDestroy();
    else if (options.down === 'error') answerError(response, 500, 'InternalServerError', 'down for a moment');
  });
}
