import { describe, expect, it } from 'vitest';
import { writeBatch } from './batch-writer.ts';
import type { Connection, Failure } from './connection.ts';
import type { Input } from './request.ts';

type Reply = { readonly takes: number } | Failure;
type Requests = NonNullable<Input<'BatchWriteItem'>['RequestItems']>;

const throttled: Failure = { kind: 'throttled', code: 'ThrottlingException', detail: 'slow down', retryable: true };
const refused: Failure = { kind: 'server', code: 'ValidationException', detail: 'no key', retryable: false };
const unreachable: Failure = { kind: 'connection', code: null, detail: 'ECONNREFUSED', retryable: true };

/** A DynamoDB that takes so many items of each request, or fails it; the last reply stands for all that follow. */
function dynamoDb(replies: readonly Reply[]) {
  const taken: unknown[] = [];
  const sizes: number[] = [];
  const send = async (_: string, input: Input<'BatchWriteItem'>) => {
    const requests: Requests = input.RequestItems ?? {};
    const items = requests.T ?? [];
    const reply = replies[Math.min(sizes.length, replies.length - 1)] ?? { takes: 0 };
    sizes.push(items.length);
    const tries = { attempts: 1, poolWaitUs: 0 };
    if ('kind' in reply) return { state: 'failed', ...tries, ...reply };
    taken.push(...items.slice(0, reply.takes).map(({ PutRequest }) => PutRequest?.Item?.n));
    const left = items.slice(reply.takes);
    return { state: 'answered', ...tries, read: () => ({ UnprocessedItems: left.length > 0 ? { T: left } : {} }) };
  };
  return { connection: { send } as unknown as Connection, taken, sizes };
}

const items = Array.from({ length: 25 }, (_, n) => ({ n }));

/** Writes the items; gives how long it would have waited. */
async function write(connection: Connection): Promise<number[]> {
  const waits: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    waits.push(ms);
  };
  await writeBatch({ connection, random: () => 0.5, sleep }, 'T', items);
  return waits;
}

describe('a batch', () => {
  it('is written in one request where DynamoDB takes all of it', async () => {
    const { connection, sizes } = dynamoDb([{ takes: 25 }]);
    expect(await write(connection)).toEqual([]);
    expect(sizes).toEqual([25]);
  });

  it('is sent again with what was left unprocessed, until nothing is', async () => {
    const { connection, taken, sizes } = dynamoDb([{ takes: 10 }, { takes: 14 }, { takes: 25 }]);
    expect(await write(connection)).toEqual([50, 50]);
    expect(sizes).toEqual([25, 15, 1]);
    expect(taken).toEqual(items.map(({ n }) => n));
  });

  it('waits twice as long each time that nothing of it was taken', async () => {
    const { connection } = dynamoDb([throttled, throttled, { takes: 0 }, throttled, { takes: 25 }]);
    expect(await write(connection)).toEqual([100, 200, 400, 800]);
  });

  it('waits less again after some of it was taken', async () => {
    const { connection } = dynamoDb([throttled, throttled, { takes: 5 }, { takes: 25 }]);
    expect(await write(connection)).toEqual([100, 200, 50]);
  });

  it('is given up after twelve tries of which nothing came', async () => {
    const { connection, sizes } = dynamoDb([throttled]);
    await expect(write(connection)).rejects.toMatchObject({ kind: 'throttled', code: 'ThrottlingException' });
    expect(sizes.length).toBe(12);
    const stubborn = dynamoDb([{ takes: 0 }]);
    await expect(write(stubborn.connection)).rejects.toThrow('DynamoDB took none of 25 items in 12 tries');
  });

  it('is given up sooner where nobody answers, and at once where it is refused', async () => {
    const gone = dynamoDb([unreachable]);
    await expect(write(gone.connection)).rejects.toMatchObject({ kind: 'connection' });
    expect(gone.sizes.length).toBe(4);
    const strict = dynamoDb([refused]);
    await expect(write(strict.connection)).rejects.toMatchObject({ kind: 'server', code: 'ValidationException' });
    expect(strict.sizes.length).toBe(1);
  });
});
