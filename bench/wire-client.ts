// What a request costs the client: CPU microseconds an operation against a canned GetItem answer of 1 KB, beside wrk on the
// same server in the same run. `node dist/bench/wire-client.js [seconds [rounds]]`
//
// The server has core 0 for itself and each client core 1, by `taskset`; all keep 16 requests in flight, one after another in
// each. The server is nginx where it is installed, else ours in a process of its own. Medians over the rounds.

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CredentialSource } from '../src/targets/dynamodb/credentials.ts';
import { endpointOf } from '../src/targets/dynamodb/endpoint.ts';
import { SdkClient } from '../src/targets/dynamodb/sdk/client.ts';
import { DynamoDbSession } from '../src/targets/dynamodb/session.ts';
import { WireClient } from '../src/targets/dynamodb/wire/client.ts';
import { canned } from '../test/servers/canned.ts';
import { cannedBody, dynamoDbHeaders } from '../test/servers/canned-answer.ts';

const inFlight = 16;
const itself = fileURLToPath(import.meta.url);
const seconds = Number(process.argv[2] ?? 5);
const rounds = Number(process.argv[3] ?? 3);

/** What one run of a client took. */
interface Cost {
  readonly operations: number;
  readonly cpuUs: number;
}

const has = (command: string): boolean => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

const pinnable = has('taskset') && availableParallelism() > 1;
const pinned = (core: number): string[] => (pinnable ? ['taskset', '-c', `${core}`] : []);

/** The clients that are measured: each gives a function that sends one request and waits for its answer. */
const clients = {
  'wire, signed': (url: string) => {
    const client = new WireClient(optionsOf(url));
    return async (n: number) => (await client.send('GetItem', inputOf(n), 5_000)).state === 'answered';
  },
  'wire, signed, in a session': (url: string) => {
    const client = new WireClient(optionsOf(url));
    const clock = () => performance.now() * 1_000;
    return async (n: number) => {
      const session = new DynamoDbSession(client, clock, clock() + 5e6);
      await session.get(inputOf(n));
      return session.cost.items === 1;
    };
  },
  'sdk (lib-dynamodb)': (url: string) => {
    const client = new SdkClient(optionsOf(url));
    return async (n: number) => (await client.send('GetItem', inputOf(n), 5_000)).state === 'answered';
  },
} as const;

type ClientName = keyof typeof clients;

function optionsOf(url: string) {
  const key = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
  const credentials = new CredentialSource(key, async () => key);
  return { endpoint: endpointOf(url), region: 'us-east-1', credentials, maxConnections: inFlight };
}

const inputOf = (n: number) => ({ TableName: 'Known', Key: { PK: `PROB#${10_000 + (n % 5_000)}`, SK: 'META' } });

/** After so many operations everything hot has been compiled, however little of the core the process gets. */
const warmUp = { operations: 50_000, mostMs: 10_000 };

/** The whole of a client's process: warms up, measures, and prints the cost. */
async function runClient(name: ClientName, url: string): Promise<void> {
  const send = clients[name](url);
  let operations = 0;
  let ended = false;
  const lane = async (first: number): Promise<void> => {
    for (let n = first; !ended; n += inFlight) {
      if (!(await send(n))) throw new Error('an answer was none');
      operations++;
    }
  };
  const lanes = Promise.all(Array.from({ length: inFlight }, (_, n) => lane(n)));
  const fromMs = performance.now();
  while (operations < warmUp.operations && performance.now() - fromMs < warmUp.mostMs) await pause(100);
  const before = { operations, cpu: process.cpuUsage() };
  await pause(seconds * 1_000);
  const { user, system } = process.cpuUsage(before.cpu);
  const cost: Cost = { operations: operations - before.operations, cpuUs: user + system };
  ended = true;
  await lanes;
  process.stdout.write(`${JSON.stringify(cost)}\n`, () => process.exit(0));
}

function measureClient(name: ClientName, url: string): Cost {
  const [command = process.execPath, ...args] = [
    ...pinned(1),
    process.execPath,
    itself,
    `${seconds}`,
    'client',
    name,
    url,
  ];
  return JSON.parse(execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })) as Cost;
}

