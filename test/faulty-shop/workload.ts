import { defineWorkload, perDay, perUser } from 'patternbench';
import { customer, order } from '../shop/entities.ts';
import { complaint } from './complaint.ts';
import { dynamodb, postgres } from './layouts.ts';
import { customersByCity, newestOrders, ordersByCustomer, ordersWithStatus, placeOrder } from './patterns.ts';

/** The shop with faults that the rules of design must find: a missing index, a polluted index partition, a hot key, a wrong order. */
export default defineWorkload({
  name: 'faulty-shop',
  title: 'A shop with faults in its design',
  asOf: '2026-01-15T12:00:00.000Z',
  entities: { customer, order, complaint },
  dynamodb,
  postgres,
  patterns: [customersByCity, ordersByCustomer, ordersWithStatus, newestOrders, placeOrder],
  traffic: {
    rates: {
      'by-city': perUser(1),
      orders: perUser(3),
      'by-status': perDay(500),
      feed: perUser(480),
      'place-order': perUser(2),
    },
    hours: [1, 1, 1, 1, 1, 2, 4, 6, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 7, 6, 4, 2, 1],
    days: [1, 1, 1, 1, 1, 1, 1],
  },
});
