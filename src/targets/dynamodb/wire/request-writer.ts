import { hash } from 'node:crypto';
import type { Credentials } from '../credentials.ts';
import type { Endpoint } from '../endpoint.ts';
import type { OperationName } from '../request.ts';
import { HmacSha256 } from './hmac-sha256.ts';
import {
  amzDate,
  type Canonical,
  canonicalPrefix,
  scopeText,
  signedHeaders,
  signedPrefix,
  signingKey,
} from './sigv4.ts';

export interface WriterOptions {
  readonly endpoint: Endpoint;
  readonly region: string;
  /** Asked once a second. */
  readonly credentials: () => Credentials;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Writes requests out, signed: head and body in one string. What can be prepared is, once a second. */
export class RequestWriter {
  readonly #options: WriterOptions;
  readonly #keys = new SigningKeys();
  #second = Number.NaN;
  #signer: SecondSigner;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#signer = this.#signerAt(options.now());
  }

  /** `bodyBytes`: the body's length in UTF-8. */
  write(operation: OperationName, body: string, bodyBytes: number): string {
    const nowMs = this.#options.now();
    if (Math.floor(nowMs / 1_000) !== this.#second) this.#signer = this.#signerAt(nowMs);
    return this.#signer.write(operation, body, bodyBytes);
  }

  #signerAt(nowMs: number): SecondSigner {
    const { endpoint, region, credentials } = this.#options;
    this.#second = Math.floor(nowMs / 1_000);
    return new SecondSigner(endpoint, region, credentials(), amzDate(nowMs), this.#keys);
  }
}

/** The signing key of the day, as long as its secret is the same. */
class SigningKeys {
  #secret = '';
  #date = '';
  #key: Buffer = Buffer.alloc(0);

  of(secretAccessKey: string, date: string, region: string): Buffer {
    if (secretAccessKey !== this.#secret || date !== this.#date) {
      this.#key = signingKey(secretAccessKey, { date, region, service: 'dynamodb' });
      this.#secret = secretAccessKey;
      this.#date = date;
    }
    return this.#key;
  }
}

/** What is the same in every request of one operation within a second. */
interface Template {
  /** The request up to its signature. */
  readonly head: string;
  /** The canonical request; the hash of the payload is written at its end. */
  readonly canonical: Buffer;
  readonly hashAt: number;
}

const hexBytes = 64;

/** Signs the requests of one second. */
class SecondSigner {
  readonly #endpoint: Endpoint;
  readonly #region: string;
  readonly #credentials: Credentials;
  readonly #date: string;
  readonly #templates = new Map<OperationName, Template>();
  readonly #hmac: HmacSha256;
  readonly #hashAt: number;

  constructor(endpoint: Endpoint, region: string, credentials: Credentials, date: string, keys: SigningKeys) {
    this.#endpoint = endpoint;
    this.#region = region;
    this.#credentials = credentials;
    this.#date = date;
    const prefix = signedPrefix(date, this.#scope);
    this.#hashAt = prefix.length;
    this.#hmac = new HmacSha256(
      keys.of(credentials.secretAccessKey, this.#scope.date, region),
      prefix.length + hexBytes,
    );
    this.#hmac.write(prefix, 0);
  }

  write(operation: OperationName, body: string, bodyBytes: number): string {
    const { head, canonical, hashAt } = this.#templates.get(operation) ?? this.#prepare(operation);
    canonical.write(hash('sha256', body, 'hex'), hashAt, 'latin1');
    this.#hmac.write(hash('sha256', canonical, 'hex'), this.#hashAt);
    return `${head}${this.#hmac.hex()}\r\nContent-Length: ${bodyBytes}\r\n\r\n${body}`;
  }

  get #scope() {
    return { date: this.#date.slice(0, 8), region: this.#region, service: 'dynamodb' };
  }

  #prepare(operation: OperationName): Template {
    const { host, path } = this.#endpoint;
    const { accessKeyId, sessionToken } = this.#credentials;
    const token: [string, string][] = sessionToken === undefined ? [] : [['x-amz-security-token', sessionToken]];
    const request: Canonical = {
      method: 'POST',
      path: path.split('/').map(encodeURIComponent).join('/'),
      query: '',
      headers: [
        ['content-type', 'application/x-amz-json-1.0'],
        ['host', host],
        ['x-amz-date', this.#date],
        ...token,
        ['x-amz-target', `DynamoDB_20120810.${operation}`],
      ],
    };
    const lines = [
      `POST ${path} HTTP/1.1`,
      ...request.headers.map(([name, value]) => `${name}: ${value}`),
      'accept-encoding: identity',
      `authorization: AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scopeText(this.#scope)}, SignedHeaders=${signedHeaders(request)}, Signature=`,
    ];
    const prefix = canonicalPrefix(request);
    const canonical = Buffer.from(prefix + '0'.repeat(hexBytes), 'latin1');
    const template = { head: lines.join('\r\n'), canonical, hashAt: prefix.length };
    this.#templates.set(operation, template);
    return template;
  }
}