function measureWrk(folder: string, url: string): Cost {
  const body = JSON.stringify({ TableName: 'Known', Key: { PK: { S: 'PROB#10001' }, SK: { S: 'META' } } });
  const script = join(folder, 'request.lua');
  writeFileSync(
    script,
    `wrk.method = "POST"\nwrk.body = ${JSON.stringify(body)}\nwrk.headers["Content-Type"] = "application/x-amz-json-1.0"\nwrk.headers["X-Amz-Target"] = "DynamoDB_20120810.GetItem"\n`,
  );
  const wrk = [...pinned(1), 'wrk', '-t1', `-c${inFlight}`, `-d${seconds}s`, '-s', script, url].join(' ');
  const timed = spawnSync('bash', ['-c', `TIMEFORMAT='cpu %U %S'; time ${wrk}`], { encoding: 'utf8' });
  const [, user = 0, system = 0] = /cpu ([\d.]+) ([\d.]+)/.exec(timed.stderr) ?? [];
  const [, requests = 0] = /(\d+) requests in/.exec(timed.stdout) ?? [];
  return { operations: Number(requests), cpuUs: (Number(user) + Number(system)) * 1e6 };
}

async function startServer(folder: string): Promise<{ url: string; what: string; stop: () => void }> {
  const nginx = has('nginx');
  const port = nginx ? await freePort() : 0;
  const config = join(folder, 'nginx.conf');
  writeFileSync(config, nginxConfig(folder, port));
  const [command = '', ...args] = [
    ...pinned(0),
    ...(nginx ? ['nginx', '-c', config, '-e', join(folder, 'log')] : [process.execPath, itself, '0', 'server']),
  ];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const told = nginx
    ? port
    : await new Promise<number>((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
  const url = `http://127.0.0.1:${told}/`;
  for (let tries = 0; tries < 50; tries++) {
    if (
      await fetch(url, { method: 'POST', body: '{}' }).then(
        () => true,
        () => false,
      )
    )
      break;
    await pause(100);
  }
  return {
    url,
    what: nginx ? 'nginx' : 'a known-answer server (nginx is not installed)',
    stop: () => void child.kill(),
  };
}

function nginxConfig(folder: string, port: number): string {
  const body = cannedBody('GetItem');
  const { Server, 'Content-Length': length, 'Content-Type': type, ...headers } = dynamoDbHeaders(body);
  const added = Object.entries(headers).map(([name, value]) => `add_header ${name} ${value};`);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder};`);
  return `worker_processes 1; daemon off; master_process off; pid ${join(folder, 'pid')}; events { worker_connections 1024; }
http { access_log off; keepalive_requests 1000000000; keepalive_timeout 600s; ${paths.join(' ')}
  server { listen 127.0.0.1:${port}; default_type ${type}; ${added.join(' ')} location / { return 200 '${body}'; } } }`;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const perOperation = ({ operations, cpuUs }: Cost): number => cpuUs / operations;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wire-client-'));
  const server = await startServer(folder);
  const wrk = has('wrk');
  const taken = new Map<string, number[]>();
  const take = (name: string, cost: Cost): void =>
    void taken.set(name, [...(taken.get(name) ?? []), perOperation(cost)]);
  try {
    for (let round = 0; round < rounds; round++) {
      if (wrk) take('wrk, unsigned, unparsed', measureWrk(folder, server.url));
      for (const name of Object.keys(clients) as ClientName[]) take(name, measureClient(name, server.url));
    }
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const unit = median(taken.get('wrk, unsigned, unparsed') ?? []);
  console.log(
    `GetItem of ${cannedBody('GetItem').length} bytes from ${server.what}, ${inFlight} in flight, median of ${rounds} × ${seconds} s`,
  );
  console.log(
    `cores pinned: ${pinnable ? 'server 0, client 1' : 'no (taskset and two cores are needed)'}${wrk ? '' : '; wrk is not installed'}`,
  );
  for (const [name, values] of taken) {
    const us = median(values);
    const ratio = wrk ? `${(us / unit).toFixed(2)} × wrk` : '';
    console.log(`${name.padEnd(30)} ${us.toFixed(1).padStart(8)} µs an operation  ${ratio}`);
  }
}

const [, , , role, name, url] = process.argv;
if (role === 'client') await runClient(name as ClientName, `${url}`);
else if (role === 'server') console.log((await canned()).port);
else await compare();
