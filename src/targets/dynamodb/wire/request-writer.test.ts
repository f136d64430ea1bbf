import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Credentials } from '../credentials.ts';
import { endpointOf } from '../endpoint.ts';
import type { OperationName } from '../request.ts';
import { HmacSha256 } from './hmac-sha256.ts';
import { RequestWriter } from './request-writer.ts';

it('an HMAC over kept buffers is an HMAC', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 64 }),
      fc.array(fc.stringMatching(/^[0-9a-z]{20}$/), { minLength: 1 }),
      (key, messages) => {
        const hmac = new HmacSha256(key, 30);
        hmac.write('0123456789', 0);
        for (const message of messages) {
          hmac.write(message, 10);
          expect(hmac.hex()).toBe(createHmac('sha256', key).update(`0123456789${message}`).digest('hex'));
        }
      },
    ),
  );
});

const operations: readonly OperationName[] = ['GetItem', 'Query', 'TransactWriteItems'];

interface Asked {
  url: string;
  region: string;
  credentials: Credentials;
  operation: OperationName;
  body: string;
  nowMs: number;
}

const asked: fc.Arbitrary<Asked> = fc.record({
  url: fc.constantFrom(
    'http://127.0.0.1:8000',
    'http://localhost',
    'https://dynamodb.eu-west-1.amazonaws.com',
    'https://example.com:8443/',
    'http://[::1]:9',
    'https://example.com/some/path%20here/',
  ),
  region: fc.constantFrom('us-east-1', 'eu-west-1', 'ap-northeast-2'),
  credentials: fc.record(
    {
      accessKeyId: fc.stringMatching(/^[A-Z0-9]{20}$/),
      secretAccessKey: fc.stringMatching(/^[A-Za-z0-9/+]{40}$/),
      sessionToken: fc.base64String({ minLength: 4 }),
    },
    { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
  ),
  operation: fc.constantFrom(...operations),
  body: fc.json(),
  nowMs: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.getTime()),
});

/** The parts of a request as it is written. */
function parts(request: string): { line: string; headers: Record<string, string>; body: string } {
  const end = request.indexOf('\r\n\r\n');
  const [line = '', ...lines] = request.slice(0, end).split('\r\n');
  const headers = lines.map((header) => {
    const colon = header.indexOf(':');
    return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
  });
  return { line, headers: Object.fromEntries(headers), body: request.slice(end + 4) };
}

/** What the SDK's own signer says of the same request. */
async function signedBySmithy(
  { url, region, credentials, body, nowMs }: Asked,
  headers: Record<string, string>,
): Promise<string> {
  class Sha256 {
    readonly #hash;
    constructor(secret?: Parameters<typeof createHmac>[1] | ArrayBuffer) {
      this.#hash =
        secret === undefined ? createHash('sha256') : createHmac('sha256', Buffer.from(secret as Uint8Array));
    }
    update(data: Uint8Array | string): void {
      this.#hash.update(data);
    }
    async digest(): Promise<Uint8Array> {
      return this.#hash.digest();
    }
  }
  const signer = new SignatureV4({
    service: 'dynamodb',
    region,
    credentials,
    sha256: Sha256 as never,
    applyChecksum: false,
  });
  const { protocol, hostname, pathname } = new URL(url);
  const {
    authorization: _,
    'accept-encoding': __,
    'content-length': ___,
    'x-amz-security-token': ____,
    ...signed
  } = headers;
  const request = { method: 'POST', protocol, hostname, path: pathname, headers: signed, body, query: {} };
  const { headers: result } = await signer.sign(request, { signingDate: new Date(nowMs) });
  return result.authorization ?? '';
}

describe('a request as it is written', () => {
  it('is signed as the SDK signs it', async () => {
    await fc.assert(
      fc.asyncProperty(asked, async (one) => {
        const { url, region, credentials, operation, body, nowMs } = one;
        const writer = new RequestWriter({
          endpoint: endpointOf(url),
          region,
          credentials: () => credentials,
          now: () => nowMs,
        });
        const written = parts(writer.write(operation, body, Buffer.byteLength(body)));
        expect(written.headers.authorization).toBe(await signedBySmithy(one, written.headers));
      }),
      { numRuns: 200 },
    );
  });

  it('is whole: line, headers and body', () => {
    const writer = new RequestWriter({
      endpoint: endpointOf('http://127.0.0.1:8000'),
      region: 'us-east-1',
      credentials: () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 's', sessionToken: 'token==' }),
      now: () => Date.UTC(2015, 7, 30, 12, 36),
    });
    const body = '{"TableName":"표"}';
    const { line, headers, body: written } = parts(writer.write('GetItem', body, Buffer.byteLength(body)));
    expect(line).toBe('POST / HTTP/1.1');
    expect(written).toBe(body);
    const { authorization, ...others } = headers;
    expect(others).toEqual({
      'content-type': 'application/x-amz-json-1.0',
      host: '127.0.0.1:8000',
      'x-amz-date': '20150830T123600Z',
      'x-amz-security-token': 'token==',
      'x-amz-target': 'DynamoDB_20120810.GetItem',
      'accept-encoding': 'identity',
      'content-length': '19',
    });
    expect(authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/us-east-1\/dynamodb\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, Signature=[0-9a-f]{64}$/,
    );
  });

  it('takes new credentials and a new day as they come', () => {
    let nowMs = Date.UTC(2015, 7, 30, 23, 59, 59);
    let credentials: Credentials = { accessKeyId: 'FIRST', secretAccessKey: 'one' };
    const options = {
      endpoint: endpointOf('http://127.0.0.1'),
      region: 'us-east-1',
      credentials: () => credentials,
      now: () => nowMs,
    };
    const kept = new RequestWriter(options);
    const requests: string[] = [];
    for (const change of [
      () => {},
      () => {
        nowMs += 1_000;
      },
      () => {
        nowMs += 1_000;
        credentials = { accessKeyId: 'SECOND', secretAccessKey: 'two' };
      },
    ]) {
      change();
      const request = kept.write('GetItem', '{}', 2);
      expect(request).toBe(new RequestWriter(options).write('GetItem', '{}', 2));
      requests.push(request);
    }
    expect(requests[1]).toContain('FIRST/20150831/');
    expect(requests[2]).toContain('SECOND/20150831/');
  });
});
