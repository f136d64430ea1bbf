import { describe, expect, it } from 'vitest';
import { Draw } from '../../dataset/draw.ts';
import { SeededWorld } from '../../dataset/world.ts';
import { tableDefinitions } from '../../targets/dynamodb/item-image.ts';
import type { DynamoDb } from '../../workload/dynamodb-port.ts';
import { notebook, table } from '../notebook.fixture.ts';
import { KnownItems } from './known-items.ts';
import { RecordingDynamoDb } from './recording-dynamodb.ts';
import { traceWorkload } from './traces.ts';

const workload = notebook();
const world = new SeededWorld(1, { dau: 10, days: 10 }, workload.asOfMs);
const tables = tableDefinitions(workload);
const recording = () => new RecordingDynamoDb(tables, new KnownItems(workload, world, tables));

async function touched(program: (db: DynamoDb) => Promise<unknown>) {
  const db = recording();
  await program(db);
  return db.touches.map(({ index, key, kind, access }) => [kind, access, index, key]);
}

describe('the stand-in for DynamoDB', () => {
  it('answers with the items of small entities', async () => {
    const db = recording();
    const reply = await db.get({ TableName: table, Key: { PK: 'U#0000003', SK: 'N#0000000003' } });
    expect(reply.item).toMatchObject({ PK: 'U#0000003', Body: 'x'.repeat(900) });
    const page = await db.query({
      TableName: table,
      IndexName: 'ByKind',
      KeyConditionExpression: 'GPK = :kind and begins_with(GSK, :note)',
      ExpressionAttributeValues: { ':kind': 'KIND#a', ':note': 'N#00000000' },
      ScanIndexForward: false,
      Limit: 2,
    });
    expect(page.items.map(({ SK }) => SK)).toEqual(['N#0000000098', 'N#0000000096']);
  });

  it('finds nothing where there is nothing', async () => {
    const reply = await recording().get({ TableName: table, Key: { PK: 'U#9999999', SK: 'N#0' } });
    expect(reply.item).toBeNull();
  });

  it.each([
    [
      'a put, with the index that it is in',
      (db: DynamoDb) => db.put({ TableName: table, Item: { PK: 'a', SK: 'b', GPK: 'g', GSK: 's' } }),
      [
        ['write', 'put', null, 'a'],
        ['write', 'put', 'ByKind', 'g'],
      ],
    ],
    [
      'a put that is in no index',
      (db: DynamoDb) => db.put({ TableName: table, Item: { PK: 'a', SK: 'b' } }),
      [['write', 'put', null, 'a']],
    ],
    [
      'an update that leaves the index key alone',
      (db: DynamoDb) =>
        db.update({
          TableName: table,
          Key: { PK: 'U#0000002', SK: 'N#0000000002' },
          UpdateExpression: 'SET Body = :body',
          ExpressionAttributeValues: { ':body': 'y' },
        }),
      [
        ['write', 'update', null, 'U#0000002'],
        ['write', 'update', 'ByKind', 'KIND#a'],
      ],
    ],
    [
      'an update that moves the index key',
      (db: DynamoDb) =>
        db.update({
          TableName: table,
          Key: { PK: 'U#0000002', SK: 'N#0000000002' },
          UpdateExpression: 'SET #g = :kind',
          ExpressionAttributeNames: { '#g': 'GPK' },
          ExpressionAttributeValues: { ':kind': 'KIND#b' },
        }),
      [
        ['write', 'update', null, 'U#0000002'],
        ['write', 'put', 'ByKind', 'KIND#b'],
      ],
    ],
    [
      'an update of an item that nobody here knows',
      (db: DynamoDb) =>
        db.update({ TableName: table, Key: { PK: 'U#8', SK: 'N#8' }, UpdateExpression: 'SET Body = :b' }),
      [
        ['write', 'update', null, 'U#8'],
        ['write', 'update', 'ByKind', '(unknown)'],
      ],
    ],
    [
      'a batch',
      (db: DynamoDb) =>
        db.batchWrite({
          RequestItems: {
            [table]: [{ PutRequest: { Item: { PK: 'a', SK: 'b' } } }, { PutRequest: { Item: { PK: 'c', SK: 'd' } } }],
          },
        }),
      [
        ['write', 'put', null, 'a'],
        ['write', 'put', null, 'c'],
      ],
    ],
    ['a scan, which has no key', (db: DynamoDb) => db.scan({ TableName: table }), [['read', 'scan', null, null]]],
  ])('notes the keys of %s', async (_, program, expected) => {
    expect(await touched(program)).toEqual(expected);
  });
});

describe('the traces of a workload', () => {
  it('are the touches of drawn operations, pattern by pattern, the same every time', async () => {
    const traces = await traceWorkload(workload, world, 5);
    expect(traces.answered).toEqual(['note', 'log']);
    const list = traces.patterns.find(({ pattern }) => pattern === 'list');
    const expected = [0, 1, 2, 3, 4].map((operation) => {
      const { userId } = new Draw(world, operation).any(workload.entities.note as never) as { userId: number };
      return `U#${String(userId).padStart(7, '0')}`;
    });
    expect(list?.operations.map((touches) => touches[0]?.key)).toEqual(expected);
    expect(list?.operations[0]?.[0]).toMatchObject({ unlimited: true, sortPrefix: 'N#', strong: false });
    expect(await traceWorkload(workload, world, 5)).toEqual(traces);
  });

  it('count programs that break on an answer that is not there', async () => {
    const [first, ...others] = workload.patterns;
    const breaks = {
      ...first,
      dynamodb: async (db: DynamoDb) =>
        (await db.get({ TableName: table, Key: { PK: 'x', SK: 'y' } })).item?.PK?.toString().length ?? fail(),
    };
    const traces = await traceWorkload({ ...workload, patterns: [breaks as never, ...others] }, world, 3);
    expect(traces.patterns[0]).toMatchObject({
      brokenOff: 3,
      operations: [[{ key: 'x' }], [{ key: 'x' }], [{ key: 'x' }]],
    });
  });
});

function fail(): never {
  throw new TypeError('nothing came');
}
