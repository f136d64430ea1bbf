import { OutlineReader } from '../codec/answer-outline.ts';
import { encodeRequest } from '../codec/encode-request.ts';
import type { Connection, Exchange, Failure } from '../connection.ts';
import type { CredentialSource } from '../credentials.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Input, OperationName } from '../request.ts';
import { Pool } from './pool.ts';
import { RequestWriter } from './request-writer.ts';
import { type ErrandContext, WireErrand } from './wire-errand.ts';

export interface WireOptions {
  readonly endpoint: Endpoint;
  readonly region: string;
  readonly credentials: CredentialSource;
  /** Requests beyond so many in flight wait in line. */
  readonly maxConnections: number;
  /** Certificate authorities to trust instead of the system's, in PEM. */
  readonly ca?: string | undefined;
}

const clock = (): number => performance.now();

/** DynamoDB over kept-alive sockets, with nothing between that an answer does not need. */
export class WireClient implements Connection {
  readonly #writer: RequestWriter;
  readonly #pool: Pool;
  readonly #context: ErrandContext;

  constructor({ endpoint, region, credentials, maxConnections, ca }: WireOptions) {
    const current = () => credentials.current();
    this.#writer = new RequestWriter({ endpoint, region, credentials: current, now: Date.now });
    this.#pool = new Pool({ endpoint, ca, maxConnections, clock });
    this.#context = { outlines: new OutlineReader(), credentials: current };
  }

  send<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    timeoutMs: number,
    onSent?: () => void,
  ): Promise<Exchange<Name>> {
    return new Promise((resolve) => {
      const deadlineMs = clock() + timeoutMs;
      const body = encodeRequest(operation, input);
      const bytes = Buffer.byteLength(body);
      const text = this.#writer.write(operation, body, bytes);
      // Text of one byte a character needs no encoding.
      const encoding = bytes === body.length ? 'latin1' : 'utf8';
      this.#pool.submit(new WireErrand(operation, { text, encoding, deadlineMs }, this.#context, onSent, resolve));
    });
  }

  warm(connections: number, timeoutMs: number): Promise<Failure | null> {
    return this.#pool.warm(connections, timeoutMs);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}
