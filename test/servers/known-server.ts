import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';

/** A server whose every answer is known beforehand, on loopback. */
export interface KnownServer {
  readonly url: string;
  readonly port: number;
  /** Requests that came in whole (of a server that reads no HTTP: connections with at least one byte). */
  requests(): number;
  /** Connections that were opened to it. */
  connections(): number;
  /** Ends it and every connection. */
  close(): Promise<void>;
}

export interface KnownRequest {
  /** Which operation: what follows the dot of `X-Amz-Target`. Empty where there is none. */
  readonly operation: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Milliseconds since the first request came. */
  readonly atMs: number;
  /** How many came before this one. */
  readonly number: number;
  /** The client's port: the same for all requests of one connection. */
  readonly fromPort: number;
}

/** Listens on a free port and calls back for every request, once it has come whole. */
export async function serveRequests(
  answer: (request: KnownRequest, response: ServerResponse) => void,
): Promise<KnownServer> {
  const { onRequest, count } = knownRequests(answer);
  const server = createHttpServer(onRequest);
  // The client decides how long a connection is kept.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  return listen(server, count, 'http');
}

/** Reads requests whole and counts them. */
export function knownRequests(answer: (request: KnownRequest, response: ServerResponse) => void): {
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void;
  readonly count: () => number;
} {
  let number = 0;
  let startMs: number | null = null;
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const atMs = performance.now();
    startMs ??= atMs;
    const known = {
      operation: operationOf(request),
      headers: request.headers,
      atMs: atMs - startMs,
      number: number++,
      fromPort: request.socket.remotePort ?? 0,
    };
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer({ ...known, body: Buffer.concat(parts) }, response));
  };
  return { onRequest, count: () => number };
}

function operationOf({ headers }: IncomingMessage): string {
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? target.slice(target.indexOf('.') + 1) : '';
}

/** Listens on a free port and hands over bare sockets with the first bytes that come. */
export async function serveSockets(answer: (socket: Socket, bytes: Buffer) => void): Promise<KnownServer> {
  let number = 0;
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      number++;
      answer(socket, bytes);
    });
  });
  return listen(server, () => number, 'http');
}

/** Listens on a free port of loopback. */
export async function listen(server: Server, requests: () => number, protocol: 'http' | 'https'): Promise<KnownServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return {
    url: `${protocol}://127.0.0.1:${address.port}`,
    port: address.port,
    requests,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
