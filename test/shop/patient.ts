import { defineWorkload, perUser } from 'patternbench';
import { customer, order } from './entities.ts';
import { dynamodb, postgres } from './layouts.ts';
import { customerById } from './patterns.ts';

/** The shop's first pattern, for customers who wait: what limits its rate is whether the target keeps up. */
export default defineWorkload({
  name: 'patient-shop',
  title: 'A shop whose customers wait',
  asOf: '2026-01-15T12:00:00.000Z',
  entities: { customer, order },
  dynamodb,
  postgres,
  patterns: [{ ...customerById, objective: 'p(99) < 1s' }],
  traffic: {
    rates: { customer: perUser(6) },
    hours: Array.from({ length: 24 }, () => 1),
    days: Array.from({ length: 7 }, () => 1),
  },
});
