import { describe, expect, it } from 'vitest';
import type { DynamoDbTable } from '../../workload/layout.ts';
import { createTableRequest } from './table-request.ts';

const definition = {
  TableName: 'T',
  KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' as const }],
  AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' as const }],
};
const index = (IndexName: string) => ({
  IndexName,
  KeySchema: definition.KeySchema,
  Projection: { ProjectionType: 'ALL' as const },
});
const indexed = { ...definition, GlobalSecondaryIndexes: [index('A'), index('B')] };
const table = (of: Partial<DynamoDbTable>): DynamoDbTable => ({
  definition,
  capacity: { mode: 'on-demand' },
  pointInTimeRecovery: true,
  ...of,
});

describe('the request that creates a table', () => {
  it('asks for payment by request where the design does', () => {
    expect(createTableRequest(table({}))).toEqual({ ...definition, BillingMode: 'PAY_PER_REQUEST' });
  });

  it('gives what is provisioned to the table and to each index, unless an index has its own', () => {
    const capacity = { mode: 'provisioned', readUnits: 50, writeUnits: 20 } as const;
    const indexCapacity = { B: { mode: 'provisioned', readUnits: 5, writeUnits: 2 } } as const;
    expect(createTableRequest(table({ definition: indexed, capacity, indexCapacity }))).toEqual({
      ...definition,
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 50, WriteCapacityUnits: 20 },
      GlobalSecondaryIndexes: [
        { ...index('A'), ProvisionedThroughput: { ReadCapacityUnits: 50, WriteCapacityUnits: 20 } },
        { ...index('B'), ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 2 } },
      ],
    });
  });

  it('begins at the minimum where capacity scales by itself', () => {
    const scaling = { min: 25, max: 500 };
    const capacity = {
      mode: 'auto-scaling',
      read: scaling,
      write: { min: 10, max: 100 },
      targetUtilisation: 0.7,
    } as const;
    expect(createTableRequest(table({ capacity })).ProvisionedThroughput).toEqual({
      ReadCapacityUnits: 25,
      WriteCapacityUnits: 10,
    });
  });
});
