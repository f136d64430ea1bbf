import type { ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import type { KnownRequest } from './known-server.ts';

const table = 'Known';

/** An item whose GetItem answer has a body of 1,059 bytes. */
const item = {
  PK: { S: 'PROB#10001' },
  SK: { S: 'META' },
  tp: { S: 'prob' },
  dat: {
    M: {
      tit: { S: 'A title of a problem as long as titles are' },
      url: { S: 'https://example.com/problem/10001' },
      tag: { L: [{ S: 'graph' }, { S: 'dp' }, { S: 'math' }] },
      sol: { S: 'x'.repeat(567) },
      vrf: { BOOL: true },
      cnt: { N: '12' },
    },
  },
  crt: { N: '1763800000' },
  upd: { N: '1763800000' },
  GSI1PK: { S: 'PROB#COMPLETED' },
  GSI1SK: { N: '1763800000' },
};

const consumed = (units: number) => ({
  TableName: table,
  CapacityUnits: units,
  Table: { CapacityUnits: units },
});

/** What is answered to each operation, whatever is asked: the same item, half a unit for a read and one for a write. */
const answers: Readonly<Record<string, unknown>> = {
  GetItem: { ConsumedCapacity: consumed(0.5), Item: item },
  BatchGetItem: { ConsumedCapacity: [consumed(0.5)], Responses: { [table]: [item] }, UnprocessedKeys: {} },
  Query: { ConsumedCapacity: consumed(0.5), Count: 1, Items: [item], ScannedCount: 1 },
  Scan: { ConsumedCapacity: consumed(0.5), Count: 1, Items: [item], ScannedCount: 1 },
  PutItem: { ConsumedCapacity: consumed(1) },
  UpdateItem: { ConsumedCapacity: consumed(1) },
  DeleteItem: { ConsumedCapacity: consumed(1) },
  BatchWriteItem: { ConsumedCapacity: [consumed(1)], UnprocessedItems: {} },
  TransactGetItems: { ConsumedCapacity: [consumed(1)], Responses: [{ Item: item }] },
  TransactWriteItems: { ConsumedCapacity: [consumed(2)] },
};

/** The body answered to an operation; an empty object to one that is not known. */
export function cannedBody(operation: string): string {
  return JSON.stringify(answers[operation] ?? {});
}

/** The headers DynamoDB sends with a body. */
export function dynamoDbHeaders(body: string): Record<string, string> {
  return {
    Server: 'Server',
    'Content-Type': 'application/x-amz-json-1.0',
    'Content-Length': `${Buffer.byteLength(body)}`,
    'x-amzn-RequestId': '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEF',
    'x-amz-crc32': `${crc32(body)}`,
  };
}

export function answerCanned({ operation }: KnownRequest, response: ServerResponse): void {
  answerJson(response, 200, cannedBody(operation));
}

export function answerJson(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, dynamoDbHeaders(body));
  response.end(body);
}

/** An error as DynamoDB writes it. */
export function answerError(response: ServerResponse, status: number, code: string, message: string): void {
  answerJson(response, status, JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message }));
}
