import { describe, expect, it } from 'vitest';
import { growthOf, type MeasuredSize } from './growth.ts';
import type { MeasuredOperation } from './measured-operation.ts';
import { tooSlowAt } from './too-slow.ts';

const operation = (pattern: string, evaluated: number, read: number, serviceMs: number | null): MeasuredOperation =>
  ({
    pattern,
    target: 'dynamodb',
    drawn: true,
    answered: serviceMs !== null,
    requests: [{ access: pattern === 'scan' ? 'scan' : 'key', evaluated, consumed: [{ read, write: 0 }] }],
    statements: null,
    serviceMs,
  }) as unknown as MeasuredOperation;

const explained = (evaluated: number | null): MeasuredOperation =>
  ({
    ...operation('key', 0, 0, 2),
    target: 'postgres',
    requests: [],
    statements: evaluated === null ? null : [{ evaluated }],
  }) as unknown as MeasuredOperation;

const at = (dau: number, ...operations: MeasuredOperation[]): MeasuredSize => ({ dau, operations });
const patterns = [
  { id: 'key', name: 'by key' },
  { id: 'scan', name: 'by scan' },
  { id: 'few', name: 'of a handful' },
];
const sizes = [
  at(400, operation('key', 1, 0.5, 3), operation('scan', 400, 80, 160), operation('few', 20, 1, 5)),
  at(
    100,
    ...[operation('key', 1, 0.5, 3), operation('key', 1, 0.5, 5)],
    ...[operation('scan', 100, 20, 10), operation('scan', 100, 20, null)],
    ...[operation('few', 5, 1, 5), explained(3), explained(null), explained(9)],
  ),
];

describe('growth', () => {
  const found = growthOf(patterns, sizes, (pattern) => (pattern === 'scan' ? 'too slow' : null));
  const of = (pattern: string, target = 'dynamodb') =>
    found.find((one) => one.pattern === pattern && one.target === target);

  it('names what grows with the data, by its items evaluated', () => {
    expect(found.filter(({ grows }) => grows).map(({ pattern }) => pattern)).toEqual(['scan']);
    expect(of('scan')).toMatchObject({
      units: { exponent: expect.closeTo(1, 9) },
      evaluated: { exponent: expect.closeTo(1, 9) },
      serviceMs: { exponent: expect.closeTo(2, 9) },
      leftOut: 'too slow',
    });
  });

  it('does not name what stays, nor what evaluates a handful', () => {
    expect(of('key')).toMatchObject({ evaluated: { exponent: 0 }, grows: false, leftOut: null });
    expect(of('few')).toMatchObject({ evaluated: { exponent: expect.closeTo(1, 9) }, grows: false });
  });

  it('has the means of each size, from the smallest on', () => {
    expect(of('key')?.sizes).toEqual([
      { dau: 100, operations: 2, units: 0.5, evaluated: 1, serviceMs: 4 },
      { dau: 400, operations: 1, units: 0.5, evaluated: 1, serviceMs: 3 },
    ]);
  });

  it('takes rows of PostgreSQL from what was explained', () => {
    expect(of('key', 'postgres')).toMatchObject({
      sizes: [{ operations: 3, evaluated: 6 }],
      units: null,
      evaluated: null,
    });
  });
});

describe('a pattern that is too slow for a size', () => {
  const sizeWith = (pattern: string, ms: number | null) => [at(100, operation(pattern, 100, 20, ms))];
  it.each([
    ['a key of any size', sizeWith('key', 20_000), 10_000, null],
    ['a scan by the square of the users', sizeWith('scan', 1800), 1000, null],
    ['and no more', sizeWith('scan', 1801), 1000, 'one operation took 1.8 s at 100 DAU and may take 180.1 s at 1000'],
    ['what was never answered', sizeWith('scan', null), 200, 'no operation was answered at 100 DAU'],
    ['the first size', [], 200, null],
  ])('%s', (_, measured, dau, why) => {
    const pattern = measured[0]?.operations[0]?.pattern ?? 'scan';
    expect(tooSlowAt(dau, pattern, 'dynamodb', measured)).toBe(why);
  });
});
