import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localCopyFolder, ownCache } from '../engines/engines.fixture.ts';
import { findJava } from '../engines/java.ts';
import type { RunningEngine } from '../engines/running-engine.ts';
import { startDynamoDb } from '../engines/start-dynamodb.ts';
import type { Consumed } from '../measure/measurement.ts';
import type { Item } from './attribute-value.ts';
import { consumedBy } from './consumed-by.ts';
import { asReportedBy } from './engine-faults.ts';
import {
  type Charged,
  cases,
  faults,
  type Make,
  maker,
  ordersParameters,
  ordersTable,
  query,
  single,
  valuesParameters,
  valuesTable,
} from './local-cases.fixture.ts';
import { keyOf, requestsOf, standing } from './local-requests.fixture.ts';
import type { Operation, SingleWrite } from './operation.ts';
import { padded } from './samples.fixture.ts';

// Our rules beside what DynamoDB Local reports, operation by operation.

const java = await findJava(process.env);

const own = ownCache({ keep: false });
let engine: RunningEngine | undefined;

interface Reported {
  readonly TableName: string;
  readonly Table?: { readonly CapacityUnits: number };
  readonly LocalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits: number }>>;
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits: number }>>;
}

interface Answer {
  readonly message?: string;
  readonly ConsumedCapacity?: Reported | readonly Reported[];
  readonly LastEvaluatedKey?: unknown;
  readonly Count?: number;
}

async function ask(operation: string, input: object): Promise<Answer> {
  const response = await fetch(engine?.url ?? '', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as Answer;
  if (!response.ok) throw new Error(`${operation}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

function reportedBy(answers: readonly Answer[]): Charged {
  const charged: Record<string, number> = {};
  const charge = (to: string, units: number) => {
    if (units > 0) charged[to] = (charged[to] ?? 0) + units;
  };
  for (const one of answers.flatMap(({ ConsumedCapacity: reported = [] }) => reported)) {
    charge(one.TableName, one.Table?.CapacityUnits ?? 0);
    for (const local of Object.values(one.LocalSecondaryIndexes ?? {})) charge(one.TableName, local.CapacityUnits);
    for (const [name, global] of Object.entries(one.GlobalSecondaryIndexes ?? {})) {
      charge(`${one.TableName}/${name}`, global.CapacityUnits);
    }
  }
  return charged;
}

function countedFor(operation: Operation): Charged {
  return chargedOf(consumedBy(operation));
}

function chargedOf(consumed: readonly Consumed[]): Charged {
  return Object.fromEntries(
    consumed.map(({ table, index, read, write }) => [index === null ? table : `${table}/${index}`, read + write]),
  );
}

async function reportedFor(operation: Operation, make: Make): Promise<Charged> {
  for (const { table, item } of standing(operation)) await ask('PutItem', { TableName: table.name, Item: item });
  const answers: Answer[] = [];
  for (const { operation: name, input } of requestsOf(operation, keyOf(make(), ordersTable)))
    answers.push(await ask(name, input));
  return reportedBy(answers);
}

const sizes = fc.integer({ min: 200, max: 5000 });
const images = fc
  .record({
    texts: fc.record(
      {
        G1: fc.constantFrom('x', 'y'),
        G2: fc.constantFrom('x', 'y'),
        G3: fc.constantFrom('x', 'y'),
        L1: fc.constantFrom('x', 'y'),
        note: fc.constantFrom('m', '한'),
      },
      { requiredKeys: [] },
    ),
    bytes: sizes,
  })
  .map(
    ({ texts, bytes }) =>
      (make: Make) =>
        padded(make(texts as Record<string, string>), bytes),
  );
const change = fc.record({
  kind: fc.constantFrom('PutItem', 'UpdateItem', 'DeleteItem' as const),
  before: fc.option(images, { nil: null }),
  after: images,
});

describe.skipIf(!java.found)('DynamoDB Local (where Java is) reports what we count', () => {
  beforeAll(async () => {
    const env = { ...process.env, PATTERNBENCH_DYNAMODB_LOCAL: await localCopyFolder() };
    engine = await startDynamoDb('local', { ...own.options, env });
    for (const parameters of [ordersParameters, valuesParameters]) {
      await ask('CreateTable', { ...parameters, BillingMode: 'PAY_PER_REQUEST' });
    }
  }, 600_000);

  afterAll(async () => {
    await engine?.stop();
    own.remove();
  });

  it.each(cases)('%s', async (_words, of) => {
    const make = maker();
    const operation = of(make);
    expect(await reportedFor(operation, make)).toEqual(countedFor(operation));
  });

  it('a Scan of the whole table, COUNT or not', async () => {
    await ask('PutItem', { TableName: 'values', Item: { id: { S: 'scanned' }, pad: { S: 'x'.repeat(9000) } } });
    const whole = await ask('Scan', { TableName: 'values', ReturnConsumedCapacity: 'INDEXES' });
    const items = (whole as Answer & { readonly Items: readonly Item[] }).Items;
    const counted = await ask('Scan', { TableName: 'values', Select: 'COUNT', ReturnConsumedCapacity: 'INDEXES' });
    const operation = { ...query([items]), operation: 'Scan', table: valuesTable } as const;
    expect(reportedBy([whole])).toEqual(countedFor(operation as Operation));
    expect(reportedBy([counted])).toEqual(reportedBy([whole]));
  });

  it.each([
    ['a number written otherwise', { N: '1' }, { N: '1.00' }],
    ['another number', { N: '1' }, { N: '2' }],
  ])('an index key of %s, in an index of several attributes', async (_words, rank, other) => {
    const make = maker();
    const of = (one: { N: string }): Item => ({
      id: make().PK ?? { S: '' },
      rank: one,
      digest: { B: 'QQ==' },
      b: { S: 'b' },
      c: { S: 'c' },
    });
    const operation: Operation = { ...single('PutItem', of(rank), of(other)), table: valuesTable } as SingleWrite;
    expect(await reportedFor(operation, make)).toEqual(countedFor(operation));
  });

  it.each(faults)('%s, which is a fault of it', async (_words, of, local, ours) => {
    const make = maker();
    const operation = of(make);
    expect({ local: await reportedFor(operation, make), ours: countedFor(operation) }).toEqual({ local, ours });
    const known = asReportedBy('dynamodb-local', operation);
    expect(chargedOf(known.consumed)).toEqual(local);
    expect(known.faults).not.toEqual([]);
  });

  it('200 changes of an item with indexes, drawn at random', async () => {
    await fc.assert(
      fc.asyncProperty(change, async ({ kind, before, after }) => {
        const make = maker();
        const operation = single(kind, before?.(make) ?? null, kind === 'DeleteItem' ? null : after(make));
        expect(await reportedFor(operation, make)).toEqual(countedFor(operation));
      }),
      { numRuns: 200, seed: 6 },
    );
  }, 60_000);
});
