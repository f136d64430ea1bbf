import type { Consumed } from '../../../measure/measurement.ts';
import type { OperationName } from '../request.ts';
import { ConsumedMemo } from './consumed-memo.ts';
import { type MemberVisitor, skipSpace, visitElements, visitMembers } from './json-scan.ts';

/** What accounting needs to know of an answer. */
export interface AnswerOutline {
  readonly items: number;
  readonly evaluated: number;
  /** Keys or writes of a batch that DynamoDB did not get to. */
  readonly unprocessed: number;
  readonly consumed: readonly Consumed[];
}

/** What a member of an answer says. */
type Role =
  | 'item'
  | 'items'
  | 'count'
  | 'scanned'
  | 'consumed'
  | 'itemsByTable'
  | 'gets'
  | 'keysLeft'
  | 'writesLeft'
  | 'aside';

const page = { Items: 'items', Count: 'count', ScannedCount: 'scanned', LastEvaluatedKey: 'aside' } as const;
const write = { Attributes: 'item', ItemCollectionMetrics: 'aside' } as const;

const roles: Readonly<Record<OperationName, ReadonlyMap<string, Role>>> = {
  GetItem: rolesOf({ Item: 'item' }),
  BatchGetItem: rolesOf({ Responses: 'itemsByTable', UnprocessedKeys: 'keysLeft' }),
  Query: rolesOf(page),
  Scan: rolesOf(page),
  PutItem: rolesOf(write),
  UpdateItem: rolesOf(write),
  DeleteItem: rolesOf(write),
  BatchWriteItem: rolesOf({ UnprocessedItems: 'writesLeft', ItemCollectionMetrics: 'aside' }),
  TransactGetItems: rolesOf({ Responses: 'gets' }),
  TransactWriteItems: rolesOf({ ItemCollectionMetrics: 'aside' }),
};

/** What an answer of these operations is never without. */
const needed: Partial<Record<OperationName, Role>> = {
  Query: 'count',
  Scan: 'count',
  BatchGetItem: 'itemsByTable',
  TransactGetItems: 'gets',
};

function rolesOf(members: Readonly<Record<string, Role>>): ReadonlyMap<string, Role> {
  return new Map([...Object.entries(members), ['ConsumedCapacity', 'consumed']]);
}

/**
 * Reads what accounting needs from an answer's body, in one walk that makes no values of it.
 * The walk proves the outline: one well-formed JSON object and nothing after it, with members of that operation's answer and
 * of the right kinds. Only `read` finds what lies deeper: a bad escape in a string, attribute values that are none.
 */
export class OutlineReader implements MemberVisitor {
  readonly #memo = new ConsumedMemo();
  #operation: OperationName = 'GetItem';
  #wrong: string | null = null;
  #items: number | null = null;
  #scanned: number | null = null;
  #unprocessed = 0;
  #consumed: readonly Consumed[] = [];
  #members = 0;
  #known = 0;

  /** The outline of the body that stands in the bytes from `from` to `to`, or what is wrong with it. */
  read(operation: OperationName, bytes: Buffer, from: number, to: number): AnswerOutline | string {
    this.#operation = operation;
    this.#wrong = null;
    this.#items = null;
    this.#scanned = null;
    this.#unprocessed = 0;
    this.#consumed = [];
    this.#members = 0;
    this.#known = 0;
    const end = visitMembers(bytes, skipSpace(bytes, from), to, this);
    if (end < 0 || end > to) return 'it is not a JSON object';
    if (end < to && skipSpace(bytes, end) < to) return 'something follows its JSON object';
    return this.#wrong ?? this.#outline();
  }

  #outline(): AnswerOutline | string {
    if (this.#items === null && needed[this.#operation] !== undefined) return `it is no answer to a ${this.#operation}`;
    if (this.#members > 0 && this.#known === 0) return `it is no answer to a ${this.#operation}`;
    const items = this.#items ?? 0;
    return { items, evaluated: this.#scanned ?? items, unprocessed: this.#unprocessed, consumed: this.#consumed };
  }

  member(name: string, bytes: Buffer, from: number, to: number): void {
    this.#members++;
    const role = roles[this.#operation].get(name);
    if (role === undefined) return;
    this.#known++;
    if (bytes[from] === 0x6e) return;
    if (!this.#take(role, bytes, from, to)) this.#wrong ??= `its ${name} is not what a ${this.#operation} answers`;
  }

  /** Whether the value is one that the member can have. */
  #take(role: Role, bytes: Buffer, from: number, to: number): boolean {
    switch (role) {
      case 'item':
        this.#items = 1;
        return bytes[from] === 0x7b;
      case 'items':
        return bytes[from] === 0x5b;
      case 'count':
        this.#items = Number(bytes.toString('latin1', from, to));
        return isCount(this.#items);
      case 'scanned':
        this.#scanned = Number(bytes.toString('latin1', from, to));
        return isCount(this.#scanned);
      case 'consumed': {
        const consumed = this.#memo.of(this.#operation, bytes.toString('latin1', from, to));
        this.#consumed = consumed ?? [];
        return consumed !== null;
      }
      case 'itemsByTable':
        this.#items = sumOfMembers(bytes, from, to, countElements);
        return this.#items >= 0;
      case 'gets':
        this.#items = countItems(bytes, from, to);
        return this.#items >= 0;
      case 'keysLeft':
        this.#unprocessed = sumOfMembers(bytes, from, to, countKeys);
        return this.#unprocessed >= 0;
      case 'writesLeft':
        this.#unprocessed = sumOfMembers(bytes, from, to, countElements);
        return this.#unprocessed >= 0;
      case 'aside':
        return bytes[from] === 0x7b;
    }
  }
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** Each of these gives −1 where the value is none that can be counted. */
type Count = (bytes: Buffer, from: number, to: number) => number;

function sumOfMembers(bytes: Buffer, from: number, to: number, count: Count): number {
  let sum = 0;
  const end = visitMembers(bytes, from, to, {
    member(_name, _bytes, at, memberEnd) {
      const counted = count(bytes, at, memberEnd);
      sum = counted < 0 || sum < 0 ? -1 : sum + counted;
    },
  });
  return end < 0 ? -1 : sum;
}

function countElements(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  const end = visitElements(bytes, from, to, () => {
    count++;
  });
  return end < 0 ? -1 : count;
}

/** The keys of a table in `UnprocessedKeys`. */
function countKeys(bytes: Buffer, from: number, to: number): number {
  let count = -1;
  visitMembers(bytes, from, to, {
    member(name, _bytes, at, end) {
      if (name === 'Keys') count = countElements(bytes, at, end);
    },
  });
  return count;
}

/** How many of a transaction's `Responses` hold an item. */
function countItems(bytes: Buffer, from: number, to: number): number {
  let items = 0;
  const end = visitElements(bytes, from, to, (at) => {
    visitMembers(bytes, at, to, {
      member(name, _bytes, value) {
        if (name === 'Item' && bytes[value] === 0x7b) items++;
      },
    });
  });
  return end < 0 ? -1 : items;
}
