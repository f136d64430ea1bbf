import { describe, expect, it } from 'vitest';
import type { MigrationPhase } from '../load/migration-phase.ts';
import { routeOf } from './migration-route.ts';

const phase = (of: Partial<MigrationPhase>): MigrationPhase => ({
  name: 'a phase',
  fromUs: 0,
  dynamodbReads: 0,
  shadowed: 0,
  writes: ['postgres'],
  secondWrite: 'awaited',
  ...of,
});

const both = { writes: ['postgres', 'dynamodb'] } as const;

describe('the route of an operation', () => {
  it.each([
    ['a read of PostgreSQL alone', 'read', phase({}), 'postgres', null, false],
    ['a write to PostgreSQL alone', 'write', phase({}), 'postgres', null, false],
    ['a read of a dual write', 'read', phase(both), 'postgres', null, false],
    ['a dual write', 'write', phase(both), 'postgres', 'dynamodb', true],
    [
      'a dual write that waits for the first',
      'write',
      phase({ ...both, secondWrite: 'asynchronous' }),
      'postgres',
      'dynamodb',
      false,
    ],
    [
      'a dual write, DynamoDB first',
      'write',
      phase({ writes: ['dynamodb', 'postgres'] }),
      'dynamodb',
      'postgres',
      true,
    ],
    ['a shadow read', 'read', phase({ ...both, shadowed: 1 }), 'postgres', 'dynamodb', false],
    ['a write beside shadow reads', 'write', phase({ shadowed: 1 }), 'postgres', null, false],
    ['a read that is moved', 'read', phase({ ...both, dynamodbReads: 1 }), 'dynamodb', null, false],
    [
      'a read that is moved and shadowed',
      'read',
      phase({ dynamodbReads: 1, shadowed: 1 }),
      'dynamodb',
      'postgres',
      false,
    ],
    ['a write while reads are moved', 'write', phase({ ...both, dynamodbReads: 1 }), 'postgres', 'dynamodb', true],
    ['a write to DynamoDB alone', 'write', phase({ dynamodbReads: 1, writes: ['dynamodb'] }), 'dynamodb', null, false],
  ] as const)('%s', (_, kind, of, first, other, waits) => {
    for (const operation of [0, 1, 2, 1_000_000]) {
      expect(routeOf(of, kind === 'write', 1, operation)).toEqual({ first, other, waits });
    }
  });

  const movedAt = (share: number, randomSeed = 1): Set<number> => {
    const of = phase({ dynamodbReads: share });
    const operations = Array.from({ length: 10_000 }, (_, operation) => operation);
    return new Set(operations.filter((operation) => routeOf(of, false, randomSeed, operation).first === 'dynamodb'));
  };

  it('moves a share of the reads, the same ones in every run of a seed', () => {
    expect([...movedAt(0.1)].slice(0, 6)).toEqual([17, 35, 65, 72, 81, 107]);
    // Binomial: within 4 standard deviations of 1,000.
    expect(Math.abs(movedAt(0.1).size - 1000)).toBeLessThan(120);
    expect([...movedAt(0.1, 2)]).not.toEqual([...movedAt(0.1)]);
  });

  it('keeps a read that was moved: those of 10 % are among those of 50 %', () => {
    const half = movedAt(0.5);
    expect([...movedAt(0.1)].filter((operation) => !half.has(operation))).toEqual([]);
  });

  it('draws what is shadowed apart from what is moved', () => {
    const of = phase({ dynamodbReads: 0.5, shadowed: 0.5 });
    const routes = Array.from({ length: 10_000 }, (_, operation) => routeOf(of, false, 1, operation));
    const count = (first: string, other: string | null) =>
      routes.filter((route) => route.first === first && route.other === other).length;
    for (const many of [count('postgres', 'dynamodb'), count('dynamodb', 'postgres'), count('postgres', null)]) {
      expect(Math.abs(many - 2500)).toBeLessThan(175);
    }
  });
});
