import type { Image, ItemRead, Operation, SingleWrite, Write } from '../../../capacity/operation.ts';
import type { Consistency } from '../../../capacity/read-units.ts';
import type { TableDefinition } from '../../../capacity/table-definition.ts';
import type { Consumed } from '../../../measure/measurement.ts';
import type { DynamoDb, Item, ItemReply, ItemsReply, PageReply, WriteReply } from '../../../workload/dynamodb-port.ts';
import { OperationFailed } from '../../../workload/operation-failed.ts';
import { itemImage } from '../item-image.ts';
import type { Input } from '../request.ts';
import type { DynamoDbSession } from '../session.ts';
import { fetches, keyIn, queryImage, scanImage } from './page-image.ts';

/** One request of a program: what it read and wrote, and what the engine says it cost. */
export interface AuditedRequest {
  /** Whole items before and after it. Two where one request reads with both consistencies. */
  readonly operations: readonly Operation[];
  readonly reported: readonly Consumed[];
}

/** How the requests are sent: each in a session of its own; and items and pages as they lie there. */
export interface AuditSource {
  session(): DynamoDbSession;
  /** Read consistently; in the order asked for. */
  items(table: string, keys: readonly Item[]): Promise<readonly (Item | null)[]>;
  page(input: Input<'Query'>, kind: 'Query' | 'Scan'): Promise<readonly Item[]>;
}

type Told = () => Promise<readonly Operation[] | null>;

/**
 * DynamoDB as one operation sees it, with the items around each request read as well: those that a read evaluates before
 * it, those that a write touches before and after it. Requests go one after the other, so that no image is another's.
 */
export class AuditedDynamoDb implements DynamoDb {
  readonly requests: AuditedRequest[] = [];
  /** What was at each place before it was written, in the order of writing; `null` where nothing was. */
  readonly written: { readonly table: string; readonly key: Item; readonly before: Item | null }[] = [];
  /** Requests without a reported cost (they failed), or of which the items had changed meanwhile. */
  notCompared = 0;
  readonly #tables: ReadonlyMap<string, TableDefinition>;
  readonly #source: AuditSource;
  #last: Promise<unknown> = Promise.resolve();

  constructor(tables: ReadonlyMap<string, TableDefinition>, source: AuditSource) {
    this.#tables = tables;
    this.#source = source;
  }

