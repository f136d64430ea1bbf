import type { Claim } from 'patternbench';
import { mainTable, plansTable, usersTable } from '../../seed/algoitny/keys.ts';

/** What the design states with a figure, claim by claim. A cost without a range is taken as a tenth more or less. */
export const claims: readonly Claim[] = [
  below('02', 10, 'a problem by its key under 10 ms (p99)'),
  below('14', 10, 'the check of the rate limit under 10 ms (p99)'),
  below('06', 50, 'a problem with its test cases under 50 ms (p99)'),
  below('07', 50, "a user's history under 50 ms (p99)"),
  ...['03.platform', '03.language', '03.title', '04', '05', '08', '21.type', '21.status'].map((pattern) =>
    below(pattern, 100, 'lists under 100 ms (p99)'),
  ),

  within('02', 5, 10, 'a problem by its key in 5-10 ms'),
  within('06', 20, 40, 'a problem with its test cases in 20-40 ms'),
  within('07', 20, 50, "a user's history in 20-50 ms"),
  within('14', 5, 10, 'the check of the rate limit in 5-10 ms'),
  within('08', 30, 80, 'the public feed in 30-80 ms'),
  within('03.platform', 30, 80, 'problems of a platform in 30-80 ms'),
  within('03.language', 30, 80, 'problems of a language in 30-80 ms'),
  within('20.task', 10, 30, 'a job by its task in 10-30 ms'),
  within('23', 100, 500, 'the list of all users in 100-500 ms'),
  within('24', 5, 10, 'a user by e-mail address in 5-10 ms'),
  within('25', 10, 30, 'a user by Google id in 10-30 ms'),
  ...['02', '10', '24'].map(
    (pattern): Claim => ({
      id: `postgres-key-lookup-${pattern}`,
      says: 'PostgreSQL takes 20-100 ms for a lookup by key',
      test: { kind: 'latency', pattern, target: 'postgres', quantile: 0.5, atLeastMs: 20, belowMs: 100 },
    }),
  ),

  ...[undefined, 'GSI1', 'GSI2', 'GSI3'].map(
    (index): Claim => ({
      id: `capacity-main${index === undefined ? '' : `-${index.toLowerCase()}`}`,
      says: '50 RCU and 20 WCU are enough for Main and for each of its indexes at 1,000 DAU',
      test: {
        kind: 'capacity',
        dau: 1000,
        table: mainTable,
        ...(index !== undefined && { index }),
        readUnits: 50,
        writeUnits: 20,
      },
    }),
  ),
  {
    id: 'reads-a-month',
    says: '2.25 million reads a month at 1,000 DAU, 75 per user and day',
    test: { kind: 'monthly units', dau: 1000, unit: 'read', units: 2_250_000 },
  },
  {
    id: 'writes-a-month',
    says: '600,000 writes a month at 1,000 DAU, 20 per user and day',
    test: { kind: 'monthly units', dau: 1000, unit: 'write', units: 600_000 },
  },

  costs('cost-main', 'Main costs $33 a month at 1,000 DAU', 1000, about(33), { table: mainTable }),
  costs('cost-main-indexes', "Main's three indexes cost $100 a month at 1,000 DAU", 1000, about(100), {
    table: mainTable,
    index: 'all',
  }),
  costs('cost-users', 'Users costs $1 a month at 1,000 DAU', 1000, about(1), { table: usersTable }),
  costs('cost-plans', 'Plans costs $0.20 a month at 1,000 DAU', 1000, about(0.2), { table: plansTable }),
  costs('cost-storage', 'storage costs $3 a month at 1,000 DAU', 1000, about(3), { item: 'storage' }),
  costs('cost-1000', 'about $137 a month at 1,000 DAU ($135 in another document)', 1000, about(137)),
  costs('cost-10000', 'about $800 a month at 10,000 DAU', 10_000, about(800)),
  costs('cost-under-200', 'under $200 a month at 1,000 DAU', 1000, { low: 0, high: 200 }),
  costs('cost-per-user', 'under $0.20 per user and month', 1000, { low: 0, high: 0.2 * 1000 }),
  costs('cost-rds-1000', 'RDS costs $50-100 a month at 1,000 DAU', 1000, { low: 50, high: 100 }, { of: 'postgres' }),
  costs(
    'cost-rds-10000',
    'RDS costs $500-1,000 a month at 10,000 DAU',
    10_000,
    { low: 500, high: 1000 },
    { of: 'postgres' },
  ),

  saves('saving-ttl', 'the time to live of usage logs saves $50 a month', { by: 'time to live', usd: 50 }),
  saves('saving-cache', 'ElastiCache saves 60-80 % of the reads', { by: 'cache', share: { low: 0.6, high: 0.8 } }),
  saves('saving-eventual', 'eventually consistent reads save 50 % of the read units', {
    by: 'eventually consistent reads',
    share: about(0.5),
  }),
  saves('saving-sparse', 'sparse indexes save 50 % of the storage of indexes', {
    by: 'sparse indexes',
    share: about(0.5),
  }),
  saves('saving-batch', 'batch operations save 50 % of the cost of writes', { by: 'batch writes', share: about(0.5) }),
  saves('saving-count', 'COUNT queries read no data', { by: 'count queries', share: { low: 1, high: 1 } }),

  { id: 'storage', says: '12 GB are stored at 1,000 DAU', test: { kind: 'storage', dau: 1000, gb: 12 } },
  {
    id: 'storage-growth',
    says: 'storage grows by less than 5 GB a month at 1,000 DAU',
    test: { kind: 'storage growth', dau: 1000, gbPerMonth: 5 },
  },
  untestable(
    'usage-log-expiry',
    'expiry keeps usage logs at 90 days',
    'DynamoDB deletes expired items when it gets to it; only a table that lived for 90 days could show it',
  ),

  {
    id: 'one-query',
    says: 'one query fetches a problem with all its test cases',
    test: { kind: 'requests', pattern: '06', target: 'dynamodb', atMost: 1 },
  },
  {
    id: 'sql-n-plus-one',
    says: 'SQL needs N+1 queries for a problem with its test cases',
    test: { kind: 'requests', pattern: '06', target: 'postgres', atLeast: 2 },
  },
  { id: 'no-hot-partition', says: 'there are no hot partitions', test: { kind: 'no hot partition', dau: 1000 } },
  {
    id: 'ten-times',
    says: 'ten times the traffic needs no change of the code',
    test: { kind: 'traffic times', dau: 1000, factor: 10 },
  },
  { id: 'spikes', says: 'auto scaling handles spikes', test: { kind: 'spike', dau: 1000, factor: 5 } },
  { id: 'coverage', says: 'all 33 patterns are covered', test: { kind: 'every pattern has a path' } },
  {
    id: 'same-answers',
    says: 'all queries return the same results as before the migration',
    test: { kind: 'every answer is the same' },
  },
  untestable(
    'uptime',
    '99.99 % uptime',
    'it is the provider who promises it, and an emulator or a minute of load says nothing about it',
  ),
  untestable(
    'migration',
    'a migration in five phases, with verification and the way back open',
    'it is a plan of work over weeks; what `check` shows of it is whether both databases answer alike',
  ),
];

