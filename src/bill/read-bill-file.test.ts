import { describe, expect, it } from 'vitest';
import { sentence } from '../workload/problem.ts';
import { priceTable } from './price-table.ts';
import { readBillFile } from './read-bill-file.ts';

function problemsOf(file: unknown): readonly string[] {
  const read = readBillFile(file, priceTable());
  return read.ok ? [] : read.problems.map(sentence);
}

const onDemand = { table: 'A', class: 'standard', mode: 'on-demand' };
const provisioned = { table: 'A', class: 'standard', mode: 'provisioned' };
const infrequent = { table: 'A', class: 'standard-ia', mode: 'provisioned' };
const rds = { engine: 'rds', class: 'db.t4g.small' };

const file = (fields: object) => ({ region: 'us-east-1', dynamodb: [], ...fields });
const tables = (...all: object[]) => ({ region: 'us-east-1', dynamodb: all });
const database = (fields: object) => ({ region: 'us-east-1', postgres: fields });

const largest = 'expected a number from 0 to 9007199254740991';

describe('bad input is told with its place', () => {
  it.each<[string, unknown, string]>([
    ['no object', [], 'the file: found [], expected an object'],
    ['null', null, 'the file: found null, expected an object'],
    [
      'no region',
      { dynamodb: [] },
      'region: found nothing, expected one of us-east-1, us-west-2, eu-west-1, ap-northeast-1, ap-northeast-2',
    ],
    [
      'a region that nobody has',
      file({ region: 'mars-1' }),
      'region: found "mars-1", expected one of us-east-1, us-west-2, eu-west-1, ap-northeast-1, ap-northeast-2',
    ],
    [
      'a misspelt region',
      file({ region: 'eu-west1' }),
      'region: found "eu-west1", expected eu-west-1 (one of us-east-1, us-west-2, eu-west-1, ap-northeast-1, ap-northeast-2)',
    ],
    [
      'neither side',
      { region: 'us-east-1' },
      'the file: found neither dynamodb nor postgres, expected one of them, or both',
    ],
    [
      'an unknown field',
      file({ hours: 730 }),
      'hours: found an unknown field, expected one of region, hoursPerMonth, freeTier, dynamodb, postgres',
    ],
    [
      'a field of the prototype',
      file(JSON.parse('{"__proto__": 1}')),
      '__proto__: found an unknown field, expected one of region, hoursPerMonth, freeTier, dynamodb, postgres',
    ],
    [
      'no hours',
      file({ hoursPerMonth: 0 }),
      'hoursPerMonth: found 0, expected a number above 0, at most 744 (31 days)',
    ],
    [
      'more hours than a month has',
      file({ hoursPerMonth: 745 }),
      'hoursPerMonth: found 745, expected a number above 0, at most 744 (31 days)',
    ],
    [
      'hours as text',
      file({ hoursPerMonth: '730' }),
      'hoursPerMonth: found "730", expected a number above 0, at most 744 (31 days)',
    ],
    ['a free tier that is no answer', file({ freeTier: 1 }), 'freeTier: found 1, expected true or false'],
    ['tables as an object', file({ dynamodb: {} }), 'dynamodb: found {}, expected a list'],
    ['a table that is none', file({ dynamodb: ['A'] }), 'dynamodb[0]: found "A", expected an object'],
    ['a database that is none', database([]), 'postgres: found [], expected an object'],
    [
      'no engine',
      database({ storageGb: 1 }),
      'postgres.engine: found nothing, expected one of rds, aurora-serverless-v2',
    ],
    [
      'an unknown engine',
      database({ engine: 'aurora' }),
      'postgres.engine: found "aurora", expected one of rds, aurora-serverless-v2',
    ],
    [
      'no instance class',
      database({ engine: 'rds' }),
      'postgres.class: found nothing, expected one of db.t4g.micro, db.t4g.small, db.t4g.medium, db.t4g.large, db.m6g.large, db.m7g.large, db.r6g.large, db.r7g.large',
    ],
    [
      'an unknown instance class',
      database({ ...rds, class: 'db.x2g.16xlarge' }),
      'postgres.class: found "db.x2g.16xlarge", expected one of db.t4g.micro, db.t4g.small, db.t4g.medium, db.t4g.large, db.m6g.large, db.m7g.large, db.r6g.large, db.r7g.large',
    ],
    ['Multi-AZ as text', database({ ...rds, multiAz: 'no' }), 'postgres.multiAz: found "no", expected true or false'],
    [
      'capacity units on RDS',
      database({ ...rds, acu: 1 }),
      'postgres.acu: found an unknown field, expected one of engine, class, multiAz, storageGb, backupGb',
    ],
    [
      'an instance class on Aurora Serverless',
      database({ engine: 'aurora-serverless-v2', class: 'db.r7g.large' }),
      'postgres.class: found an unknown field, expected one of engine, acu, storageGb, ioRequests',
    ],
    [
      'negative capacity units',
      database({ engine: 'aurora-serverless-v2', acu: -0.5 }),
      `postgres.acu: found -0.5, ${largest}`,
    ],
  ])('%s', (_, bad, expected) => {
    expect(problemsOf(bad)).toEqual([expected]);
  });

  it('all of it at once', () => {
    const bad = {
      region: 'nowhere',
      freeTier: 'yes',
      dynamodb: [{ ...onDemand, readUnits: -1, indexes: [{ index: 'I', writeUnits: -1 }] }, { table: 'A' }],
      postgres: { engine: 'rds', class: 'none', storageGb: -1 },
    };
    const read = readBillFile(bad, priceTable());
    expect(read.ok ? [] : read.problems.map(({ place }) => place)).toEqual([
      'region',
      'freeTier',
      'dynamodb[0].readUnits',
      'dynamodb[0].indexes[0].writeUnits',
      'dynamodb[1].table',
      'dynamodb[1].class',
      'dynamodb[1].mode',
      'postgres.storageGb',
      'postgres.class',
    ]);
  });
});

