import { request } from 'node:http';
import { request as requestTls } from 'node:https';

/** What a DynamoDB endpoint answered, whatever it was. */
export interface DynamoDbAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/**
 * Asks an endpoint for its tables, with a signature that is well-formed and made up: emulators look no closer, and whoever
 * refuses it in DynamoDB's own words is a DynamoDB that answers. Throws what the connection fails with.
 */
export function askDynamoDb(endpoint: string, timeoutMs: number): Promise<DynamoDbAnswer> {
  const url = new URL(endpoint);
  const body = '{"Limit":1}';
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${date.slice(0, 8)}/us-east-1/dynamodb/aws4_request`;
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(body),
    'x-amz-target': 'DynamoDB_20120810.ListTables',
    'x-amz-date': date,
    authorization: `AWS4-HMAC-SHA256 Credential=patternbench/${scope}, SignedHeaders=host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`,
  };
  const ask = url.protocol === 'https:' ? requestTls : request;
  return new Promise((resolve, reject) => {
    const asked = ask(
      url,
      { method: 'POST', headers, agent: false, signal: AbortSignal.timeout(timeoutMs) },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          });
        });
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
}

/** Whether that is an answer to ListTables. */
export function listsTables({ status, body }: DynamoDbAnswer): boolean {
  return status === 200 && body.includes('"TableNames"');
}

/** The endpoint of a server of ours. */
export function loopback(port: number): string {
  return `http://127.0.0.1:${port}`;
}
