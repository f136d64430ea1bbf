import { answerCanned } from './canned-answer.ts';
import { type KnownRequest, type KnownServer, serveRequests } from './known-server.ts';

/** Answers at once and keeps every request. */
export async function capture(): Promise<KnownServer & { readonly seen: readonly KnownRequest[] }> {
  const seen: KnownRequest[] = [];
  const server = await serveRequests((request, response) => {
    seen.push(request);
    answerCanned(request, response);
  });
  return { ...server, seen };
}
