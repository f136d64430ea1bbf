import { describe, expect, it } from 'vitest';
import { OperationFailed } from '../../workload/operation-failed.ts';
import { UnreadableAnswer } from './codec/unreadable-answer.ts';
import type { Answered, Connection, Exchange } from './connection.ts';
import { answeredError } from './failure.ts';
import type { Input, OperationName, Output } from './request.ts';
import { DynamoDbSession } from './session.ts';

type Given = Partial<Answered<OperationName>> | { readonly fails: ReturnType<typeof answeredError> };

/** Answers what it was told to; a request takes 100 µs to be sent and 1,000 µs more to be answered. */
class Told implements Connection {
  nowUs = 0;
  readonly asked: [operation: string, timeoutMs: number][] = [];
  readonly #given: Given[];

  constructor(...given: Given[]) {
    this.#given = given;
  }

  async send<Name extends OperationName>(
    operation: Name,
    _input: Input<Name>,
    timeoutMs: number,
    onSent?: () => void,
  ): Promise<Exchange<Name>> {
    this.asked.push([operation, timeoutMs]);
    this.nowUs += 100;
    onSent?.();
    this.nowUs += 1_000;
    const given = this.#given.shift() ?? {};
    const tries = { attempts: 1, poolWaitUs: 7 };
    if ('fails' in given) return { state: 'failed', ...tries, ...given.fails };
    const nothing = {
      bytes: 2,
      items: 0,
      evaluated: 0,
      unprocessed: 0,
      consumed: [],
      read: () => ({}) as Output<Name>,
    };
    return { state: 'answered', ...tries, ...nothing, ...given } as Answered<Name>;
  }

  warm = async (): Promise<null> => null;
  close = async (): Promise<void> => {};
}

function open(...given: Given[]): { told: Told; session: DynamoDbSession } {
  const told = new Told(...given);
  return { told, session: new DynamoDbSession(told, () => told.nowUs, 5_000_000) };
}

const get = { TableName: 'T', Key: { PK: 'a' } };
const page = { TableName: 'T' };
const half = { table: 'T', index: null, read: 0.5, write: 0 };

it('adds up what its requests cost, and remembers when they went and came', async () => {
  const { told, session } = open(
    { items: 1, evaluated: 1, bytes: 100, consumed: [half] },
    { items: 2, evaluated: 5, bytes: 400, consumed: [half, { ...half, index: 'G', read: 2 }], attempts: 3 },
  );
  told.nowUs = 1_000;
  expect([session.sentUs, session.answeredUs]).toEqual([null, null]);
  await session.get(get);
  await session.query(page);
  expect(session.cost).toEqual({
    requests: 4,
    items: 3,
    evaluated: 6,
    bytes: 500,
    consumed: [
      { table: 'T', index: null, read: 1, write: 0 },
      { table: 'T', index: 'G', read: 2, write: 0 },
    ],
  });
  expect([session.sentUs, session.answeredUs, session.poolWaitUs]).toEqual([1_100, 3_200, 14]);
});

it('parses nothing before it is looked at', async () => {
  const { session } = open({
    read: () => {
      throw new UnreadableAnswer('an item is no object');
    },
  });
  const reply = await session.get(get);
  const look = () => reply.item;
  expect(look).toThrow(OperationFailed);
  expect(look).toThrow('an item is no object');
});

describe('its replies', () => {
  const Item = { PK: 'a' };

  it('of a get', async () => {
    const { session } = open({ read: () => ({ Item }) }, {});
    expect((await session.get(get)).item).toBe(Item);
    expect((await session.get(get)).item).toBeNull();
  });

  it('of a page', async () => {
    const { session } = open(
      { items: 1, evaluated: 9, read: () => ({ Items: [Item], LastEvaluatedKey: Item }) },
      { items: 12, evaluated: 12 },
    );
    expect(await session.query(page)).toMatchObject({ items: [Item], count: 1, scannedCount: 9, lastKey: Item });
    expect(await session.scan(page)).toMatchObject({ items: [], count: 12, scannedCount: 12, lastKey: null });
  });

  it('of a batch of several tables', async () => {
    const { session } = open({ items: 2, read: () => ({ Responses: { T: [Item], U: [Item] } }) });
    expect((await session.batchGet({ RequestItems: {} })).items).toEqual([Item, Item]);
  });

  it('of writes', async () => {
    const { told, session } = open({ read: () => ({ Attributes: Item }) }, {}, {}, {}, {});
    expect((await session.put({ TableName: 'T', Item })).attributes).toBe(Item);
    expect((await session.update(get)).attributes).toBeNull();
    expect((await session.delete(get)).attributes).toBeNull();
    await session.batchWrite({ RequestItems: {} });
    await session.transactWrite({ TransactItems: [] });
    expect(told.asked.map(([operation]) => operation)).toEqual([
      'PutItem',
      'UpdateItem',
      'DeleteItem',
      'BatchWriteItem',
      'TransactWriteItems',
    ]);
  });

  it('of a transaction, in the order asked', async () => {
    const { session } = open({ read: () => ({ Responses: [{ Item }, {}] }) });
    expect((await session.transactGet({ TransactItems: [] })).items).toEqual([Item, null]);
  });
});

describe('what fails', () => {
  it('is thrown with its code, for a program that expects it, and counted', async () => {
    const { session } = open(
      { fails: answeredError(400, 'ConditionalCheckFailedException', 'The conditional request failed') },
      { items: 1 },
    );
    await expect(session.put({ TableName: 'T', Item: {} })).rejects.toMatchObject({
      kind: 'server',
      code: 'ConditionalCheckFailedException',
      message: 'ConditionalCheckFailedException: The conditional request failed',
    });
    await session.get(get);
    expect(session.cost).toMatchObject({ requests: 2, items: 1 });
  });

  it.each<[string, (session: DynamoDbSession) => Promise<unknown>, string]>([
    [
      'keys of a batch',
      (session) => session.batchGet({ RequestItems: {} }),
      '3 keys of the batch were left unprocessed',
    ],
    [
      'writes of a batch',
      (session) => session.batchWrite({ RequestItems: {} }),
      '3 writes of the batch were left unprocessed',
    ],
  ])('is a batch that left out %s: throttled', async (_what, send, message) => {
    const { session } = open({ items: 2, unprocessed: 3 });
    await expect(send(session)).rejects.toMatchObject({ kind: 'throttled', message });
    expect(session.cost.items).toBe(2);
  });
});

describe('the time of an operation', () => {
  it('is that of all of its requests together', async () => {
    const { told, session } = open();
    await session.get(get);
    await session.get(get);
    expect(told.asked.map(([, timeoutMs]) => timeoutMs)).toEqual([5_000, 4_998.9]);
  });

  it('is up before a request is sent that has none left', async () => {
    const { told, session } = open();
    told.nowUs = 5_000_000;
    await expect(session.get(get)).rejects.toMatchObject({ kind: 'timeout', code: null });
    expect(told.asked).toEqual([]);
    expect(session.sentUs).toBeNull();
  });
});
