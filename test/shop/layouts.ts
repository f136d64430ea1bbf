import type { DynamoDbLayout, DynamoDbTable, Item, PostgresLayout, RecordOf, Row } from 'patternbench';
import type { customer, order } from './entities.ts';

type Records = { customer: RecordOf<typeof customer>; order: RecordOf<typeof order> };

export const table = 'Shop';

const shop: DynamoDbTable = {
  definition: {
    TableName: table,
    KeySchema: [
      { AttributeName: 'PK', KeyType: 'HASH' },
      { AttributeName: 'SK', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'PK', AttributeType: 'S' },
      { AttributeName: 'SK', AttributeType: 'S' },
      { AttributeName: 'StatusPK', AttributeType: 'S' },
      { AttributeName: 'StatusSK', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'ByStatus',
        KeySchema: [
          { AttributeName: 'StatusPK', KeyType: 'HASH' },
          { AttributeName: 'StatusSK', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  },
  capacity: { mode: 'on-demand' },
  pointInTimeRecovery: false,
};

export const customerKey = ({ customerId }: { customerId: number }): { PK: string; SK: string } => ({
  PK: `CUSTOMER#${customerId}`,
  SK: 'PROFILE',
});

export const orderItem = (record: Records['order']): Item => ({
  PK: `CUSTOMER#${record.customerId}`,
  SK: `ORDER#${record.createdAt}#${record.orderId}`,
  StatusPK: `STATUS#${record.status}`,
  StatusSK: record.createdAt,
  EntityType: 'order',
  OrderId: record.orderId,
  CustomerId: record.customerId,
  Status: record.status,
  CreatedAt: record.createdAt,
  Lines: record.lines,
  TotalCents: record.totalCents,
});

export const orderOf = (item: Item): Record<string, unknown> => ({
  orderId: item.OrderId,
  customerId: item.CustomerId,
  status: item.Status,
  createdAt: item.CreatedAt,
  lines: item.Lines,
  totalCents: item.TotalCents,
});

export const customerOf = (item: Item): Record<string, unknown> => ({
  customerId: item.CustomerId,
  name: item.Name,
  city: item.City,
});

export const dynamodb: DynamoDbLayout<Records> = {
  tables: [shop],
  entities: {
    customer: {
      table,
      toItem: (record) => ({
        ...customerKey(record),
        EntityType: 'customer',
        CustomerId: record.customerId,
        Name: record.name,
        City: record.city,
      }),
      fromItem: customerOf,
    },
    order: { table, toItem: orderItem, fromItem: orderOf },
  },
};

export const customerOfRow = (row: Row): Record<string, unknown> => ({
  customerId: row.id,
  name: row.name,
  city: row.city,
});

export const orderOfRow = (row: Row): Record<string, unknown> => ({
  orderId: row.id,
  customerId: row.customer_id,
  status: row.status,
  createdAt: row.created_at,
  lines: row.lines,
  totalCents: row.total_cents,
});

export const orderColumns = ['id', 'customer_id', 'status', 'created_at', 'lines', 'total_cents'] as const;

export const orderValues = (record: Records['order']): readonly unknown[] => [
  record.orderId,
  record.customerId,
  record.status,
  record.createdAt,
  record.lines,
  record.totalCents,
];

export const postgres: PostgresLayout<Records> = {
  tables: `
    create table customers (id bigint primary key, name text not null, city text not null);
    create table orders (
      id bigint primary key,
      customer_id bigint not null,
      status text not null,
      created_at timestamptz not null,
      lines jsonb not null,
      total_cents bigint not null
    );`,
  indexes: `
    create index on orders (customer_id, created_at desc);
    create index on orders (status, created_at desc);
    alter table orders add foreign key (customer_id) references customers (id);`,
  entities: {
    customer: {
      table: 'customers',
      columns: ['id', 'name', 'city'],
      keyColumns: 1,
      toRow: (record) => [record.customerId, record.name, record.city],
      fromRow: customerOfRow,
    },
    order: { table: 'orders', columns: orderColumns, keyColumns: 1, toRow: orderValues, fromRow: orderOfRow },
  },
};
