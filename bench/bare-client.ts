import { CredentialSource } from '../src/targets/dynamodb/credentials.ts';
import { endpointOf } from '../src/targets/dynamodb/endpoint.ts';
import { SdkClient } from '../src/targets/dynamodb/sdk/client.ts';
import { WireClient } from '../src/targets/dynamodb/wire/client.ts';

/** A client alone: one request after another in each of `inFlight` lanes. */
export interface ClientOrder {
  readonly client: 'wire' | 'sdk';
  readonly url: string;
  readonly inFlight: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

export interface ClientCost {
  readonly operations: number;
  readonly cpuUs: number;
  readonly elapsedMs: number;
}

/** The whole of a process: sends GetItem requests, and prints what they took. */
export async function runClient({ client, url, inFlight, warmUpSeconds, seconds }: ClientOrder): Promise<void> {
  const key = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
  const credentials = new CredentialSource(key, async () => key);
  const options = { endpoint: endpointOf(url), region: 'us-east-1', credentials, maxConnections: inFlight };
  const connection = client === 'wire' ? new WireClient(options) : new SdkClient(options);
  let operations = 0;
  let ended = false;
  const lane = async (first: number): Promise<void> => {
    for (let n = first; !ended; n += inFlight) {
      const input = { TableName: 'Known', Key: { PK: `PROB#${10_000 + (n % 5_000)}`, SK: 'META' } };
      const { state } = await connection.send('GetItem', input, 5_000);
      if (state === 'failed') throw new Error('an answer was none');
      operations++;
    }
  };
  const lanes = Promise.all(Array.from({ length: inFlight }, (_, n) => lane(n)));
  await pause(warmUpSeconds * 1000);
  const before = { operations, cpu: process.cpuUsage(), atMs: performance.now() };
  await pause(seconds * 1000);
  const { user, system } = process.cpuUsage(before.cpu);
  const elapsedMs = performance.now() - before.atMs;
  const cost: ClientCost = { operations: operations - before.operations, cpuUs: user + system, elapsedMs };
  ended = true;
  await lanes;
  await connection.close();
  process.stdout.write(`${JSON.stringify(cost)}\n`);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
