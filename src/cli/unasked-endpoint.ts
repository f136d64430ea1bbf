import type { RunningEngine } from '../engines/running-engine.ts';

/** A DynamoDB endpoint as it was named: nothing is sent to it but the load, so nobody knows what it is, or whether it is. */
export function unaskedDynamoDb(url: string): RunningEngine {
  return {
    kind: 'dynamodb',
    product: 'dynamodb-endpoint',
    version: '',
    provenance: `dynamodb at ${url}`,
    url,
    shownUrl: url,
    where: `Its data are in the server at ${url}.`,
    notes: [],
    shared: true,
    died: new AbortController().signal,
    stop: async () => {},
  };
}
