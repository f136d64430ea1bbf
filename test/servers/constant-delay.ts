import { atMoment } from './at-moment.ts';
import { answerCanned } from './canned-answer.ts';
import { type KnownServer, serveRequests } from './known-server.ts';

/** Answers each request so long after it came. */
export function constantDelay({ delayMs }: { readonly delayMs: number }): Promise<KnownServer> {
  return serveRequests((request, response) => {
    atMoment(performance.now() + delayMs, () => answerCanned(request, response));
  });
}
