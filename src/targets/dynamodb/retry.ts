import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection, Exchange, Failure } from './connection.ts';
import type { Input, OperationName } from './request.ts';

/** An application's policy, to be replayed: before attempt n + 1 it waits up to min(`capMs`, `baseMs` × 2ⁿ⁻¹). */
export interface RetryPolicy {
  /** With the first one. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly capMs: number;
  /** `full`: a random part of that time; `none`: all of it. */
  readonly jitter: 'full' | 'none';
  /** What one attempt may take; `null`: whatever is left. */
  readonly attemptTimeoutMs: number | null;
}

/** How long to wait after the n-th attempt, from 1 on. `random`: from 0 up to 1. */
export function backOffMs({ baseMs, capMs, jitter }: RetryPolicy, attempt: number, random: () => number): number {
  const mostMs = Math.min(capMs, baseMs * 2 ** (attempt - 1));
  return jitter === 'full' ? mostMs * random() : mostMs;
}

/** The same connection, trying again what AWS's SDKs try again. A policy of one attempt changes nothing. */
export function withRetries(
  connection: Connection,
  policy: RetryPolicy,
  random: () => number = Math.random,
  clock: () => number = () => performance.now(),
): Connection {
  const alone = policy.attempts <= 1 && policy.attemptTimeoutMs === null;
  return alone ? connection : new RetryingConnection(connection, policy, random, clock);
}

class RetryingConnection implements Connection {
  readonly #connection: Connection;
  readonly #policy: RetryPolicy;
  readonly #random: () => number;
  readonly #clock: () => number;

  constructor(connection: Connection, policy: RetryPolicy, random: () => number, clock: () => number) {
    this.#connection = connection;
    this.#policy = policy;
    this.#random = random;
    this.#clock = clock;
  }

  async send<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    timeoutMs: number,
    onSent?: () => void,
  ): Promise<Exchange<Name>> {
    const { attempts, attemptTimeoutMs } = this.#policy;
    const deadlineMs = this.#clock() + timeoutMs;
    const same = withToken(operation, input);
    let poolWaitUs = 0;
    for (let attempt = 1; ; attempt++) {
      const leftMs = deadlineMs - this.#clock();
      const exchange = await this.#connection.send(
        operation,
        same,
        Math.min(leftMs, attemptTimeoutMs ?? leftMs),
        onSent,
      );
      poolWaitUs += exchange.poolWaitUs;
      if (exchange.state === 'answered' && attempt === 1) return exchange;
      const waitMs = backOffMs(this.#policy, attempt, this.#random);
      const again = exchange.state === 'failed' && exchange.retryable && attempt < attempts;
      if (!again || this.#clock() + waitMs >= deadlineMs) return tried(exchange, attempt, poolWaitUs);
      await sleep(waitMs);
    }
  }

  warm(connections: number, timeoutMs: number): Promise<Failure | null> {
    return this.#connection.warm(connections, timeoutMs);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

/** The SDK makes a transaction's token once for all of its attempts, so that it is not done twice. */
function withToken<Name extends OperationName>(operation: Name, input: Input<Name>): Input<Name> {
  if (operation !== 'TransactWriteItems') return input;
  const { ClientRequestToken } = input as Input<'TransactWriteItems'>;
  return { ...input, ClientRequestToken: ClientRequestToken ?? randomUUID() };
}

function tried<Name extends OperationName>(
  exchange: Exchange<Name>,
  attempts: number,
  poolWaitUs: number,
): Exchange<Name> {
  if (exchange.state === 'failed') return { ...exchange, attempts, poolWaitUs };
  const { bytes, items, evaluated, unprocessed, consumed } = exchange;
  const read = () => exchange.read();
  return { state: 'answered', attempts, poolWaitUs, bytes, items, evaluated, unprocessed, consumed, read };
}
