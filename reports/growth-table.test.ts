import { expect, it } from 'vitest';
import type { PatternGrowth } from '../src/runs/growth-record.ts';
import { growthTable } from './growth-table.ts';

const exact = (exponent: number) => ({ exponent, standardError: null, interval: null, factor: 1, points: 2 });
const scan: PatternGrowth = {
  pattern: '01',
  name: 'book by shelf mark',
  target: 'dynamodb',
  sizes: [
    { dau: 100, operations: 5, units: 180, evaluated: 1400, serviceMs: 40 },
    { dau: 1000, operations: 5, units: 1800, evaluated: 14_000, serviceMs: 4000 },
  ],
  units: exact(1),
  evaluated: { ...exact(1), standardError: 0.01, interval: [0.98, 1.02] },
  serviceMs: exact(2),
  grows: true,
  leftOut: null,
};
const key: PatternGrowth = {
  ...scan,
  target: 'postgres',
  sizes: [{ dau: 100, operations: 5, units: 0, evaluated: 1, serviceMs: 0.4 }],
  units: null,
  evaluated: null,
  serviceMs: null,
  grows: false,
  leftOut: 'no operation was answered at 100 DAU',
};

it('shows the means of each size and the exponents, and names what grows', () => {
  expect(growthTable([scan, key], { width: 120 }).split('\n')).toEqual([
    'Growth: means of one operation at 100 and 1,000 DAU, and the exponent e of DAU^e with its 95 % interval',
    'pattern                          evaluated  exponent          units  exponent            ms  exponent',
    '01 book by shelf mark  DDB  1,400 · 14,000  1.00 ±0.02  180 · 1,800  1.00      40.0 · 4,000  2.00',
    '                       PG            1 · –                                         0.40 · –',
    '',
    '01 book by shelf mark grows with the data on DynamoDB: 1,400 items evaluated at 100 DAU, 14,000 at 1,000, exponent 1.00',
    '   ±0.02, and its units with 1.00.',
    '01 was not asked at every size on PostgreSQL: no operation was answered at 100 DAU.',
  ]);
});
