import { keyAttributes, type TableDefinition } from '../../capacity/table-definition.ts';
import { equalities, keyText, matches, prefixOf } from '../../targets/dynamodb/key-condition.ts';
import type { DynamoDb, Item, ItemReply, ItemsReply, PageReply, WriteReply } from '../../workload/dynamodb-port.ts';
import { type KnownItems, partitionNames } from './known-items.ts';
import { type Touch, unknownKey } from './touch.ts';

type Input<Method extends keyof DynamoDb> = Parameters<DynamoDb[Method]>[0];

/**
 * DynamoDB as a program sees it, without an engine: notes which partition keys each request touches, and answers with the
 * items of the dataset's small entities, or with nothing. Writes change nothing.
 */
export class RecordingDynamoDb implements DynamoDb {
  readonly touches: Touch[] = [];
  readonly #tables: ReadonlyMap<string, TableDefinition>;
  readonly #known: KnownItems;

  constructor(tables: ReadonlyMap<string, TableDefinition>, known: KnownItems) {
    this.#tables = tables;
    this.#known = known;
  }

  async get({ TableName: table = '', Key: key = {}, ConsistentRead }: Input<'get'>): Promise<ItemReply> {
    return { item: this.#read(table, key, ConsistentRead === true) };
  }

  async batchGet({ RequestItems: requests = {} }: Input<'batchGet'>): Promise<ItemsReply> {
    const items = Object.entries(requests).flatMap(([table, { Keys: keys = [], ConsistentRead }]) =>
      keys.map((key) => this.#read(table, key, ConsistentRead === true)),
    );
    return { items: items.filter((item) => item !== null) };
  }

  async transactGet({ TransactItems: requests = [] }: Input<'transactGet'>) {
    return { items: requests.map(({ Get: get }) => this.#read(get?.TableName ?? '', get?.Key ?? {}, true)) };
  }

  async query(input: Input<'query'>): Promise<PageReply> {
    const { TableName: table = '', IndexName: index = null, Limit: limit, ScanIndexForward: forward = true } = input;
    const definition = this.#tables.get(table);
    const of = definition?.indexes.find(({ name }) => name === index)?.key ?? definition?.key;
    const equal = equalities(input.KeyConditionExpression, input);
    const key = of === undefined ? null : keyText(partitionNames(of), (name) => equal.get(name));
    const sort = of?.sort[0]?.name;
    const asked = input.KeyConditionExpression;
    this.#touch(table, index, key, {
      kind: 'read',
      access: 'query',
      strong: input.ConsistentRead === true,
      unlimited: limit === undefined,
      sortPrefix: prefixOf(sort, asked, input),
    });
    if (key === null || of === undefined) return page([]);
    const isAsked = matches(asked, input);
    const found = this.#known.partition(table, index, key).filter(isAsked);
    const sorted = sort === undefined ? found : found.toSorted((one, other) => compared(one[sort], other[sort]));
    return page((forward ? sorted : sorted.reverse()).slice(0, limit));
  }

  async scan(input: Input<'scan'>): Promise<PageReply> {
    const { TableName: table = '', IndexName: index = null } = input;
    this.#touch(table, index, null, {
      kind: 'read',
      access: 'scan',
      strong: input.ConsistentRead === true,
      unlimited: input.Limit === undefined,
    });
    return page([]);
  }

  async put({ TableName: table = '', Item: item = {} }: Input<'put'>): Promise<WriteReply> {
    this.#written(table, item, 'put');
    return { attributes: null };
  }

  async update(input: Input<'update'>): Promise<WriteReply> {
    const { TableName: table = '', Key: key = {} } = input;
    const before = this.#known.item(table, key);
    const set = Object.fromEntries(equalities(input.UpdateExpression, input));
    this.#written(table, { ...before, ...set, ...key }, 'update', before === null, new Set(Object.keys(set)));
    return { attributes: before };
  }

  async delete({ TableName: table = '', Key: key = {} }: Input<'delete'>): Promise<WriteReply> {
    const before = this.#known.item(table, key);
    this.#written(table, { ...before, ...key }, 'delete', before === null);
    return { attributes: before };
  }

  async batchWrite({ RequestItems: requests = {} }: Input<'batchWrite'>): Promise<void> {
    for (const [table, writes] of Object.entries(requests)) {
      for (const { PutRequest: put, DeleteRequest: remove } of writes) {
        if (put?.Item !== undefined) this.#written(table, put.Item, 'put');
        if (remove?.Key !== undefined) this.#written(table, remove.Key, 'delete', true);
      }
    }
  }

  async transactWrite({ TransactItems: actions = [] }: Input<'transactWrite'>): Promise<void> {
    for (const { Put: put, Update: update, Delete: remove, ConditionCheck: check } of actions) {
      if (put !== undefined) await this.put(put);
      if (update !== undefined) await this.update(update);
      if (remove !== undefined) await this.delete(remove);
      if (check !== undefined) this.#written(check.TableName ?? '', check.Key ?? {}, 'update', false, new Set());
    }
  }

  #read(table: string, key: Item, strong: boolean): Item | null {
    const definition = this.#tables.get(table);
    const text = definition === undefined ? null : keyText(partitionNames(definition.key), (name) => key[name]);
    this.#touch(table, null, text, { kind: 'read', access: 'item', strong });
    return this.#known.item(table, key);
  }

  /** `partly`: only some of the item's attributes are known. `set`: those that an update changes. */
  #written(table: string, item: Item, access: 'put' | 'update' | 'delete', partly = false, set?: Set<string>): void {
    const definition = this.#tables.get(table);
    if (definition === undefined) return;
    const keyOf = (names: readonly string[]) => keyText(names, (name) => item[name]);
    this.#touch(table, null, keyOf(partitionNames(definition.key)), { kind: 'write', access });
    for (const index of definition.indexes) {
      const names = keyAttributes(index.key).map(({ name }) => name);
      const isHeld = names.every((name) => item[name] !== undefined);
      if (!isHeld && !partly) continue;
      const key = isHeld ? keyOf(partitionNames(index.key)) : unknownKey;
      const moves = access !== 'update' || names.some((name) => set?.has(name) === true);
      this.#touch(table, index.name, key, { kind: 'write', access: moves ? 'put' : 'update' });
    }
  }

  #touch(table: string, index: string | null, key: string | null, how: How): void {
    this.touches.push({ table, index, key, strong: false, unlimited: false, sortPrefix: null, ...how });
  }
}

type How = Pick<Touch, 'kind' | 'access'> & Partial<Touch>;

function page(items: readonly Item[]): PageReply {
  return { items, count: items.length, scannedCount: items.length, lastKey: null };
}

function compared(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [a, b] = [String(one), String(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}
