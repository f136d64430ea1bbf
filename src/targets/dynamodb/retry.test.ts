import { describe, expect, it } from 'vitest';
import type { Answered, Connection, Exchange, Failure } from './connection.ts';
import { answeredError, broken, malformed, timedOut } from './failure.ts';
import type { Input, OperationName } from './request.ts';
import { backOffMs, type RetryPolicy, withRetries } from './retry.ts';

const policy: RetryPolicy = { attempts: 3, baseMs: 4, capMs: 10, jitter: 'none', attemptTimeoutMs: null };

const answer: Answered<'GetItem'> = {
  state: 'answered',
  attempts: 1,
  poolWaitUs: 5,
  bytes: 20,
  items: 1,
  evaluated: 1,
  unprocessed: 0,
  consumed: [],
  read: () => ({ Item: { PK: 'a' } }),
};

/** Gives what it was told to, in order, and keeps what it was asked. */
class Told implements Connection {
  readonly asked: { input: unknown; timeoutMs: number }[] = [];
  readonly #outcomes: (Failure | null)[];

  constructor(...outcomes: (Failure | null)[]) {
    this.#outcomes = outcomes;
  }

  async send<Name extends OperationName>(
    _operation: Name,
    input: Input<Name>,
    timeoutMs: number,
    onSent?: () => void,
  ): Promise<Exchange<Name>> {
    this.asked.push({ input, timeoutMs });
    onSent?.();
    const failure = this.#outcomes.shift() ?? null;
    return failure === null
      ? (answer as Exchange<OperationName> as Exchange<Name>)
      : { state: 'failed', attempts: 1, poolWaitUs: 5, ...failure };
  }

  warm = async (): Promise<null> => null;
  close = async (): Promise<void> => {};
}

const get = { TableName: 'T', Key: { PK: 'a' } };
const throttled = answeredError(400, 'ThrottlingException', 'slow down');
const conditional = answeredError(400, 'ConditionalCheckFailedException', 'no');

it.each([
  ['the first', 1, 4],
  ['the second', 2, 8],
  ['a late one, at the cap', 5, 10],
])('after %s failure the whole back-off is waited without jitter', (_which, attempt, ms) => {
  expect(backOffMs(policy, attempt, () => 0.25)).toBe(ms);
});

it('with full jitter a random part of it is', () => {
  expect(backOffMs({ ...policy, jitter: 'full' }, 2, () => 0.25)).toBe(2);
});

describe('with three attempts', () => {
  it.each<[string, (Failure | null)[], object]>([
    ['an answer is taken at once', [null], { state: 'answered', attempts: 1, poolWaitUs: 5 }],
    ['throttling is tried again', [throttled, null], { state: 'answered', attempts: 2, poolWaitUs: 10, items: 1 }],
    ['a broken connection is tried again', [broken('reset'), null], { state: 'answered', attempts: 2 }],
    ['a timeout is tried again', [timedOut('late'), timedOut('late'), null], { state: 'answered', attempts: 3 }],
    [
      'a server error is tried again',
      [answeredError(500, 'InternalServerError', 'oh'), null],
      { state: 'answered', attempts: 2 },
    ],
    [
      'three failures are the end',
      [throttled, throttled, throttled, null],
      { state: 'failed', kind: 'throttled', attempts: 3, poolWaitUs: 15 },
    ],
    [
      'a condition is not tried again',
      [conditional, null],
      { state: 'failed', code: 'ConditionalCheckFailedException', attempts: 1 },
    ],
    ['nonsense is not tried again', [malformed('html'), null], { state: 'failed', kind: 'malformed', attempts: 1 }],
  ])('%s', async (_what, outcomes, expected) => {
    let sent = 0;
    const told = new Told(...outcomes);
    const exchange = await withRetries(told, policy).send('GetItem', get, 1_000, () => sent++);
    expect(exchange).toMatchObject(expected);
    expect(sent).toBe(exchange.attempts);
    if (exchange.state === 'answered') expect(exchange.read()).toEqual({ Item: { PK: 'a' } });
  });

  it('does not begin what could not end in time', async () => {
    const told = new Told(throttled, null);
    const slow = { ...policy, baseMs: 5_000, capMs: 5_000 };
    expect(await withRetries(told, slow).send('GetItem', get, 1_000)).toMatchObject({ kind: 'throttled', attempts: 1 });
  });

  it('gives each attempt its own time, and never more than is left', async () => {
    let nowMs = 0;
    const told = new Told(timedOut('late'), timedOut('late'), null);
    const clock = () => {
      nowMs += 10;
      return nowMs;
    };
    await withRetries(told, { ...policy, attemptTimeoutMs: 80 }, () => 0, clock).send('GetItem', get, 100);
    expect(told.asked.map(({ timeoutMs }) => timeoutMs)).toEqual([80, 70, 50]);
  });

  it('sends a transaction under one token, so that it is not done twice', async () => {
    const told = new Told(broken('reset'), null);
    await withRetries(told, policy).send('TransactWriteItems', { TransactItems: [] }, 1_000);
    const tokens = told.asked.map(({ input }) => (input as Input<'TransactWriteItems'>).ClientRequestToken);
    expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(tokens[1]).toBe(tokens[0]);
    const own = new Told(null);
    await withRetries(own, policy).send('TransactWriteItems', { TransactItems: [], ClientRequestToken: 'mine' }, 1_000);
    expect(own.asked[0]?.input).toMatchObject({ ClientRequestToken: 'mine' });
  });
});

it('one attempt is the connection itself', () => {
  const told = new Told();
  expect(withRetries(told, { ...policy, attempts: 1 })).toBe(told);
});
