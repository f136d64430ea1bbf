import { nothing, oneRecord, pattern, rows } from 'patternbench';
import { customer, order, ordersByStatus, ordersOfCustomer, statuses } from './entities.ts';
import {
  customerKey,
  customerOf,
  customerOfRow,
  orderColumns,
  orderItem,
  orderOf,
  orderOfRow,
  orderValues,
  table,
} from './layouts.ts';

export const customerById = pattern({
  id: 'customer',
  name: 'customer by id',
  class: 'high',
  objective: 'p(99) < 50ms',
  params: (draw) => ({ customer: draw.popular(customer) }),
  edges: (draw) => ({ 'a missing key': { customer: { customerId: 999_999_999, i: draw.world.count(customer) } } }),
  expects: ({ customer: { i } }, data) => oneRecord(customer, i < data.count(customer) ? data.keys(customer, i) : null),
  dynamodb: async (db, params) => {
    const reply = await db.get({ TableName: table, Key: customerKey(params.customer) });
    return () => (reply.item === null ? null : customerOf(reply.item));
  },
  postgres: async (db, params) => {
    const reply = await db.query('select id, name, city from customers where id = $1', [params.customer.customerId]);
    return () => reply.rows.map(customerOfRow)[0] ?? null;
  },
});

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
      `select ${orderColumns.join(', ')} from orders where customer_id = $1 order by created_at desc limit 10`,
      [customerId],
    );
    return () => reply.rows.map(orderOfRow);
  },
});

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

export const placeOrder = pattern({
  id: 'place-order',
  name: 'place an order',
  class: 'high',
  objective: 'p(99) < 100ms',
  params: (draw) => ({ order: draw.fresh(order) }),
  expects: () => nothing,
  leaves: (params) => [{ of: order, i: params.order.i }],
  dynamodb: async (db, params) => {
    await db.put({ TableName: table, Item: orderItem(params.order) });
  },
  postgres: async (db, params) => {
    await db.query(
      `insert into orders (${orderColumns.join(', ')}) values ($1, $2, $3, $4, $5, $6)`,
      orderValues(params.order),
    );
  },
});