  get(input: Input<'GetItem'>): Promise<ItemReply> {
    return this.#inTurn(async () => {
      const [item] = await this.#read([[input.TableName, input.Key]]);
      const consistency = consistencyOf(input.ConsistentRead);
      return this.#ask(
        (session) => session.get(withUnits(input)),
        async () => (item === undefined ? null : [{ operation: 'GetItem', consistency, ...item }]),
      );
    });
  }

  batchGet(input: Input<'BatchGetItem'>): Promise<ItemsReply> {
    return this.#inTurn(async () => {
      const parts = Object.entries(input.RequestItems ?? {}).flatMap(([table, { Keys = [], ConsistentRead }]) =>
        Keys.map((key) => ({ at: [table, key] as const, consistency: consistencyOf(ConsistentRead) })),
      );
      const items = await this.#read(parts.map(({ at }) => at));
      const operations = (['eventual', 'strong'] as const).flatMap((consistency): Operation[] => {
        const own = items.filter((_, at) => parts[at]?.consistency === consistency);
        return own.length === 0 ? [] : [{ operation: 'BatchGetItem', consistency, items: own }];
      });
      return this.#ask(
        (session) => session.batchGet(withUnits(input)),
        async () => operations,
      );
    });
  }

  transactGet(input: Input<'TransactGetItems'>): Promise<{ readonly items: readonly (Item | null)[] }> {
    return this.#inTurn(async () => {
      const items = await this.#read((input.TransactItems ?? []).map(({ Get }) => [Get?.TableName, Get?.Key] as const));
      return this.#ask(
        (session) => session.transactGet(withUnits(input)),
        async () => [{ operation: 'TransactGetItems', items }],
      );
    });
  }

  query(input: Input<'Query'>): Promise<PageReply> {
    return this.#page('Query', input, (session) => session.query(withUnits(input)), queryImage);
  }

  scan(input: Input<'Scan'>): Promise<PageReply> {
    return this.#page('Scan', input, (session) => session.scan(withUnits(input)), scanImage);
  }

  put(input: Input<'PutItem'>): Promise<WriteReply> {
    const { TableName: table = '', Item: item = {} } = input;
    const key = keyIn(item, this.#table(table));
    return this.#write('PutItem', table, key, (session) => session.put(withUnits(input)));
  }

  update(input: Input<'UpdateItem'>): Promise<WriteReply> {
    return this.#write('UpdateItem', input.TableName, input.Key, (session) => session.update(withUnits(input)));
  }

  delete(input: Input<'DeleteItem'>): Promise<WriteReply> {
    return this.#write('DeleteItem', input.TableName, input.Key, (session) => session.delete(withUnits(input)));
  }

  batchWrite(input: Input<'BatchWriteItem'>): Promise<void> {
    const places = Object.entries(input.RequestItems ?? {}).flatMap(([table, writes]) =>
      writes.map(({ PutRequest: put, DeleteRequest: remove }) => {
        const key = put === undefined ? remove?.Key : keyIn(put.Item ?? {}, this.#table(table));
        return [table, key] as const;
      }),
    );
    return this.#around(
      places,
      (session) => session.batchWrite(withUnits(input)),
      (writes) => [{ operation: 'BatchWriteItem', writes }],
    );
  }

  transactWrite(input: Input<'TransactWriteItems'>): Promise<void> {
    const actions = input.TransactItems ?? [];
    const places = actions.map(({ Put: put, Update: update, Delete: remove, ConditionCheck: check }) => {
      if (put !== undefined) return [put.TableName, keyIn(put.Item ?? {}, this.#table(put.TableName))] as const;
      const other = update ?? remove ?? check;
      return [other?.TableName, other?.Key] as const;
    });
    return this.#around(
      places,
      (session) => session.transactWrite(withUnits(input)),
      (writes) => [
        {
          operation: 'TransactWriteItems',
          cancelled: false,
          writes: writes.map((write, at) =>
            actions[at]?.ConditionCheck === undefined ? write : { table: write.table, conditionCheck: write.before },
          ),
        },
      ],
    );
  }

  #write(
    operation: SingleWrite['operation'],
    table: string | undefined,
    key: Item | undefined,
    send: (session: DynamoDbSession) => Promise<WriteReply>,
  ): Promise<WriteReply> {
    return this.#around([[table, key]], send, (writes) =>
      writes.map((write) => ({ operation, conditionFailed: false, ...write })),
    );
  }

  #around<Reply>(
    places: readonly Place[],
    send: (session: DynamoDbSession) => Promise<Reply>,
    told: (writes: readonly Write[]) => readonly Operation[],
  ): Promise<Reply> {
    return this.#inTurn(async () => {
      const before = await this.#read(places, (place) => this.written.push(place));
      return this.#ask(send, async () => {
        const after = await this.#read(places);
        return told(before.map(({ table, item }, at) => ({ table, before: item, after: after[at]?.item ?? null })));
      });
    });
  }

  #page<Asked extends Input<'Query'> | Input<'Scan'>>(
    operation: 'Query' | 'Scan',
    input: Asked,
    send: (session: DynamoDbSession) => Promise<PageReply>,
    imageOf: (input: Asked, isGlobal: boolean) => Input<'Query'>,
  ): Promise<PageReply> {
    return this.#inTurn(async () => {
      const table = this.#table(input.TableName);
      const index = table.indexes.find(({ name }) => name === input.IndexName) ?? null;
      const entries = await this.#source.page(imageOf(input, index?.kind === 'global'), operation);
      const fetch = fetches(input, index);
      const items = fetch ? await this.#read(entries.map((entry) => [table.name, keyIn(entry, table)] as const)) : [];
      const page = fetch ? items.flatMap(({ item }) => (item === null ? [] : [item])) : entries.map(itemImage);
      const consistency = consistencyOf(input.ConsistentRead);
      let evaluated = 0;
      return this.#ask(
        async (session) => {
          const reply = await send(session);
          evaluated = reply.scannedCount;
          return reply;
        },
        async () =>
          evaluated === page.length ? [{ operation, table, index, consistency, fetch, pages: [page] }] : null,
      );
    });
  }

  /** `told` is asked when the answer is there; `null` where the items are not those of the request. */
  async #ask<Reply>(send: (session: DynamoDbSession) => Promise<Reply>, told: Told): Promise<Reply> {
    const session = this.#source.session();
    try {
      const reply = await send(session);
      const operations = await told();
      if (operations === null) this.notCompared++;
      else this.requests.push({ operations, reported: session.cost.consumed });
      return reply;
    } catch (error) {
      // DynamoDB reports no units with an error.
      if (error instanceof OperationFailed) this.notCompared++;
      throw error;
    }
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #read(
    places: readonly Place[],
    onFound: (found: (typeof this.written)[number]) => void = () => {},
  ): Promise<readonly ItemRead[]> {
    const items: (ItemRead | undefined)[] = new Array(places.length).fill(undefined);
    for (const name of new Set(places.map(([table]) => table))) {
      const own = places.flatMap(([table], at) => (table === name ? [at] : []));
      const table = this.#table(name);
      const found = await this.#source.items(
        table.name,
        own.map((at) => places[at]?.[1] ?? {}),
      );
      for (const [k, at] of own.entries()) {
        const before = found[k] ?? null;
        items[at] = { table, item: imageOf(before) };
        onFound({ table: table.name, key: places[at]?.[1] ?? {}, before });
      }
    }
    return items.filter((item) => item !== undefined);
  }

  #table(name: string | undefined): TableDefinition {
    const table = this.#tables.get(name ?? '');
    if (table === undefined) throw new OperationFailed('server', null, `no table ${name} in the workload's layout`);
    return table;
  }
}

type Place = readonly [table: string | undefined, key: Item | undefined];

/** Whatever a program asks for: by table and index. */
function withUnits<Asked extends object>(input: Asked): Asked & { readonly ReturnConsumedCapacity: 'INDEXES' } {
  return { ...input, ReturnConsumedCapacity: 'INDEXES' };
}

function imageOf(item: Item | null): Image {
  return item === null ? null : itemImage(item);
}

function consistencyOf(consistentRead: boolean | undefined): Consistency {
  return consistentRead === true ? 'strong' : 'eventual';
}
