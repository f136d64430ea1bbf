import { type Data, nothing, pattern, rows } from 'patternbench';
import { customer, order, ordersByStatus, ordersOfCustomer, statuses } from '../shop/entities.ts';
import { customerOf, customerOfRow, orderColumns, orderOf, orderOfRow, orderValues } from '../shop/layouts.ts';
import { faultyOrderItem, feed, table } from './layouts.ts';

function customersOf(data: Data, city: string): readonly number[] {
  return Array.from({ length: data.count(customer) }, (_, i) => i).filter(
    (i) => data.record(customer, i).city === city,
  );
}

/** Fault: no key or index holds the city. */
export const customersByCity = pattern({
  id: 'by-city',
  name: 'customers of a city',
  class: 'high',
  objective: 'p(99) < 100ms',
  params: (draw) => ({ city: draw.random.one(['Seoul', 'Köln', 'Lagos']) }),
  expects: ({ city }, data) => rows(customer, customersOf(data, city)),
  dynamodb: async (db, { city }) => {
    const reply = await db.scan({
      TableName: table,
      FilterExpression: 'City = :city',
      ExpressionAttributeValues: { ':city': city },
    });
    return () => reply.items.map(customerOf);
  },
  postgres: async (db, { city }) => {
    const reply = await db.query('select id, name, city from customers where city = $1', [city]);
    return () => reply.rows.map(customerOfRow);
  },
});

/** Fault: the PostgreSQL program sorts the wrong way. */
export const ordersByCustomer = pattern({
  id: 'orders',
  name: "a customer's orders, newest 10",
  class: 'high',
  objective: 'p(99) < 100ms',
  params: (draw) => ({ customerId: draw.popular(customer).customerId }),
  expects: ({ customerId }, data) =>
    rows(order, data.group(ordersOfCustomer, customerId), { order: { by: 'createdAt', descending: true }, page: 10 }),
  dynamodb: async (db, { customerId }) => {
    const reply = await db.query({
      TableName: table,
      KeyConditionExpression: 'PK = :pk and begins_with(SK, :order)',
      ExpressionAttributeValues: { ':pk': `CUSTOMER#${customerId}`, ':order': 'ORDER#' },
      ScanIndexForward: false,
      Limit: 10,
    });
    return () => reply.items.map(orderOf);
  },
  postgres: async (db, { customerId }) => {
    const reply = await db.query(
      `select ${orderColumns.join(', ')} from orders where customer_id = $1 order by created_at limit 10`,
      [customerId],
    );
    return () => reply.rows.map(orderOfRow);
  },
});

/** Fault: complaints lie among the open orders. */
export const ordersWithStatus = pattern({
  id: 'by-status',
  name: 'orders of a status, newest 20',
  class: 'medium',
  objective: 'p(99) < 100ms',
  params: (draw) => ({ status: draw.random.one(statuses) }),
  expects: ({ status }, data) =>
    rows(order, data.group(ordersByStatus, status), { order: { by: 'createdAt', descending: true }, page: 20 }),
  dynamodb: async (db, { status }) => {
    const reply = await db.query({
      TableName: table,
      IndexName: 'ByStatus',
      KeyConditionExpression: 'StatusPK = :status',
      ExpressionAttributeValues: { ':status': `STATUS#${status}` },
      ScanIndexForward: false,
      Limit: 20,
    });
    return () => reply.items.map(orderOf);
  },
  postgres: async (db, { status }) => {
    const reply = await db.query(
      `select ${orderColumns.join(', ')} from orders where status = $1 order by created_at desc limit 20`,
      [status],
    );
    return () => reply.rows.map(orderOfRow);
  },
});

/** Fault: every client asks one partition key of an index for the newest orders, all day. */
export const newestOrders = pattern({
  id: 'feed',
  name: 'the newest 100 orders',
  class: 'high',
  objective: 'p(99) < 100ms',
  params: () => ({}),
  expects: (_params, data) => rows(order, data.all(order), { order: { by: 'createdAt', descending: true }, page: 100 }),
  dynamodb: async (db) => {
    const reply = await db.query({
      TableName: table,
      IndexName: 'Feed',
      KeyConditionExpression: 'FeedPK = :feed',
      ExpressionAttributeValues: { ':feed': feed },
      ScanIndexForward: false,
      Limit: 100,
    });
    return () => reply.items.map(orderOf);
  },
  postgres: async (db) => {
    const reply = await db.query(`select ${orderColumns.join(', ')} from orders order by created_at desc limit 100`);
    return () => reply.rows.map(orderOfRow);
  },
});

export const placeOrder = pattern({
  id: 'place-order',
  name: 'place an order',
  class: 'high',
  objective: 'p(99) < 100ms',
  params: (draw) => ({ order: draw.fresh(order) }),
  expects: () => nothing,
  leaves: (params) => [{ of: order, i: params.order.i }],
  dynamodb: async (db, params) => {
    await db.put({ TableName: table, Item: faultyOrderItem(params.order) });
  },
  postgres: async (db, params) => {
    await db.query(
      `insert into orders (${orderColumns.join(', ')}) values ($1, $2, $3, $4, $5, $6)`,
      orderValues(params.order),
    );
  },
});
