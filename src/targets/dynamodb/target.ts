import type { Workload } from '../../workload/workload.ts';
import type { DynamoDbPlace, ExecutorOptions, Store, Target } from '../target.ts';
import type { Connection } from './connection.ts';
import { type CredentialSource, findCredentials } from './credentials.ts';
import { endpointOf } from './endpoint.ts';
import { DynamoDbExecutor } from './executor.ts';
import { observedBy } from './observer.ts';
import { withRetries } from './retry.ts';
import { WireClient } from './wire/client.ts';

export const dynamoDbTarget: Target<DynamoDbPlace> = { openExecutor, openStore };

async function openExecutor(place: DynamoDbPlace, options: ExecutorOptions): Promise<DynamoDbExecutor> {
  const credentials = await findCredentials(endpointOf(place.endpoint));
  const { retries, observe, connections } = options;
  const bare = await connectionTo(place, credentials, connections);
  const connection = observe === undefined ? bare : observedBy(bare, observe);
  return new DynamoDbExecutor(place, options, retries === null ? connection : withRetries(connection, retries));
}

/** Batches on their way at once while a table is loaded: DynamoDB Local takes no more a second from 4 on, DynamoDB does. */
const batchesInFlight = 16;

/** Loaded only here: the SDK's client costs a worker, which needs no tables, time and memory. */
async function openStore(place: DynamoDbPlace, workload: Workload): Promise<Store> {
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const { DynamoDbStore } = await import('./store.ts');
  const { Tables } = await import('./tables.ts');
  const credentials = await findCredentials(endpointOf(place.endpoint));
  const client = new DynamoDBClient({
    endpoint: place.endpoint,
    region: place.region,
    credentials: async () => credentials.current(),
  });
  return new DynamoDbStore({
    place,
    workload,
    tables: new Tables(client),
    connection: await connectionTo({ ...place, client: 'wire' }, credentials, batchesInFlight),
    inFlight: batchesInFlight,
  });
}

async function connectionTo(
  { endpoint, region, client }: DynamoDbPlace,
  credentials: CredentialSource,
  maxConnections: number,
): Promise<Connection> {
  const options = { endpoint: endpointOf(endpoint), region, credentials, maxConnections };
  if (client === 'wire') return new WireClient(options);
  const { SdkClient } = await import('./sdk/client.ts');
  return new SdkClient(options);
}
