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
 * Reads what accounting needs from an answer's body (its bytes, a character each), in one walk that makes no values of it.
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

  /** The outline, or what is wrong with the body. */
  read(operation: OperationName, body: string): AnswerOutline | string {
    this.#operation = operation;
    this.#wrong = null;
    this.#items = null;
    this.#scanned = null;
    this.#unprocessed = 0;
    this.#consumed = [];
    this.#members = 0;
    this.#known = 0;
    const end = visitMembers(body, skipSpace(body, 0), this);
    if (end < 0) return 'it is not a JSON object';
    if (skipSpace(body, end) !== body.length) return 'something follows its JSON object';
    return this.#wrong ?? this.#outline();
  }

  #outline(): AnswerOutline | string {
    if (this.#items === null && needed[this.#operation] !== undefined) return `it is no answer to a ${this.#operation}`;
    if (this.#members > 0 && this.#known === 0) return `it is no answer to a ${this.#operation}`;
    const items = this.#items ?? 0;
    return { items, evaluated: this.#scanned ?? items, unprocessed: this.#unprocessed, consumed: this.#consumed };
  }

  member(name: string, text: string, from: number, to: number): void {
    this.#members++;
    const role = roles[this.#operation].get(name);
    if (role === undefined) return;
    this.#known++;
    if (text.charCodeAt(from) === 0x6e) return;
    if (!this.#take(role, text, from, to)) this.#wrong ??= `its ${name} is not what a ${this.#operation} answers`;
  }

  /** Whether the value is one that the member can have. */
  #take(role: Role, text: string, from: number, to: number): boolean {
    switch (role) {
      case 'item':
        this.#items = 1;
        return isObject(text, from);
      case 'items':
        return text.charCodeAt(from) === 0x5b;
      case 'count':
        this.#items = Number(text.slice(from, to));
        return isCount(this.#items);
      case 'scanned':
        this.#scanned = Number(text.slice(from, to));
        return isCount(this.#scanned);
      case 'consumed': {
        const consumed = this.#memo.of(this.#operation, text.slice(from, to));
        this.#consumed = consumed ?? [];
        return consumed !== null;
      }
      case 'itemsByTable':
        this.#items = sumOfMembers(text, from, countElements);
        return this.#items >= 0;
      case 'gets':
        this.#items = countItems(text, from);
        return this.#items >= 0;
      case 'keysLeft':
        this.#unprocessed = sumOfMembers(text, from, countKeys);
        return this.#unprocessed >= 0;
      case 'writesLeft':
        this.#unprocessed = sumOfMembers(text, from, countElements);
        return this.#unprocessed >= 0;
      case 'aside':
        return isObject(text, from);
    }
  }
}

const isObject = (text: string, at: number): boolean => text.charCodeAt(at) === 0x7b;

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** −1 where the value is no object, or one of its members none that can be counted. */
function sumOfMembers(text: string, at: number, count: (text: string, at: number) => number): number {
  let sum = 0;
  const end = visitMembers(text, at, {
    member(_name, _text, from) {
      const counted = count(text, from);
      sum = counted < 0 || sum < 0 ? -1 : sum + counted;
    },
  });
  return end < 0 ? -1 : sum;
}

function countElements(text: string, at: number): number {
  let count = 0;
  const end = visitElements(text, at, () => {
    count++;
  });
  return end < 0 ? -1 : count;
}

/** The keys of a table in `UnprocessedKeys`. */
function countKeys(text: string, at: number): number {
  let count = -1;
  visitMembers(text, at, {
    member(name, _text, from) {
      if (name === 'Keys') count = countElements(text, from);
    },
  });
  return count;
}

/** How many of a transaction's `Responses` hold an item. */
function countItems(text: string, at: number): number {
  let items = 0;
  const end = visitElements(text, at, (from) => {
    visitMembers(text, from, {
      member(name, _text, value) {
        if (name === 'Item' && isObject(text, value)) items++;
      },
    });
  });
  return end < 0 ? -1 : items;
}
