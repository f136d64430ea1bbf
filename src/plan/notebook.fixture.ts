import { entity, type RecordOf } from '../dataset/entity.ts';
import type { PatternRecord, RunRecord } from '../runs/run-record.ts';
import type { Claim } from '../workload/claim.ts';
import { nothing, oneRecord, value } from '../workload/expectation.ts';
import type { CapacityDesign, DynamoDbTable } from '../workload/layout.ts';
import { pattern } from '../workload/pattern.ts';
import { perDay, perUser } from '../workload/traffic.ts';
import { defineWorkload, type Workload } from '../workload/workload.ts';

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** One note per user and day, of 2 × DAU users in turn. */
export const note = entity({
  name: 'note',
  count: ({ dau, days }) => dau * days,
  keys: ({ size }, i) => ({ noteId: i, userId: i % (2 * size.dau) }),
  rest: () => ({ body: 'x'.repeat(900) }),
  indexOf: ({ noteId }) => (typeof noteId === 'number' ? noteId : null),
});

/** As many; in DynamoDB they live for ten days. */
export const log = entity({
  name: 'log',
  count: ({ dau, days }) => dau * days,
  keys: (_world, i) => ({ logId: i }),
  rest: () => ({}),
  indexOf: ({ logId }) => (typeof logId === 'number' ? logId : null),
});

export const table = 'Notes';
type Note = RecordOf<typeof note>;

const userKey = (userId: number): string => `U#${digits(userId, 7)}`;
const noteKey = ({ noteId, userId }: { noteId: number; userId: number }) => ({
  PK: userKey(userId),
  SK: `N#${digits(noteId, 10)}`,
});

/** 929 bytes, of every second one 953: it is in the index ByKind, under one key. */
const noteItem = (of: Note) => ({
  ...noteKey(of),
  Body: of.body,
  ...(of.noteId % 2 === 0 ? { GPK: 'KIND#a', GSK: noteKey(of).SK } : {}),
});

