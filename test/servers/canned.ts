import { answerCanned } from './canned-answer.ts';
import { type KnownServer, serveRequests } from './known-server.ts';

/** Answers every operation at once, with the same item. */
export function canned(): Promise<KnownServer> {
  return serveRequests(answerCanned);
}
