import { defineWorkload, flow, perDay, perUser } from 'patternbench';
import { customer, order } from './entities.ts';
import { dynamodb, postgres } from './layouts.ts';
import { customerById, ordersByCustomer, ordersWithStatus, placeOrder } from './patterns.ts';

const visit = flow({
  id: 'visit',
  name: 'a customer comes back and orders',
  draw: (draw) => ({ customer: draw.popular(customer), order: draw.fresh(order) }),
  steps: (step) => [
    step(customerById, (drawn) => ({ customer: drawn.customer })),
    step(ordersByCustomer, (drawn) => ({ customerId: drawn.customer.customerId })),
    step(placeOrder, (drawn) => ({ order: drawn.order })),
  ],
});

export default defineWorkload({
  name: 'shop',
  title: 'A shop with orders',
  asOf: '2026-01-15T12:00:00.000Z',
  entities: { customer, order },
  dynamodb,
  postgres,
  patterns: [customerById, ordersByCustomer, ordersWithStatus, placeOrder],
  flows: [visit],
  traffic: {
    rates: { customer: perUser(6), orders: perUser(3), 'by-status': perDay(500), 'place-order': perUser(2) },
    hours: [1, 1, 1, 1, 1, 2, 4, 6, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 7, 6, 4, 2, 1],
    days: [1, 1, 1, 1, 1, 1, 1],
  },
});
