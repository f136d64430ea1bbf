import type { Item } from './attribute-value.ts';
import type { ConditionCheck, Operation, PagedRead, Write } from './operation.ts';
import type { TableDefinition } from './table-definition.ts';
import { keyAttributes } from './table-definition.ts';

// Turns operations into requests to DynamoDB, for the test that compares our units with an engine's.

export interface DynamoDbRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const capacity = { ReturnConsumedCapacity: 'INDEXES' };

/** The items that must be there before the operation; nothing else may have their keys. */
export function standing(operation: Operation): readonly { readonly table: TableDefinition; readonly item: Item }[] {
  const images = imagesBefore(operation);
  return images.flatMap(({ table, item }) => (item === null ? [] : [{ table, item }]));
}

function imagesBefore(operation: Operation): readonly { table: TableDefinition; item: Item | null }[] {
  switch (operation.operation) {
    case 'GetItem':
      return [operation];
    case 'BatchGetItem':
    case 'TransactGetItems':
      return operation.items;
    case 'Query':
    case 'Scan':
      return operation.pages.flat().map((item) => ({ table: operation.table, item }));
    case 'BatchWriteItem':
      return operation.writes.map(({ table, before }) => ({ table, item: before }));
    case 'TransactWriteItems':
      return operation.writes.map((action) => ({
        table: action.table,
        item: 'conditionCheck' in action ? action.conditionCheck : action.before,
      }));
    default:
      return [{ table: operation.table, item: operation.before }];
  }
}

/** `missing` is a key that no item has, for the images that are none. */
export function requestsOf(operation: Operation, missing: Item): readonly DynamoDbRequest[] {
  const key = (table: TableDefinition, item: Item | null) => keyOf(item ?? missing, table);
  switch (operation.operation) {
    case 'GetItem': {
      const { table, item, consistency } = operation;
      const input = { TableName: table.name, Key: key(table, item), ConsistentRead: consistency === 'strong' };
      return [{ operation: 'GetItem', input: { ...input, ...capacity } }];
    }
    case 'BatchGetItem': {
      const ConsistentRead = operation.consistency === 'strong';
      const byTable = byTableName(operation.items);
      const requests = [...byTable].map(([name, reads]) => {
        return [name, { ConsistentRead, Keys: reads.map(({ table, item }) => key(table, item)) }] as const;
      });
      return [{ operation: 'BatchGetItem', input: { RequestItems: Object.fromEntries(requests), ...capacity } }];
    }
    case 'TransactGetItems': {
      const TransactItems = operation.items.map(({ table, item }) => ({
        Get: { TableName: table.name, Key: key(table, item) },
      }));
      return [{ operation: 'TransactGetItems', input: { TransactItems, ...capacity } }];
    }
    case 'Query':
    case 'Scan':
      return pageRequests(operation, missing);
    case 'BatchWriteItem': {
      const byTable = byTableName(operation.writes);
      const requests = [...byTable].map(
        ([name, writes]) => [name, writes.map((write) => batched(write, key))] as const,
      );
      return [{ operation: 'BatchWriteItem', input: { RequestItems: Object.fromEntries(requests), ...capacity } }];
    }
    case 'TransactWriteItems':
      return [
        {
          operation: 'TransactWriteItems',
          input: { TransactItems: operation.writes.map((action) => transacted(action, key)), ...capacity },
        },
      ];
    case 'TimeToLive':
      return [];
    default: {
      const { table, before, after } = operation;
      const TableName = table.name;
      if (after === null)
        return [{ operation: 'DeleteItem', input: { TableName, Key: key(table, before), ...capacity } }];
      if (operation.operation === 'PutItem')
        return [{ operation: 'PutItem', input: { TableName, Item: after, ...capacity } }];
      return [{ operation: 'UpdateItem', input: { TableName, ...update(table, before, after), ...capacity } }];
    }
  }
}

function byTableName<Part extends { readonly table: TableDefinition }>(parts: readonly Part[]): Map<string, Part[]> {
  const groups = new Map<string, Part[]>();
  for (const part of parts) groups.set(part.table.name, [...(groups.get(part.table.name) ?? []), part]);
  return groups;
}

