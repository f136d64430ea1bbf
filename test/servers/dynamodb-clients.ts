import type { Answered, Connection, Exchange, Unanswered } from '../../src/targets/dynamodb/connection.ts';
import { CredentialSource } from '../../src/targets/dynamodb/credentials.ts';
import { endpointOf } from '../../src/targets/dynamodb/endpoint.ts';
import type { OperationName } from '../../src/targets/dynamodb/request.ts';
import { SdkClient } from '../../src/targets/dynamodb/sdk/client.ts';
import { WireClient } from '../../src/targets/dynamodb/wire/client.ts';
import type { Nonsense } from './nonsense.ts';

/** Whom the clients below are. */
export const key = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a-secret-key', sessionToken: 'a-session-token' };

export interface OpenOptions {
  readonly maxConnections?: number;
  readonly ca?: string;
}

type Open = (url: string, options?: OpenOptions) => Connection;

export interface Client {
  readonly name: string;
  readonly open: Open;
  /** What this client does otherwise: the reason, by the nonsense that it takes for an answer. */
  readonly believes: Readonly<Partial<Record<Nonsense, string>>>;
  /** How a reset in the middle of an answer is told. */
  readonly resetWithin: 'connection' | 'malformed';
}

const options = (url: string, { maxConnections = 8, ca }: OpenOptions = {}) => ({
  endpoint: endpointOf(url),
  region: 'us-east-1',
  credentials: new CredentialSource(key, async () => key),
  maxConnections,
  ...(ca === undefined ? {} : { ca }),
});

const anyObject = 'the SDK takes any JSON for an answer and leaves out what it does not know';

/** The clients there are: all of them keep the same contract. */
export const clients: readonly Client[] = [
  { name: 'wire', open: (url, given) => new WireClient(options(url, given)), believes: {}, resetWithin: 'connection' },
  {
    name: 'sdk',
    open: (url, given) => new SdkClient(options(url, given)),
    believes: {
      list: anyObject,
      text: anyObject,
      'another object': anyObject,
      'wrong checksum': 'the SDK checks none',
      empty: 'the SDK takes an empty body for an empty object',
    },
    // Node tells a client of it with the same error as of an end within an answer.
    resetWithin: 'malformed',
  },
];

export function answered<Name extends OperationName>(exchange: Exchange<Name>): Answered<Name> {
  if (exchange.state === 'answered') return exchange;
  throw new Error(`no answer, but ${exchange.kind}: ${exchange.detail}`);
}

export function failed(exchange: Exchange<OperationName>): Unanswered {
  if (exchange.state === 'failed') return exchange;
  throw new Error('an answer where a failure was due');
}