const definition: DynamoDbTable['definition'] = {
  TableName: table,
  KeySchema: [
    { AttributeName: 'PK', KeyType: 'HASH' },
    { AttributeName: 'SK', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: ['PK', 'SK', 'GPK', 'GSK'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'ByKind',
      KeySchema: [
        { AttributeName: 'GPK', KeyType: 'HASH' },
        { AttributeName: 'GSK', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

const getNote = pattern({
  id: 'get',
  name: 'a note',
  class: 'high',
  objective: null,
  params: (draw) => ({ note: draw.any(note) }),
  expects: (params) => oneRecord(note, params.note),
  dynamodb: async (db, params) => {
    const reply = await db.get({ TableName: table, Key: noteKey(params.note) });
    return () => reply.item;
  },
  postgres: async (db) => {
    const reply = await db.query('select 1');
    return () => reply.rows;
  },
});

const listNotes = pattern({
  id: 'list',
  name: 'all notes of a user',
  class: 'high',
  objective: null,
  params: (draw) => ({ userId: draw.any(note).userId }),
  expects: () => value(null),
  dynamodb: async (db, { userId }) => {
    const reply = await db.query({
      TableName: table,
      KeyConditionExpression: 'PK = :user and begins_with(SK, :note)',
      ExpressionAttributeValues: { ':user': userKey(userId), ':note': 'N#' },
    });
    return () => reply.items;
  },
  postgres: async (db) => {
    const reply = await db.query('select 1');
    return () => reply.rows;
  },
});

const newestOfKind = pattern({
  id: 'newest',
  name: 'the newest notes of the kind',
  class: 'medium',
  objective: null,
  params: () => ({}),
  expects: () => value(null),
  dynamodb: async (db) => {
    const reply = await db.query({
      TableName: table,
      IndexName: 'ByKind',
      KeyConditionExpression: '#kind = :kind',
      ExpressionAttributeNames: { '#kind': 'GPK' },
      ExpressionAttributeValues: { ':kind': 'KIND#a' },
      ScanIndexForward: false,
      Limit: 2,
    });
    return () => reply.items;
  },
  postgres: async (db) => {
    const reply = await db.query('select 1');
    return () => reply.rows;
  },
});

const findNotes = pattern({
  id: 'find',
  name: 'notes by a word',
  class: 'low',
  objective: null,
  params: () => ({}),
  expects: () => value(null),
  dynamodb: async (db) => {
    const reply = await db.scan({ TableName: table });
    return () => reply.items;
  },
  postgres: async (db) => {
    const reply = await db.query('select 1');
    return () => reply.rows;
  },
});

const addNote = pattern({
  id: 'add',
  name: 'write a note',
  class: 'high',
  objective: null,
  params: (draw) => ({ note: draw.fresh(note) }),
  expects: () => nothing,
  leaves: (params) => [{ of: note, i: params.note.i }],
  dynamodb: async (db, params) => {
    await db.put({ TableName: table, Item: noteItem(params.note) });
  },
  postgres: async (db) => {
    await db.query('select 1');
  },
});

export interface NotebookOptions {
  readonly capacity?: CapacityDesign;
  readonly hours?: readonly number[];
  readonly claims?: readonly Claim[];
}

/** A workload whose every figure can be computed by hand. */
export function notebook({ capacity, hours, claims }: NotebookOptions = {}): Workload {
  return defineWorkload({
    name: 'notebook',
    title: 'A notebook',
    asOf: '2026-01-15T12:00:00.000Z',
    entities: { note, log },
    dynamodb: {
      tables: [
        {
          definition,
          capacity: capacity ?? { mode: 'on-demand' },
          pointInTimeRecovery: false,
          timeToLive: { attribute: 'TTL', days: 10, entity: 'log' },
        },
      ],
      entities: {
        note: { table, toItem: noteItem, fromItem: (item) => item },
        log: {
          table,
          toItem: ({ logId }) => ({ PK: `L#${digits(logId, 7)}`, SK: 'LOG', TTL: 1_768_000_000 }),
          fromItem: (item) => item,
        },
      },
    },
    postgres: {
      tables:
        'create table notes (id bigint primary key, user_id bigint, body text); create table logs (id bigint primary key);',
      indexes: 'create index notes_user on notes (user_id, id desc);',
      entities: {
        note: {
          table: 'notes',
          columns: ['id', 'user_id', 'body'],
          keyColumns: 1,
          toRow: ({ noteId, userId, body }) => [noteId, userId, body],
          fromRow: (row) => row,
        },
        log: { table: 'logs', columns: ['id'], keyColumns: 1, toRow: ({ logId }) => [logId], fromRow: (row) => row },
      },
    },
    patterns: [getNote, listNotes, newestOfKind, findNotes, addNote],
    traffic: {
      rates: { get: perUser(10), list: perUser(1), newest: perUser(2), find: perDay(24), add: perUser(5) },
      hours: hours ?? Array<number>(24).fill(1),
      days: Array<number>(7).fill(1),
    },
    ...(claims === undefined ? {} : { claims }),
  });
}

type Units = readonly (readonly [index: string | null, read: number, write: number])[];

/** Units per operation as DynamoDB counts them at 10 DAU and 10 days: a user has five notes, a scan reads 96,300 bytes. */
const unitsOf: Readonly<Record<string, Units>> = {
  get: [[null, 0.5, 0]],
  list: [[null, 1, 0]],
  newest: [['ByKind', 0.5, 0]],
  find: [[null, 12, 0]],
  add: [
    [null, 0, 1],
    ['ByKind', 0, 0.5],
  ],
};

/** A run of 100 operations of each pattern on 10 DAU with 10 days of history. */
export function notebookRun(without: readonly string[] = []): RunRecord {
  const ids = Object.keys(unitsOf).filter((id) => !without.includes(id));
  const target = {
    latencyIs: 'emulator',
    unitsAre: 'reported',
    generator: { cpuRatio: 0.2, lagP99Ms: 0.1, saturated: false },
  } as const;
  return {
    schema: 'patternbench/run@1',
    id: 'notebook-run',
    status: 'complete',
    startedAt: '2026-11-22T12:00:00.000Z',
    seconds: 10,
    scenario: { name: 'ad hoc', options: {} },
    dataset: { workload: 'notebook', randomSeed: 1, dau: 10, days: 10, hash: '0'.repeat(64) },
    environment: { patternbench: '0.1.0', node: '20.20.0', cpu: 'test', cores: 2 },
    targets: [
      {
        ...target,
        name: 'dynamodb',
        provenance: 'dynamodb-local 3.3.1',
        patterns: ids.map((id) => recordOf(id, true)),
      },
      {
        ...target,
        name: 'postgres',
        provenance: 'postgresql 18.4',
        latencyIs: 'measured',
        patterns: ids.map((id) => recordOf(id, false)),
      },
    ],
    verdicts: [],
    claims: [],
  };
}

export function recordOf(id: string, hasUnits: boolean): PatternRecord {
  const times = { p50: 1, p90: 2, p95: 2, p99: 4, p999: 4, max: 4 };
  return {
    pattern: id,
    name: id,
    class: 'high',
    scheduled: 100,
    completed: 100,
    failed: 0,
    dropped: 0,
    errors: { throttled: 0, timeout: 0, connection: 0, server: 0, malformed: 0, wrong: 0 },
    response: { ...times, p99Interval: [3, 5] },
    service: times,
    lag: { p50: 0, p99: 0.1, max: 0.2 },
    items: id === 'newest' ? 200 : 100,
    bytes: 1000,
    requests: 100,
    consumed: hasUnits
      ? (unitsOf[id] ?? []).map(([index, read, write]) => ({ table, index, read: read * 100, write: write * 100 }))
      : [],
  };
}
