import type { DynamoDbLayout, DynamoDbTable, Item, PostgresLayout, RecordOf, Row } from 'patternbench';
import type { customer, order } from '../shop/entities.ts';
import { customerKey, customerOf, orderItem, orderOf, postgres as shopPostgres } from '../shop/layouts.ts';
import type { complaint } from './complaint.ts';

type Records = {
  customer: RecordOf<typeof customer>;
  order: RecordOf<typeof order>;
  complaint: RecordOf<typeof complaint>;
};

export const table = 'FaultyShop';
/** The hot key: every order in one partition. */
export const feed = 'FEED';

const key = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

const shop: DynamoDbTable = {
  definition: {
    TableName: table,
    KeySchema: key('PK', 'SK'),
    AttributeDefinitions: ['PK', 'SK', 'StatusPK', 'StatusSK', 'FeedPK', 'FeedSK'].map((name) => ({
      AttributeName: name,
      AttributeType: 'S' as const,
    })),
    GlobalSecondaryIndexes: [
      { IndexName: 'ByStatus', KeySchema: key('StatusPK', 'StatusSK'), Projection: { ProjectionType: 'ALL' } },
      { IndexName: 'Feed', KeySchema: key('FeedPK', 'FeedSK'), Projection: { ProjectionType: 'ALL' } },
    ],
  },
  capacity: { mode: 'on-demand' },
  pointInTimeRecovery: false,
};

export const faultyOrderItem = (record: Records['order']): Item => ({
  ...orderItem(record),
  FeedPK: feed,
  FeedSK: record.createdAt,
});

const complaintOf = (item: Item): Record<string, unknown> => ({
  complaintId: item.ComplaintId,
  createdAt: item.CreatedAt,
  text: item.Text,
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
    order: { table, toItem: faultyOrderItem, fromItem: orderOf },
    complaint: {
      table,
      // The polluted partition: open orders are listed under the same key, by the same kind of time.
      toItem: (record) => ({
        PK: `COMPLAINT#${record.complaintId}`,
        SK: 'TEXT',
        StatusPK: 'STATUS#open',
        StatusSK: record.createdAt,
        EntityType: 'complaint',
        ComplaintId: record.complaintId,
        CreatedAt: record.createdAt,
        Text: record.text,
      }),
      fromItem: complaintOf,
    },
  },
};

export const postgres: PostgresLayout<Records> = {
  tables: `${shopPostgres.tables}
    create table complaints (id bigint primary key, created_at timestamptz not null, text text not null);`,
  indexes: `${shopPostgres.indexes}
    create index on orders (created_at desc);
    create index on customers (city);`,
  entities: {
    ...shopPostgres.entities,
    complaint: {
      table: 'complaints',
      columns: ['id', 'created_at', 'text'],
      keyColumns: 1,
      toRow: (record) => [record.complaintId, record.createdAt, record.text],
      fromRow: (row: Row) => ({ complaintId: row.id, createdAt: row.created_at, text: row.text }),
    },
  },
};