describe('good input', () => {
  it('an omitted quantity is 0', () => {
    const read = readBillFile(
      tables(onDemand, { ...provisioned, table: 'B', indexes: [{ index: 'I' }] }),
      priceTable(),
    );
    const none = { storageGb: 0, pitr: false, backupGb: 0, restoreGb: 0, streamReads: 0 };
    expect(read).toEqual({
      ok: true,
      value: {
        region: 'us-east-1',
        freeTier: false,
        dynamodb: [
          { ...onDemand, ...none, readUnits: 0, writeUnits: 0, replicatedWriteUnits: 0, indexes: [] },
          {
            ...{ ...provisioned, table: 'B', ...none, readCapacity: 0, writeCapacity: 0 },
            indexes: [{ index: 'I', storageGb: 0, readCapacity: 0, writeCapacity: 0 }],
          },
        ],
      },
    });
  });

  it.each<[string, unknown]>([
    [
      '0 of what the mode does not have',
      tables(
        { ...onDemand, readCapacity: 0 },
        { ...provisioned, table: 'B', readUnits: 0, writeUnits: 0, replicatedWriteUnits: 0 },
      ),
    ],
    ['a reservation of nothing', tables({ ...infrequent, reserved: { termYears: 1, readCapacity: 0 } })],
    [
      'phases that add up to a month, though not in floating point',
      tables({ ...provisioned, phases: Array.from({ length: 10 }, () => ({ hours: 74.4 })) }),
    ],
    [
      'the same index name on two tables',
      tables({ ...onDemand, indexes: [{ index: 'I' }] }, { ...onDemand, table: 'B', indexes: [{ index: 'I' }] }),
    ],
    ['no tables', { region: 'us-east-1', dynamodb: [] }],
    ['a class whose price is not known here', { region: 'us-west-2', postgres: rds }],
    ['the longest month', file({ hoursPerMonth: 744 })],
  ])('%s', (_, good) => {
    expect(problemsOf(good)).toEqual([]);
  });

  it('without prices, regions and instance classes are not looked at', () => {
    const other = { region: 'mars-1', postgres: { engine: 'rds', class: 'db.huge' } };
    expect(readBillFile(other).ok).toBe(true);
  });
});
