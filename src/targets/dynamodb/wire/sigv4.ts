import { createHmac } from 'node:crypto';

// Signature Version 4, as AWS documents it ("Signing AWS API requests"), in its pure steps.

/** What a signature is good for. */
export interface Scope {
  /** `20150830` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export interface Canonical {
  readonly method: string;
  /** Encoded as it is sent. */
  readonly path: string;
  /** Sorted and encoded. */
  readonly query: string;
  /** Names in lower case, sorted; values trimmed. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Of a moment: `20150830T123600Z`. */
export function amzDate(atMs: number): string {
  return new Date(atMs).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

export const scopeText = ({ date, region, service }: Scope): string => `${date}/${region}/${service}/aws4_request`;

export const signedHeaders = ({ headers }: Canonical): string => headers.map(([name]) => name).join(';');

/** The canonical request up to the hash of its payload, which stands last in it. */
export function canonicalPrefix(request: Canonical): string {
  const headers = request.headers.map(([name, value]) => `${name}:${value}\n`).join('');
  return `${request.method}\n${request.path}\n${request.query}\n${headers}\n${signedHeaders(request)}\n`;
}

/** The string to sign up to the hash of the canonical request, which stands last in it. */
export function signedPrefix(date: string, scope: Scope): string {
  return `AWS4-HMAC-SHA256\n${date}\n${scopeText(scope)}\n`;
}

/** A secret's key for a day, a region and a service. */
export function signingKey(secretAccessKey: string, { date, region, service }: Scope): Buffer {
  const ofDate = hmac(`AWS4${secretAccessKey}`, date);
  return hmac(hmac(hmac(ofDate, region), service), 'aws4_request');
}

const hmac = (key: string | Buffer, message: string): Buffer => createHmac('sha256', key).update(message).digest();
