import { answerCanned } from './canned-answer.ts';
import { type KnownServer, serveRequests } from './known-server.ts';

/** Closes each connection so long after its last answer, without having said so. */
export function idleCloser({ afterMs }: { readonly afterMs: number }): Promise<KnownServer> {
  return serveRequests((request, response) => {
    const { socket } = response;
    response.once('finish', () => setTimeout(() => socket?.end(), afterMs));
    answerCanned(request, response);
  });
}
