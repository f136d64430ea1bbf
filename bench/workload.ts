import { defineWorkload, entity, pattern, perUser, value } from 'patternbench';

// What the whole pipeline is measured with: a read by key on each engine, whose answer is always the same and is checked.

const problem = entity({
  name: 'problem',
  count: ({ dau }) => dau,
  keys: (_world, i) => ({ problemId: 10_000 + i }),
  rest: () => ({}),
  indexOf: ({ problemId }) => (typeof problemId === 'number' ? problemId - 10_000 : null),
});

const table = 'Known';

const problemById = pattern({
  id: 'problem',
  name: 'a problem by its key',
  class: 'high',
  objective: null,
  params: (draw) => ({ problem: draw.any(problem) }),
  expects: () => value('PROB#10001'),
  dynamodb: async (db, params) => {
    const reply = await db.get({ TableName: table, Key: { PK: `PROB#${params.problem.problemId}`, SK: 'META' } });
    return () => reply.item?.PK;
  },
  postgres: async (db, params) => {
    await db.query('select 1 from problems where id = $1', [params.problem.problemId]);
  },
});

/** As `pgbench -S` reads. */
const accountById = pattern({
  id: 'account',
  name: 'an account of pgbench by its key',
  class: 'high',
  objective: null,
  params: (draw) => ({ aid: 1 + draw.random.below(100_000) }),
  expects: () => value(0),
  dynamodb: async (db, { aid }) => {
    await db.get({ TableName: table, Key: { PK: `ACCOUNT#${aid}`, SK: 'META' } });
  },
  postgres: async (db, { aid }) => {
    const reply = await db.query('select abalance from public.pgbench_accounts where aid = $1', [aid]);
    return () => reply.rows[0]?.abalance;
  },
});

export default defineWorkload({
  name: 'bench',
  title: 'What the instrument itself is measured with',
  asOf: '2026-01-15T12:00:00.000Z',
  entities: { problem },
  dynamodb: {
    tables: [
      {
        definition: {
          TableName: table,
          KeySchema: [
            { AttributeName: 'PK', KeyType: 'HASH' },
            { AttributeName: 'SK', KeyType: 'RANGE' },
          ],
          AttributeDefinitions: [
            { AttributeName: 'PK', AttributeType: 'S' },
            { AttributeName: 'SK', AttributeType: 'S' },
          ],
        },
        capacity: { mode: 'on-demand' },
        pointInTimeRecovery: false,
      },
    ],
    entities: {
      problem: {
        table,
        toItem: ({ problemId }) => ({ PK: `PROB#${problemId}`, SK: 'META' }),
        fromItem: ({ PK }) => ({ problemId: Number(String(PK).slice(5)) }),
      },
    },
  },
  postgres: {
    tables: 'create table problems (id bigint primary key);',
    indexes: '',
    entities: {
      problem: {
        table: 'problems',
        columns: ['id'],
        keyColumns: 1,
        toRow: ({ problemId }) => [problemId],
        fromRow: ({ id }) => ({ problemId: id }),
      },
    },
  },
  patterns: [problemById, accountById],
  flows: [],
  traffic: {
    rates: { problem: perUser(1), account: perUser(1) },
    hours: Array<number>(24).fill(1),
    days: Array<number>(7).fill(1),
  },
});
