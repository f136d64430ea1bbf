import { cannedBody, dynamoDbHeaders } from './canned-answer.ts';
import { type KnownServer, serveSockets } from './known-server.ts';

/** Resets every connection: when a request comes, or when half of its answer has gone. */
export function reset({ when = 'request' }: { readonly when?: 'request' | 'mid-answer' } = {}): Promise<KnownServer> {
  return serveSockets((socket) => {
    if (when === 'request') {
      socket.resetAndDestroy();
      return;
    }
    const body = cannedBody('GetItem');
    const headers = Object.entries(dynamoDbHeaders(body)).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 200 OK\r\n${headers.join('')}\r\n${body.slice(0, 500)}`);
    // So that the half has been read before the reset throws away what has not.
    setTimeout(() => socket.resetAndDestroy(), 20);
  });
}
