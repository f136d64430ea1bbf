import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { answerCanned, answerJson, cannedBody } from '../../../../test/servers/canned-answer.ts';
import { constantDelay } from '../../../../test/servers/constant-delay.ts';
import { type KnownServer, serveRequests } from '../../../../test/servers/known-server.ts';
import type { Exchange } from '../connection.ts';
import { CredentialSource } from '../credentials.ts';
import { endpointOf } from '../endpoint.ts';
import { WireClient } from './client.ts';

const key = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const opened: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const closable of opened.splice(0).reverse()) await closable.close();
});

function clientOf(url: string, maxConnections = 4): WireClient {
  const credentials = new CredentialSource(key, async () => key);
  const client = new WireClient({ endpoint: endpointOf(url), region: 'us-east-1', credentials, maxConnections });
  opened.push(client);
  return client;
}

async function against(
  started: Promise<KnownServer>,
  maxConnections?: number,
): Promise<{ client: WireClient; server: KnownServer }> {
  const server = await started;
  opened.push(server);
  return { client: clientOf(server.url, maxConnections), server };
}

const send = (client: WireClient, timeoutMs = 5_000): Promise<Exchange<'GetItem'>> =>
  client.send('GetItem', { TableName: 'Known', Key: { PK: 'a' } }, timeoutMs);

const all = (client: WireClient, count: number): Promise<Exchange<'GetItem'>[]> =>
  Promise.all(Array.from({ length: count }, () => send(client)));

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('connections', () => {
  it('are kept: one request after another needs one', async () => {
    const { client, server } = await against(serveRequests(answerCanned));
    for (let n = 0; n < 20; n++) expect((await send(client)).state).toBe('answered');
    expect(server.connections()).toBe(1);
  });

  it('are as many as there are requests at once, up to the cap', async () => {
    const { client, server } = await against(constantDelay({ delayMs: 30 }), 4);
    await all(client, 3);
    expect(server.connections()).toBe(3);
    const exchanges = await all(client, 10);
    expect(server.connections()).toBe(4);
    expect(exchanges.filter(({ poolWaitUs }) => poolWaitUs > 15_000)).toHaveLength(6);
    await all(client, 4);
    expect(server.connections()).toBe(4);
  });

  it('are used again last one first, so that those not needed rest', async () => {
    const sockets: (Socket | null)[] = [];
    const { client } = await against(
      serveRequests((request, response) => {
        sockets.push(response.socket);
        setTimeout(() => answerCanned(request, response), 20);
      }),
    );
    await all(client, 3);
    for (let n = 0; n < 4; n++) await send(client);
    expect(new Set(sockets.slice(3)).size).toBe(1);
  });

  it('can be opened ahead', async () => {
    const { client, server } = await against(serveRequests(answerCanned), 4);
    expect(await client.warm(9, 5_000)).toBeNull();
    await expect.poll(() => server.connections()).toBe(4);
    const exchanges = await all(client, 4);
    expect(exchanges.map(({ poolWaitUs }) => poolWaitUs)).toEqual([0, 0, 0, 0]);
    expect(server.connections()).toBe(4);
  });

  it('that the server ends with its answer are not used again', async () => {
    const { client, server } = await against(
      serveRequests((_request, response) => {
        response.setHeader('Connection', 'close');
        answerJson(response, 200, cannedBody('GetItem'));
      }),
      1,
    );
    for (const { state } of await all(client, 3)) expect(state).toBe('answered');
    expect(server.connections()).toBe(3);
  });

  it.each([
    ['is in its last second', 1, 2],
    ['has long to live', 60, 1],
  ])('of which the server says how long it keeps them: one that %s', async (_what, seconds, connections) => {
    const { client, server } = await against(
      serveRequests((_request, response) => {
        response.setHeader('Keep-Alive', `timeout=${seconds}`);
        answerJson(response, 200, cannedBody('GetItem'));
      }),
    );
    for (let n = 0; n < 2; n++) expect((await send(client)).state).toBe('answered');
    expect(server.connections()).toBe(connections);
  });

  it('on which something comes that nobody asked for are not used again', async () => {
    const { client, server } = await against(
      serveRequests((_request, response) => {
        const { socket } = response;
        response.once('finish', () => setTimeout(() => socket?.write('HTTP/1.1 408 Too late\r\n\r\n'), 20));
        answerJson(response, 200, cannedBody('GetItem'));
      }),
    );
    await send(client);
    await pause(80);
    expect((await send(client)).state).toBe('answered');
    expect(server.connections()).toBe(2);
  });

  it('that gave no answer in time are not used again', async () => {
    const { client, server } = await against(
      serveRequests((request, response) => {
        setTimeout(() => answerCanned(request, response), request.number === 0 ? 150 : 0);
      }),
      1,
    );
    expect(await send(client, 50)).toMatchObject({ kind: 'timeout', detail: 'no answer in time' });
    expect((await send(client)).state).toBe('answered');
    await pause(150);
    expect((await send(client)).state).toBe('answered');
    expect(server.connections()).toBe(2);
  });
});

describe('a server that cannot be reached', () => {
  it('is told to each that waits, once', async () => {
    const exchanges = await all(clientOf('http://127.0.0.1:1', 2), 5);
    for (const exchange of exchanges) expect(exchange).toMatchObject({ state: 'failed', kind: 'connection' });
  });

  it('is tried again with the next request', async () => {
    const { server } = await against(serveRequests(answerCanned));
    const client = clientOf(server.url);
    await server.close();
    expect(await send(client)).toMatchObject({ kind: 'connection' });
    const again = createServer((socket) => {
      const body = cannedBody('GetItem');
      socket.on('data', () => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`));
      socket.on('error', () => socket.destroy());
      opened.push({ close: async () => socket.destroy() });
    });
    await new Promise<void>((resolve) => again.listen(server.port, '127.0.0.1', resolve));
    opened.splice(opened.length, 0, { close: async () => again.close() });
    expect((await send(client)).state).toBe('answered');
  });

  it('because it does not shake hands is a timeout, of those who waited for it', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    opened.push({ close: async () => mute.close() });
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const client = clientOf(`https://127.0.0.1:${port}`, 1);
    const failures = await Promise.all([send(client, 60), send(client, 120)]);
    for (const failure of failures) expect(failure).toMatchObject({ state: 'failed', kind: 'timeout' });
    expect(await client.warm(1, 60)).toMatchObject({ kind: 'timeout' });
  });
});
