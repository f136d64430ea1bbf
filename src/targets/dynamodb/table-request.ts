import type { CreateTableCommandInput, GlobalSecondaryIndex, ProvisionedThroughput } from '@aws-sdk/client-dynamodb';
import type { CapacityDesign, DynamoDbTable } from '../../workload/layout.ts';

/** CreateTable's parameters for a table of the design: the capacity it gives, at an auto-scaled table's minimum. */
export function createTableRequest({
  definition,
  capacity,
  indexCapacity = {},
}: DynamoDbTable): CreateTableCommandInput {
  const throughput = provisioned(capacity);
  if (throughput === null) return { ...definition, BillingMode: 'PAY_PER_REQUEST' };
  const request = { ...definition, BillingMode: 'PROVISIONED', ProvisionedThroughput: throughput } as const;
  if (definition.GlobalSecondaryIndexes === undefined) return request;
  return {
    ...request,
    GlobalSecondaryIndexes: definition.GlobalSecondaryIndexes.map(
      (index): GlobalSecondaryIndex => ({
        ...index,
        ProvisionedThroughput: provisioned(indexCapacity[index.IndexName ?? ''] ?? capacity) ?? throughput,
      }),
    ),
  };
}

function provisioned(capacity: CapacityDesign): ProvisionedThroughput | null {
  switch (capacity.mode) {
    case 'on-demand':
      return null;
    case 'provisioned':
      return { ReadCapacityUnits: capacity.readUnits, WriteCapacityUnits: capacity.writeUnits };
    case 'auto-scaling':
      return { ReadCapacityUnits: capacity.read.min, WriteCapacityUnits: capacity.write.min };
  }
}
