import type { Cost } from '../../measure/measurement.ts';
import type { DynamoDb, Item, ItemReply, ItemsReply, PageReply, WriteReply } from '../../workload/dynamodb-port.ts';
import { OperationFailed } from '../../workload/operation-failed.ts';
import { addConsumed } from './codec/consumed.ts';
import type { Answered, Connection } from './connection.ts';
import { LazyItem, LazyItems, LazyPage, LazyTransactItems, LazyWrite } from './replies.ts';
import type { Input, OperationName } from './request.ts';

/** DynamoDB as one operation sees it. It counts what the operation costs, and ends it when its time is up. */
export class DynamoDbSession implements DynamoDb {
  readonly cost: Cost = { requests: 0, items: 0, evaluated: 0, bytes: 0, consumed: [] };
  /** When the first request went out; `null` as long as none has. On the clock, as all moments. */
  sentUs: number | null = null;
  /** When the last answer came, an error or none at all included. */
  answeredUs: number | null = null;
  poolWaitUs = 0;
  readonly #connection: Connection;
  readonly #clock: () => number;
  readonly #deadlineUs: number;

  /** `clock`: microseconds, monotonic. `deadlineUs`: when the time of the operation, over all of its requests, is up. */
  constructor(connection: Connection, clock: () => number, deadlineUs: number) {
    this.#connection = connection;
    this.#clock = clock;
    this.#deadlineUs = deadlineUs;
  }

  async get(input: Input<'GetItem'>): Promise<ItemReply> {
    return new LazyItem(await this.#ask('GetItem', input));
  }

  async batchGet(input: Input<'BatchGetItem'>): Promise<ItemsReply> {
    return new LazyItems(processed(await this.#ask('BatchGetItem', input), 'keys'));
  }

  async query(input: Input<'Query'>): Promise<PageReply> {
    return new LazyPage(await this.#ask('Query', input));
  }

  async scan(input: Input<'Scan'>): Promise<PageReply> {
    return new LazyPage(await this.#ask('Scan', input));
  }

  async put(input: Input<'PutItem'>): Promise<WriteReply> {
    return new LazyWrite(await this.#ask('PutItem', input));
  }

  async update(input: Input<'UpdateItem'>): Promise<WriteReply> {
    return new LazyWrite(await this.#ask('UpdateItem', input));
  }

  async delete(input: Input<'DeleteItem'>): Promise<WriteReply> {
    return new LazyWrite(await this.#ask('DeleteItem', input));
  }

  async batchWrite(input: Input<'BatchWriteItem'>): Promise<void> {
    processed(await this.#ask('BatchWriteItem', input), 'writes');
  }

  async transactGet(input: Input<'TransactGetItems'>): Promise<{ readonly items: readonly (Item | null)[] }> {
    return new LazyTransactItems(await this.#ask('TransactGetItems', input));
  }

  async transactWrite(input: Input<'TransactWriteItems'>): Promise<void> {
    await this.#ask('TransactWriteItems', input);
  }

  async #ask<Name extends OperationName>(operation: Name, input: Input<Name>): Promise<Answered<Name>> {
    const leftMs = (this.#deadlineUs - this.#clock()) / 1_000;
    if (leftMs <= 0) {
      throw new OperationFailed('timeout', null, "the operation's time was up before its next request");
    }
    const exchange = await this.#connection.send(operation, input, leftMs, this.#onSent);
    this.answeredUs = this.#clock();
    const { cost } = this;
    cost.requests += exchange.attempts;
    this.poolWaitUs += exchange.poolWaitUs;
    if (exchange.state === 'failed') throw new OperationFailed(exchange.kind, exchange.code, exchange.detail);
    cost.items += exchange.items;
    cost.evaluated += exchange.evaluated;
    cost.bytes += exchange.bytes;
    addConsumed(cost.consumed, exchange.consumed);
    return exchange;
  }

  readonly #onSent = (): void => {
    this.sentUs ??= this.#clock();
  };
}

/** A batch is done when all of it is: what DynamoDB did not get to was too much for it at that moment. */
function processed<Name extends OperationName>(answer: Answered<Name>, what: string): Answered<Name> {
  if (answer.unprocessed === 0) return answer;
  throw new OperationFailed('throttled', null, `${answer.unprocessed} ${what} of the batch were left unprocessed`);
}
