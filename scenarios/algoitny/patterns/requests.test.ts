import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { DynamoDb, Item, Postgres } from 'patternbench';
import { describe, expect, it } from 'vitest';
import { Data } from '../../../src/dataset/data.ts';
import { Draw } from '../../../src/dataset/draw.ts';
import { SeededWorld } from '../../../src/dataset/world.ts';
import type { AnyPattern } from '../../../src/workload/pattern.ts';
import workload from '../workload.ts';

/** `PATTERNBENCH_UPDATE_GOLDEN=1` writes the file anew. */
const golden = new URL('requests.golden.json', import.meta.url);
const update = process.env.PATTERNBENCH_UPDATE_GOLDEN === '1';

const world = new SeededWorld(1, { dau: 20, days: 3 }, workload.asOfMs);
const data = new Data(world);

type Sent = readonly [operation: string, request: unknown];

/**
 * A DynamoDB that finds what the dataset has under a key, nothing else, and notes what it is asked. Queries and scans
 * answer two pages, so that it shows who goes on to the second.
 */
function recordingDynamoDb(sent: Sent[]): DynamoDb {
  const page = (input: { ExclusiveStartKey?: unknown }, items: readonly Item[] = []) => ({
    items,
    count: items.length,
    scannedCount: items.length,
    lastKey: input.ExclusiveStartKey === undefined ? { PK: 'the last of page 1', SK: 'METADATA' } : null,
  });
  const note = (operation: string, input: object): void => {
    sent.push([operation, JSON.parse(JSON.stringify(input))]);
  };
  const write = (operation: string) => (input: object) => {
    note(operation, input);
    return Promise.resolve({ attributes: null });
  };
  const user = workload.dynamodb.entities.user?.toItem(world.record(workload.entities.user as never, 30) as object);
  return {
    get: (input) => {
      note('get', input);
      return Promise.resolve({ item: null });
    },
    batchGet: (input) => {
      note('batchGet', input);
      return Promise.resolve({ items: [] });
    },
    query: (input) => {
      note('query', input);
      const isUserById = input.TableName === 'AlgoItny-Users' && input.IndexName === 'GSI3';
      return Promise.resolve(page(input, isUserById && user !== undefined ? [user] : []));
    },
    scan: (input) => {
      note('scan', input);
      return Promise.resolve(page(input));
    },
    put: write('put'),
    update: write('update'),
    delete: write('delete'),
    batchWrite: (input) => {
      note('batchWrite', input);
      return Promise.resolve();
    },
    transactGet: (input) => {
      note('transactGet', input);
      return Promise.resolve({ items: [] });
    },
    transactWrite: (input) => {
      note('transactWrite', input);
      return Promise.resolve();
    },
  };
}

function recordingPostgres(sent: Sent[]): Postgres {
  const db: Postgres = {
    query: (statement: string | { text: string; values?: readonly unknown[] }, values?: readonly unknown[]) => {
      const { text, values: own } = typeof statement === 'string' ? { text: statement, values } : statement;
      sent.push(['query', JSON.parse(JSON.stringify({ text: text.replace(/\s+/g, ' '), values: own ?? [] }))]);
      return Promise.resolve({ rows: [], count: 1 });
    },
    transaction: (body) => body(db),
  };
  return db;
}

/** What a pattern asks of each engine; long texts are cut, for it is the requests' shape that is looked at. */
async function requestsOf(pattern: AnyPattern, params: object): Promise<{ dynamodb: Sent[]; postgres: Sent[] }> {
  const dynamodb: Sent[] = [];
  const postgres: Sent[] = [];
  await pattern.dynamodb(recordingDynamoDb(dynamodb), params);
  await pattern.postgres(recordingPostgres(postgres), params);
  return JSON.parse(JSON.stringify({ dynamodb, postgres }, (_, value) => cut(value)));
}

function cut(value: unknown): unknown {
  if (typeof value === 'string' && value.length > 100 && !/^(insert|select|with|update|SET|\()/.test(value)) {
    return `${value.slice(0, 60)}… (${value.length} characters)`;
  }
  return Array.isArray(value) && value.length > 3 && typeof value[0] === 'object' && 'test_case_id' in (value[0] ?? {})
    ? [value[0], `… ${value.length} results`]
    : value;
}

const expected: Record<string, unknown> = existsSync(golden) ? JSON.parse(readFileSync(golden, 'utf8')) : {};
const found: Record<string, unknown> = {};

describe('the requests of a pattern', () => {
  it.each(workload.patterns.map((pattern) => [pattern.id, pattern] as const))(
    'are as reviewed: %s',
    async (id, pattern) => {
      found[id] = await requestsOf(pattern, pattern.params(new Draw(world, 7)));
      if (!update) expect(found[id]).toEqual(expected[id]);
    },
  );

  it('are reviewed for every pattern and no other', () => {
    if (update) writeFileSync(golden, `${JSON.stringify(found, null, 2)}\n`);
    else expect(Object.keys(expected).sort()).toEqual(workload.patterns.map(({ id }) => id).sort());
  });
});

describe('every pattern', () => {
  it.each(workload.patterns.map((pattern) => [pattern.id, pattern] as const))(
    '%s asks PostgreSQL once, at its edges too',
    async (_, pattern) => {
      for (const params of Object.values(pattern.edges?.(new Draw(world, 8), data) ?? {})) {
        const { dynamodb, postgres } = await requestsOf(pattern, params);
        expect(dynamodb.length).toBeGreaterThan(0);
        expect(postgres.length).toBe(1);
      }
    },
  );
});
