import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cannedBody, dynamoDbHeaders } from '../test/servers/canned-answer.ts';
import { inChild } from '../test/servers/in-child.ts';
import { has, onCores, serverCore } from './child.ts';

/** A server that answers every request at once with the same item of 1 KB. */
export interface CannedServer {
  readonly url: string;
  readonly what: string;
  stop(): Promise<void>;
}

/** nginx where it is installed, which is quicker than any client, with a process a core; else ours, with one. */
export async function startCannedServer(cores: readonly number[] = [serverCore]): Promise<CannedServer> {
  if (!has('nginx')) {
    const server = await inChild('canned', {}, onCores(...cores));
    return {
      url: `${server.url}/`,
      what: 'a known-answer server (nginx is not installed)',
      stop: () => server.close(),
    };
  }
  const folder = mkdtempSync(join(tmpdir(), 'canned-'));
  const port = await freePort();
  const config = join(folder, 'nginx.conf');
  writeFileSync(config, nginxConfig(folder, port, cores.length));
  const [command = '', ...args] = [...onCores(...cores), 'nginx', '-c', config, '-e', join(folder, 'log')];
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://127.0.0.1:${port}/`;
  await untilItAnswers(url);
  return { url, what: 'nginx', stop: () => stopped(child).finally(() => rmSync(folder, { recursive: true })) };
}

function nginxConfig(folder: string, port: number, processes: number): string {
  const body = cannedBody('GetItem');
  const { Server, 'Content-Length': length, 'Content-Type': type, ...headers } = dynamoDbHeaders(body);
  const added = Object.entries(headers).map(([name, value]) => `add_header ${name} ${value};`);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder};`);
  const reuse = processes === 1 ? '' : ' reuseport';
  return `worker_processes ${processes}; daemon off; master_process ${processes === 1 ? 'off' : 'on'}; pid ${join(folder, 'pid')}; events { worker_connections 2048; }
http { access_log off; keepalive_requests 1000000000; keepalive_timeout 600s; ${paths.join(' ')}
  server { listen 127.0.0.1:${port}${reuse}; default_type ${type}; ${added.join(' ')} location / { return 200 '${body}'; } } }`;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function untilItAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answers = fetch(url, { method: 'POST', body: '{}' }).then(
      () => true,
      () => false,
    );
    if (await answers) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer`);
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}