function below(pattern: string, belowMs: number, says: string): Claim {
  return {
    id: `p99-${pattern}`,
    says,
    test: { kind: 'latency', pattern, target: 'dynamodb', quantile: 0.99, belowMs },
  };
}

/** A range that the design expects is held against the median: it names no percentile. */
function within(pattern: string, atLeastMs: number, belowMs: number, says: string): Claim {
  return {
    id: `expected-${pattern}`,
    says,
    test: { kind: 'latency', pattern, target: 'dynamodb', quantile: 0.5, atLeastMs, belowMs },
  };
}

type Test<Kind extends Claim['test']['kind']> = Extract<Claim['test'], { kind: Kind }>;

function costs(
  id: string,
  says: string,
  dau: number,
  usd: Test<'monthly cost'>['usd'],
  of: Partial<Pick<Test<'monthly cost'>, 'of' | 'table' | 'index' | 'item'>> = {},
): Claim {
  return { id, says, test: { kind: 'monthly cost', dau, of: 'dynamodb', usd, ...of } };
}

function saves(id: string, says: string, saving: Pick<Test<'monthly saving'>, 'by' | 'usd' | 'share'>): Claim {
  return { id, says, test: { kind: 'monthly saving', dau: 1000, ...saving } };
}

function untestable(id: string, says: string, why: string): Claim {
  return { id, says, test: { kind: 'not testable', why } };
}

function about(figure: number): Test<'monthly cost'>['usd'] {
  return { low: figure * 0.9, high: figure * 1.1 };
}
