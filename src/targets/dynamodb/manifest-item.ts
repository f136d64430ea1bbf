import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../workload/dynamodb-port.ts';

/** The table in which a dataset says of itself what it is: one item a workload. */
export const manifestTable = 'patternbench';

export const createManifestTable: CreateTableCommandInput & { TableName: string } = {
  TableName: manifestTable,
  KeySchema: [{ AttributeName: 'workload', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'workload', AttributeType: 'S' }],
  BillingMode: 'PAY_PER_REQUEST',
};

export interface ManifestItem {
  readonly workload: string;
  readonly manifest: string;
  /** The tables that were created for it, and that go with it. */
  readonly tables: readonly string[];
}

/** `null` where it is not an item that we wrote. */
export function manifestItemOf(item: Item | undefined): ManifestItem | null {
  const { workload, manifest, tables } = item ?? {};
  if (typeof workload !== 'string' || typeof manifest !== 'string' || !Array.isArray(tables)) return null;
  return tables.every((table) => typeof table === 'string') ? { workload, manifest, tables } : null;
}
