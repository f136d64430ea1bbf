import { connect } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { UnsendableInput } from '../codec/unsendable-input.ts';
import type { Connection, Exchange, Failure } from '../connection.ts';
import type { CredentialSource } from '../credentials.ts';
import type { Endpoint } from '../endpoint.ts';
import { broken, malformed, socketErrorText, timedOut } from '../failure.ts';
import type { Input, OperationName } from '../request.ts';
import { senders } from './commands.ts';
import { failureOf } from './failure.ts';
import { Gate } from './gate.ts';
import { outlineOf } from './outline.ts';

const closed = broken('the client is closed');

export interface SdkOptions {
  readonly endpoint: Endpoint;
  readonly region: string;
  readonly credentials: CredentialSource;
  /** Requests beyond so many in flight wait in line. */
  readonly maxConnections: number;
  /** Certificate authorities to trust instead of the system's, in PEM. */
  readonly ca?: string | undefined;
}

/** Of what the SDK gives its HTTP handler with a request. */
interface HttpHandlerOptions {
  readonly abortSignal?: unknown;
}

/** One request, from the call to its end. */
class Journey {
  readonly abort = new AbortController();
  /** Whether it came as far as the SDK's HTTP handler. */
  handed = false;
  bytes = 0;
  readonly onSent: (() => void) | undefined;

  constructor(onSent: (() => void) | undefined) {
    this.onSent = onSent;
  }
}

/**
 * DynamoDB over lib-dynamodb, for those who want their application's own client measured: one attempt for a request,
 * `removeUndefinedValues`, and everything else as the SDK has it. It parses every answer whole, and checks no CRC.
 */
export class SdkClient implements Connection {
  readonly #options: SdkOptions;
  readonly #client: DynamoDBClient;
  readonly #documents: DynamoDBDocumentClient;
  readonly #gate: Gate;
  /** By its abort signal, which is what the SDK carries through to its HTTP handler. */
  readonly #journeys = new Map<unknown, Journey>();
  #closed = false;

  constructor(options: SdkOptions) {
    const { endpoint, region, credentials, maxConnections, ca } = options;
    this.#options = options;
    this.#gate = new Gate(maxConnections);
    this.#client = new DynamoDBClient({
      endpoint: `${endpoint.secure ? 'https' : 'http'}://${endpoint.host}${endpoint.path}`,
      region,
      credentials: async () => credentials.current(),
      maxAttempts: 1,
      requestHandler: {
        httpAgent: { keepAlive: true, maxSockets: maxConnections },
        httpsAgent: { keepAlive: true, maxSockets: maxConnections, ...(ca === undefined ? {} : { ca }) },
      },
    });
    this.#documents = DynamoDBDocumentClient.from(this.#client, { marshallOptions: { removeUndefinedValues: true } });
    this.#observe();
  }

  async send<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    timeoutMs: number,
    onSent?: () => void,
  ): Promise<Exchange<Name>> {
    const startMs = performance.now();
    const entered = await this.#gate.enter(timeoutMs);
    const tries = { attempts: 1, poolWaitUs: Math.round((performance.now() - startMs) * 1_000) };
    if (this.#closed) return { state: 'failed', ...tries, ...closed };
    if (!entered) return { state: 'failed', ...tries, ...timedOut('no connection was free in time') };
    const journey = new Journey(onSent);
    const { signal } = journey.abort;
    const timer = setTimeout(() => journey.abort.abort(), timeoutMs - tries.poolWaitUs / 1_000);
    this.#journeys.set(signal, journey);
    try {
      const output = await senders[operation](this.#documents, withCapacity(input), { abortSignal: signal });
      const outline = outlineOf(operation, output);
      if (typeof outline === 'string') return { state: 'failed', ...tries, ...malformed(outline) };
      return { state: 'answered', ...tries, bytes: journey.bytes, ...outline, read: () => output };
    } catch (error) {
      return { state: 'failed', ...tries, ...this.#failure(error, journey) };
    } finally {
      clearTimeout(timer);
      this.#journeys.delete(signal);
      this.#gate.leave();
    }
  }

  /** The SDK opens its connections itself, with the requests that need them: this only sees whether there is a way. */
  warm(_connections: number, timeoutMs: number): Promise<Failure | null> {
    const { hostname: host, port } = this.#options.endpoint;
    return new Promise((resolve) => {
      const socket = connect({ host, port, timeout: timeoutMs });
      const settle = (failure: Failure | null) => (): void => {
        socket.destroy();
        resolve(failure);
      };
      socket.once('connect', settle(null));
      socket.once('timeout', settle(timedOut('no connection in time')));
      socket.once('error', (error) => settle(broken(socketErrorText(error)))());
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { abort } of this.#journeys.values()) abort.abort();
    this.#documents.destroy();
    this.#client.destroy();
  }

  #failure(error: unknown, { abort, handed }: Journey): Failure {
    if (this.#closed) return closed;
    if (abort.signal.aborted) return timedOut('no answer in time');
    if (!handed) throw new UnsendableInput(error instanceof Error ? error.message : String(error), { cause: error });
    const { secretAccessKey, sessionToken } = this.#options.credentials.current();
    return failureOf(error, [secretAccessKey, sessionToken]);
  }

  /** Sees every request go to the HTTP handler and every answer's head come back. */
  #observe(): void {
    const { requestHandler } = this.#client.config;
    const handle = requestHandler.handle.bind(requestHandler);
    requestHandler.handle = async (request, options: HttpHandlerOptions = {}) => {
      const journey = this.#journeys.get(options.abortSignal);
      if (journey !== undefined) journey.handed = true;
      journey?.onSent?.();
      const answer = await handle(request, options);
      if (journey !== undefined) journey.bytes = Number(answer.response.headers['content-length'] ?? 0);
      return answer;
    };
  }
}

function withCapacity<Given extends object>(input: Given): Given {
  const { ReturnConsumedCapacity } = input as { ReturnConsumedCapacity?: unknown };
  return ReturnConsumedCapacity == null ? { ...input, ReturnConsumedCapacity: 'INDEXES' } : input;
}
