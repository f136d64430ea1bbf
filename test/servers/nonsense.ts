import type { Socket } from 'node:net';
import { cannedBody, dynamoDbHeaders } from './canned-answer.ts';
import { type KnownServer, serveSockets } from './known-server.ts';

/** The answers that are none, by what is wrong with them. */
export const nonsenses = {
  html: http(200, '<html><body>Welcome to our network. Please sign in.</body></html>', { 'Content-Type': 'text/html' }),
  'html error': http(502, '<html><body>Bad gateway</body></html>', { 'Content-Type': 'text/html' }),
  list: http(200, '[1,2,3]'),
  text: http(200, '"ok"'),
  'another object': http(200, '{"status":"ok"}'),
  'wrong kind': http(200, '{"Item":[1,2],"Items":5,"Count":"many","Attributes":"none"}'),
  'cut JSON': http(200, cannedBody('GetItem').slice(0, 700)),
  'JSON and more': http(200, `${cannedBody('GetItem')}}`),
  empty: http(200, ''),
  'wrong checksum': http(200, cannedBody('GetItem'), { 'x-amz-crc32': '1' }),
  redirect: http(302, '', { Location: 'https://example.com/' }),
  'no HTTP': '220 mail.example.com ESMTP ready\r\n',
  'no status': 'HTTP/1.1 fine\r\n\r\n',
  'bad chunks': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n',
  'two lengths': 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
} as const;

export type Nonsense = keyof typeof nonsenses | 'cut short';

/** A whole answer over HTTP; the length is right unless it is given. */
function http(status: number, body: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = { ...dynamoDbHeaders(body), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join('')}\r\n${body}`;
}

/** Answers every request with the same nonsense. `cut short`: the connection ends before the body does. */
export function nonsense({ kind }: { readonly kind: Nonsense }): Promise<KnownServer> {
  return serveSockets((socket) => answer(socket, kind));
}

function answer(socket: Socket, kind: Nonsense): void {
  if (kind !== 'cut short') socket.write(nonsenses[kind]);
  else {
    const whole = http(200, cannedBody('GetItem'));
    socket.end(whole.slice(0, whole.length - 100));
  }
}
