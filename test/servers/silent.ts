import { type KnownServer, serveRequests } from './known-server.ts';

/** Takes every request and never answers. */
export function silent(): Promise<KnownServer> {
  return serveRequests(() => {});
}
