import type { TableDefinition } from '../capacity/table-definition.ts';
import type { Consumed } from '../measure/measurement.ts';
import { equalities, keyText, type Placeholders } from '../targets/dynamodb/key-condition.ts';
import type { Observed } from '../targets/dynamodb/observer.ts';
import type { Item } from '../workload/dynamodb-port.ts';
import type { MeasuredRequest } from './measured-operation.ts';

export type Tables = ReadonlyMap<string, TableDefinition>;

/**
 * What one request asked and what its answer's counters say: one value, and of a batch or transaction one for each of its
 * tables, the first of which has the bytes. `keeps`: the request itself is kept, and at most so many of the items that came back.
 */
export function measuredRequests(observed: Observed, tables: Tables, keeps: number | null): MeasuredRequest[] {
  const measured = formsOf(observed, tables).map(
    (form): MeasuredRequest => ({
      ...form,
      ...countersOf(observed),
      input: keeps === null ? null : { ...observed.input },
    }),
  );
  if (observed.exchange.state === 'failed') return measured;
  const mostItems = keeps ?? 0;
  const items = itemsOf(observed);
  if (measured.length === 1) return measured.map((one) => ({ ...one, items: items.all().slice(0, mostItems) }));
  return measured.map((one, at) => {
    const found = items.of(one.table);
    const consumed = one.consumed.filter(({ table }) => table === one.table);
    const bytes = at === 0 ? one.bytes : 0;
    const count = found.length;
    return { ...one, consumed, bytes, returned: count, evaluated: count, items: found.slice(0, mostItems) };
  });
}

type Counters = Pick<MeasuredRequest, 'evaluated' | 'returned' | 'bytes' | 'consumed' | 'items' | 'refused'>;

function countersOf({ exchange }: Observed): Counters {
  if (exchange.state === 'failed') {
    const none: readonly Consumed[] = [];
    return { evaluated: 0, returned: 0, bytes: 0, consumed: none, items: [], refused: exchange.code ?? exchange.kind };
  }
  const { evaluated, items: returned, bytes, consumed } = exchange;
  return { evaluated, returned, bytes, consumed, items: [], refused: null };
}

type Form = Omit<MeasuredRequest, keyof Counters | 'input'>;

const plain = { index: null, keyCondition: null, filter: null, limit: null, countsOnly: false } as const;
const writing = { ...plain, access: 'write', consistency: null } as const;
const readingKeys = { ...plain, access: 'key' } as const;

function formsOf(observed: Observed, tables: Tables): Form[] {
  const { operation, input } = observed;
  switch (operation) {
    case 'GetItem':
      return [
        { ...readingKeys, operation, ...keyed(input.TableName, input.Key, tables), consistency: consistency(input) },
      ];
    case 'PutItem':
      return [{ ...writing, operation, ...keyed(input.TableName, input.Item, tables) }];
    case 'UpdateItem':
    case 'DeleteItem':
      return [{ ...writing, operation, ...keyed(input.TableName, input.Key, tables) }];
    case 'Query':
    case 'Scan':
      return [pageForm(observed, tables)];
    case 'BatchGetItem':
      return Object.entries(input.RequestItems ?? {}).map(([table, keys]) => ({
        ...readingKeys,
        operation,
        table,
        key: null,
        consistency: consistency(keys),
      }));
    case 'BatchWriteItem':
      return Object.keys(input.RequestItems ?? {}).map((table) => ({ ...writing, operation, table, key: null }));
    case 'TransactGetItems':
      return distinct((input.TransactItems ?? []).map(({ Get }) => Get?.TableName)).map((table) => ({
        ...readingKeys,
        operation,
        table,
        key: null,
        consistency: 'transactional',
      }));
    case 'TransactWriteItems':
      return distinct(
        (input.TransactItems ?? []).map(
          ({ Put, Update, Delete, ConditionCheck }) => (Put ?? Update ?? Delete ?? ConditionCheck)?.TableName,
        ),
      ).map((table) => ({ ...writing, operation, table, key: null, consistency: 'transactional' }));
  }
}

function pageForm(observed: Extract<Observed, { operation: 'Query' | 'Scan' }>, tables: Tables): Form {
  const { operation, input } = observed;
  const { TableName: table = '', IndexName: index = null, FilterExpression: filter, Limit: limit = null } = input;
  const isQuery = operation === 'Query';
  const condition = isQuery ? input.KeyConditionExpression : undefined;
  const definition = tables.get(table);
  const key = definition?.indexes.find(({ name }) => name === index)?.key ?? definition?.key;
  const equal = equalities(condition, input);
  return {
    operation,
    table,
    index,
    access: isQuery ? (index === null ? 'key' : 'index') : 'scan',
    consistency: consistency(input),
    keyCondition: withNames(condition, input),
    filter: withNames(filter, input),
    limit,
    countsOnly: input.Select === 'COUNT',
    key: key === undefined || !isQuery ? null : keyText(partitionNames(key), (name) => equal.get(name)),
  };
}

function keyed(table = '', item: Item = {}, tables: Tables): { readonly table: string; readonly key: string | null } {
  const key = tables.get(table)?.key;
  return { table, key: key === undefined ? null : keyText(partitionNames(key), (name) => item[name]) };
}

const partitionNames = (key: TableDefinition['key']): readonly string[] => key.partition.map(({ name }) => name);

const consistency = ({ ConsistentRead }: { readonly ConsistentRead?: boolean | undefined }): 'strong' | 'eventual' =>
  ConsistentRead === true ? 'strong' : 'eventual';

/** An expression with the names behind its `#` placeholders. */
export function withNames(
  expression: string | undefined,
  { ExpressionAttributeNames: names }: Placeholders,
): string | null {
  return expression?.replace(/#\w+/g, (placeholder) => names?.[placeholder] ?? placeholder) ?? null;
}

function distinct(tables: readonly (string | undefined)[]): string[] {
  return [...new Set(tables.flatMap((table) => table ?? []))];
}

interface Items {
  all(): readonly Item[];
  of(table: string): readonly Item[];
}

/** The items of an answer; none of one that cannot be read, which the program itself has failed on. */
function itemsOf(observed: Observed): Items {
  const byTable = new Map<string, Item[]>();
  const add = (table: string, items: readonly (Item | undefined)[]): void => {
    byTable.set(table, [...(byTable.get(table) ?? []), ...items.filter((item) => item !== undefined)]);
  };
  try {
    addItems(observed, add);
  } catch {
    byTable.clear();
  }
  return { all: () => [...byTable.values()].flat(), of: (table) => byTable.get(table) ?? [] };
}

function addItems(observed: Observed, add: (table: string, items: readonly (Item | undefined)[]) => void): void {
  if (observed.exchange.state === 'failed') return;
  switch (observed.operation) {
    case 'GetItem':
      add('', [observed.exchange.read().Item]);
      break;
    case 'Query':
    case 'Scan':
      add('', observed.exchange.read().Items ?? []);
      break;
    case 'BatchGetItem':
      for (const [table, items] of Object.entries(observed.exchange.read().Responses ?? {})) add(table, items);
      break;
    case 'TransactGetItems': {
      const found = observed.exchange.read().Responses ?? [];
      for (const [at, { Get }] of (observed.input.TransactItems ?? []).entries())
        add(Get?.TableName ?? '', [found[at]?.Item]);
      break;
    }
  }
}
