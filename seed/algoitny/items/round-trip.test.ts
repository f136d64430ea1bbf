import type { ItemLayout, RowLayout } from 'patternbench';
import { describe, expect, it } from 'vitest';
import { SeededWorld } from '../../../src/dataset/world.ts';
import { canonical } from '../../../src/judge/canonical.ts';
import { asOf } from '../clock.ts';
import { dynamodb } from '../dynamodb.ts';
import { entities } from '../entities/index.ts';
import { postgres } from '../postgres.ts';

const world = new SeededWorld(1, { dau: 30, days: 3 }, Date.parse(asOf));
const names = Object.keys(entities) as (keyof typeof entities)[];
const itemLayout = (name: keyof typeof entities) => dynamodb.entities[name] as ItemLayout<object>;
const rowLayout = (name: keyof typeof entities) => postgres.entities[name] as RowLayout<object>;

function sample(name: keyof typeof entities): object[] {
  const count = world.count(entities[name]);
  return Array.from({ length: Math.min(300, count + 20) }, (_, i) => world.record(entities[name], i));
}

const withoutNumber = ({ i: _, ...fields }: Record<string, unknown>) => fields;

describe.each(names)('a record of %s', (name) => {
  it('comes back from its item', () => {
    const { toItem, fromItem } = itemLayout(name);
    for (const record of sample(name)) {
      expect(canonical(fromItem(toItem(record)))).toEqual(canonical(withoutNumber({ ...record })));
    }
  });

  it('comes back from its row, as the driver gives it', () => {
    const { toRow, fromRow, columns } = rowLayout(name);
    for (const record of sample(name)) {
      const values = toRow(record);
      const row = Object.fromEntries(columns.map((column, at) => [column, asDriver(column, values[at])]));
      expect(canonical(fromRow(row))).toEqual(canonical(withoutNumber({ ...record })));
    }
  });

  it('has an identity that gives its number', () => {
    for (const [i, record] of sample(name).entries()) {
      expect(entities[name].indexOf(itemLayout(name).fromItem(itemLayout(name).toItem(record)))).toBe(i);
    }
  });
});

/** Columns of time come as `Date`. */
function asDriver(column: string, value: unknown): unknown {
  return /(_at|last_login)$/.test(column) && typeof value === 'string' ? new Date(value) : value;
}

describe('items', () => {
  it('have no two keys alike', () => {
    const keys = names.flatMap((name) =>
      sample(name).map((record) => {
        const { PK, SK } = itemLayout(name).toItem(record);
        return `${itemLayout(name).table} ${PK} ${SK}`;
      }),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each([
    [
      'plan',
      0,
      { PK: 'PLAN#Free', SK: 'METADATA', GSI1PK: 'ACTIVE#true', GSI1SK: 'Free', EntityType: 'SubscriptionPlan' },
    ],
    [
      'problem',
      0,
      { PK: 'PROBLEM#baekjoon#1000', SK: 'METADATA', GSI1PK: 'PLATFORM#baekjoon', GSI2PK: 'COMPLETED#false' },
    ],
    ['testCase', 0, { PK: 'PROBLEM#baekjoon#1000', EntityType: 'TestCase', TestCaseId: 1 }],
    ['job', 0, { PK: 'JOB#1', SK: 'METADATA', GSI2PK: 'STATUS#COMPLETED', GSI3SK: 'METADATA' }],
  ] as const)("lie under the design's keys: %s %i", (name, i, keys) => {
    expect(itemLayout(name).toItem(world.record(entities[name], i))).toMatchObject(keys);
  });

  it('of runs are in the public index only where the code is public', () => {
    for (const record of sample('searchHistory') as { isCodePublic: boolean }[]) {
      const { GSI1PK, GSI1SK } = itemLayout('searchHistory').toItem(record);
      expect([GSI1PK, GSI1SK === undefined]).toEqual(record.isCodePublic ? ['PUBLIC#true', false] : [undefined, true]);
    }
  });

  it('of deleted problems are in no index', () => {
    const deleted = Array.from({ length: world.count(entities.problem) }, (_, i) => world.record(entities.problem, i))
      .filter(({ isDeleted }) => isDeleted)
      .map((record) => itemLayout('problem').toItem(record));
    expect(deleted.length).toBeGreaterThan(3);
    for (const item of deleted) {
      expect(Object.entries(item).filter(([name, value]) => name.startsWith('GSI') && value !== undefined)).toEqual([]);
      expect(item.DeletedAt).toBeTypeOf('string');
    }
  });

  it('of usage logs expire after 90 days and sort by day, action and time', () => {
    for (const record of sample('usageLog') as { createdAt: string; action: string; userId: number }[]) {
      const item = itemLayout('usageLog').toItem(record);
      expect(item.TTL).toBe(Math.floor(Date.parse(record.createdAt) / 1000) + 7_776_000);
      expect(item.PK).toBe(`USER#${record.userId}`);
      expect(
        String(item.SK).startsWith(`USAGE#${record.createdAt.slice(0, 10)}#${record.action}#${record.createdAt}#`),
      ).toBe(true);
    }
  });
});
