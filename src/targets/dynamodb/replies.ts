import type { Item, ItemReply, ItemsReply, PageReply, WriteReply } from '../../workload/dynamodb-port.ts';
import { OperationFailed } from '../../workload/operation-failed.ts';
import { UnreadableAnswer } from './codec/unreadable-answer.ts';
import type { Answered } from './connection.ts';
import type { OperationName, Output } from './request.ts';

// What programs are given. Nothing is parsed before a member is read; what then cannot be read fails the operation.

/** @throws {OperationFailed} */
function read<Name extends OperationName>(answer: Answered<Name>): Output<Name> {
  try {
    return answer.read();
  } catch (error) {
    if (error instanceof UnreadableAnswer) throw new OperationFailed('malformed', null, error.message);
    throw error;
  }
}

export class LazyItem implements ItemReply {
  readonly #answer: Answered<'GetItem'>;

  constructor(answer: Answered<'GetItem'>) {
    this.#answer = answer;
  }

  get item(): Item | null {
    return read(this.#answer).Item ?? null;
  }
}

/** Of all tables, table by table. */
export class LazyItems implements ItemsReply {
  readonly #answer: Answered<'BatchGetItem'>;

  constructor(answer: Answered<'BatchGetItem'>) {
    this.#answer = answer;
  }

  get items(): readonly Item[] {
    return Object.values(read(this.#answer).Responses ?? {}).flat();
  }
}

export class LazyPage implements PageReply {
  readonly #answer: Answered<'Query'> | Answered<'Scan'>;

  constructor(answer: Answered<'Query'> | Answered<'Scan'>) {
    this.#answer = answer;
  }

  get items(): readonly Item[] {
    return this.#read().Items ?? [];
  }

  get count(): number {
    return this.#answer.items;
  }

  get scannedCount(): number {
    return this.#answer.evaluated;
  }

  get lastKey(): Item | null {
    return this.#read().LastEvaluatedKey ?? null;
  }

  #read(): Output<'Query'> | Output<'Scan'> {
    return read<'Query' | 'Scan'>(this.#answer);
  }
}

export class LazyWrite implements WriteReply {
  readonly #answer: Answered<'PutItem'> | Answered<'UpdateItem'> | Answered<'DeleteItem'>;

  constructor(answer: Answered<'PutItem'> | Answered<'UpdateItem'> | Answered<'DeleteItem'>) {
    this.#answer = answer;
  }

  get attributes(): Item | null {
    return read<'PutItem' | 'UpdateItem' | 'DeleteItem'>(this.#answer).Attributes ?? null;
  }
}

/** In the order in which they were asked for. */
export class LazyTransactItems {
  readonly #answer: Answered<'TransactGetItems'>;

  constructor(answer: Answered<'TransactGetItems'>) {
    this.#answer = answer;
  }

  get items(): readonly (Item | null)[] {
    return (read(this.#answer).Responses ?? []).map(({ Item: item }) => item ?? null);
  }
}
