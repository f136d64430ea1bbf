import { connect, createServer, type Socket } from 'node:net';

/** A PostgreSQL with a listener in the line. */
export interface BindRecorder {
  readonly port: number;
  /** The values of every Bind message, as text, in the order in which they came. */
  readonly bound: readonly (readonly (string | null)[])[];
  close(): Promise<void>;
}

/**
 * Passes all bytes on to a PostgreSQL and back, and keeps the values that statements are run with (PostgreSQL's manual,
 * 54.7: Bind).
 */
export async function recordBinds(host: string, port: number): Promise<BindRecorder> {
  const bound: (string | null)[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, host);
    const messages = new Messages((type, payload) => {
      if (type === 'B') bound.push(valuesOf(payload));
    });
    client.on('data', (bytes) => messages.take(bytes));
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** What a client says: a start-up message, which has no type, and then messages that have one. */
class Messages {
  readonly #heard: (type: string, payload: Buffer) => void;
  #bytes = Buffer.alloc(0);
  #started = false;

  constructor(heard: (type: string, payload: Buffer) => void) {
    this.#heard = heard;
  }

  take(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (;;) {
      const typeBytes = this.#started ? 1 : 0;
      if (this.#bytes.length < typeBytes + 4) return;
      const end = typeBytes + this.#bytes.readInt32BE(typeBytes);
      if (this.#bytes.length < end) return;
      if (this.#started) this.#heard(this.#bytes.toString('latin1', 0, 1), this.#bytes.subarray(5, end));
      this.#started = true;
      this.#bytes = this.#bytes.subarray(end);
    }
  }
}

function valuesOf(payload: Buffer): (string | null)[] {
  let at = payload.indexOf(0) + 1;
  at = payload.indexOf(0, at) + 1;
  at += 2 + 2 * payload.readInt16BE(at);
  const count = payload.readInt16BE(at);
  at += 2;
  return Array.from({ length: count }, () => {
    const length = payload.readInt32BE(at);
    at += 4;
    if (length < 0) return null;
    at += length;
    return payload.toString('utf8', at - length, at);
  });
}