/** One request a page; each goes on after the last item of the page before it. */
function pageRequests(read: PagedRead, missing: Item): readonly DynamoDbRequest[] {
  const { operation, table, index, consistency, fetch, pages } = read;
  const key = index?.key ?? table.key;
  const first = pages.flat()[0] ?? missing;
  const names = key.partition.map(({ name }) => name);
  const condition = {
    KeyConditionExpression: names.map((_name, at) => `#k${at} = :k${at}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name, at) => [`#k${at}`, name])),
    ExpressionAttributeValues: Object.fromEntries(names.map((name, at) => [`:k${at}`, first[name] ?? { S: 'none' }])),
  };
  return pages.map((page, at) => {
    const last = pages[at - 1]?.at(-1);
    const start = last === undefined ? {} : { ExclusiveStartKey: startKey(last, table, read) };
    const limit = page.length === 0 ? {} : { Limit: page.length };
    const input = {
      TableName: table.name,
      ...(index === null ? {} : { IndexName: index.name }),
      ConsistentRead: consistency === 'strong',
      ...(fetch ? { Select: 'ALL_ATTRIBUTES' } : {}),
      ...(operation === 'Query' ? condition : {}),
      ...start,
      ...limit,
      ...capacity,
    };
    return { operation, input };
  });
}

function startKey(item: Item, table: TableDefinition, { index }: PagedRead): Item {
  return index === null ? keyOf(item, table) : { ...keyOf(item, table), ...picked(item, keyAttributes(index.key)) };
}

type KeyOf = (table: TableDefinition, item: Item | null) => Item;

function batched({ table, before, after }: Write, key: KeyOf): object {
  return after === null ? { DeleteRequest: { Key: key(table, before) } } : { PutRequest: { Item: after } };
}

function transacted(action: Write | ConditionCheck, key: KeyOf): object {
  const TableName = action.table.name;
  if ('conditionCheck' in action) {
    const exists = action.conditionCheck === null ? 'attribute_not_exists' : 'attribute_exists';
    const [{ name } = { name: '' }] = action.table.key.partition;
    const Key = key(action.table, action.conditionCheck);
    return { ConditionCheck: { TableName, Key, ConditionExpression: `${exists}(${name})` } };
  }
  const { table, before, after } = action;
  if (after === null) return { Delete: { TableName, Key: key(table, before) } };
  return before === null
    ? { Put: { TableName, Item: after } }
    : { Update: { TableName, ...update(table, before, after) } };
}

/** Sets all that is there after and not of the key, and removes the rest. */
function update(table: TableDefinition, before: Item | null, after: Item): object {
  const keys = keyAttributes(table.key).map(({ name }) => name);
  const set = Object.keys(after).filter((name) => !keys.includes(name));
  const removed = Object.keys(before ?? {}).filter((name) => !Object.hasOwn(after, name));
  const clauses = [
    set.length === 0 ? '' : `SET ${set.map((_name, at) => `#s${at} = :s${at}`).join(', ')}`,
    removed.length === 0 ? '' : `REMOVE ${removed.map((_name, at) => `#r${at}`).join(', ')}`,
  ].filter((clause) => clause !== '');
  const values = Object.fromEntries(set.map((name, at) => [`:s${at}`, after[name]]));
  const Key = keyOf(after, table);
  if (clauses.length === 0) return { Key };
  return {
    Key,
    UpdateExpression: clauses.join(' '),
    ExpressionAttributeNames: Object.fromEntries([
      ...set.map((name, at) => [`#s${at}`, name]),
      ...removed.map((name, at) => [`#r${at}`, name]),
    ]),
    ...(set.length === 0 ? {} : { ExpressionAttributeValues: values }),
  };
}

export function keyOf(item: Item, table: TableDefinition): Item {
  return picked(item, keyAttributes(table.key));
}

function picked(item: Item, attributes: readonly { readonly name: string }[]): Item {
  return Object.fromEntries(attributes.flatMap(({ name }) => (item[name] === undefined ? [] : [[name, item[name]]])));
}
