import { describe, expect, it } from 'vitest';
import { exampleMigration } from '../runs/example-migration.fixture.ts';
import { exampleRun } from '../runs/example-run.fixture.ts';
import { dynamodbShare, engineRun } from './migration-month.ts';

const write = { leaves: () => [] };
const read = {};

describe('the share of a pattern’s operations that DynamoDB is asked', () => {
  it.each([
    ['a read of PostgreSQL', read, 0, 0, ['postgres'], 0],
    ['a read at 10 %', read, 10, 0, ['postgres', 'dynamodb'], 0.1],
    ['a read at 10 %, all of it shadowed', read, 10, 100, ['postgres', 'dynamodb'], 1],
    ['a read at 50 %, a fifth shadowed', read, 50, 20, ['postgres', 'dynamodb'], 0.6],
    ['a read of DynamoDB, shadowed by PostgreSQL', read, 100, 5, ['postgres', 'dynamodb'], 1],
    ['a write to PostgreSQL', write, 0, 100, ['postgres'], 0],
    ['a write to both', write, 0, 0, ['postgres', 'dynamodb'], 1],
    ['a write to DynamoDB', write, 100, 0, ['dynamodb'], 1],
  ])('%s', (_, pattern, dynamodb, shadow, writes, share) => {
    expect(dynamodbShare({ reads: { postgres: 100 - dynamodb, dynamodb }, shadow, writes }, pattern)).toBeCloseTo(
      share,
      12,
    );
  });
});

describe('a migration as two targets', () => {
  it('adds up what each engine was asked in all phases', () => {
    const run = exampleRun();
    const [first] = run.targets;
    if (first === undefined) throw new RangeError('no target');
    const between = {
      ...first,
      name: 'migration',
      provenance: 'postgresql 18.4 → dynalite 4.0.0',
      patterns: first.patterns.slice(0, 1),
    };
    const engines = engineRun({ ...run, targets: [between], migration: exampleMigration() });
    expect(engines.migration).toBeUndefined();
    expect(
      engines.targets.map(({ name, provenance, patterns: [pattern] }) => [
        name,
        provenance,
        pattern?.scheduled,
        pattern?.failed,
        pattern?.consumed.reduce((sum, units) => sum + units.read, 0),
      ]),
    ).toEqual([
      ['postgres', 'postgresql 18.4', 1800, 3, 0],
      // 120, 600 and 600 operations, half a unit each.
      ['dynamodb', 'dynalite 4.0.0', 1320, 3, 660],
    ]);
  });
});
