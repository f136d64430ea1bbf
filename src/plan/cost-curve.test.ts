import { describe, expect, it } from 'vitest';
import { type CostPoint, crossingsOf } from './cost-curve.ts';

const point = (dau: number, onDemand: number, provisioned: number, postgres: number | null = null): CostPoint => ({
  dau,
  bills: [
    { target: 'dynamodb', mode: 'on demand', usd: onDemand },
    { target: 'dynamodb', mode: 'provisioned', usd: provisioned },
    ...(postgres === null ? [] : [{ target: 'postgres', mode: 'cheapest large enough', usd: postgres }]),
  ],
});

describe('where one bill overtakes another', () => {
  it('is between two points, on logarithmic axes', () => {
    // On demand grows with the users, capacity costs the same: equal at ten times the users of the first point.
    const [only, ...others] = crossingsOf([point(10, 1, 10), point(1000, 100, 10)]);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ below: 'DynamoDB on demand', above: 'DynamoDB provisioned' });
    expect([only?.dau, only?.usd].map((value) => Math.round(value ?? 0))).toEqual([100, 10]);
  });

  it('is told for each pair, by rising users', () => {
    const found = crossingsOf([point(10, 1, 10, 5), point(100, 10, 10.1, 5), point(1000, 100, 11, 5)]);
    expect(found.map(({ below, above }) => `${below} < ${above}`)).toEqual([
      'DynamoDB on demand < PostgreSQL',
      'DynamoDB on demand < DynamoDB provisioned',
    ]);
  });

  it.each([
    ['of bills that are the same', [point(10, 5, 5), point(100, 50, 50)]],
    ['where one of them has no price', [point(10, 1, 2, 0.5), point(100, 10, 20)]],
    ['of one point', [point(10, 5, 7)]],
  ])('is nowhere %s', (_words, points) => {
    expect(crossingsOf(points)).toEqual([]);
  });
});
