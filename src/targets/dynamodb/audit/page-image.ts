import { type IndexDefinition, keyAttributes, type TableDefinition } from '../../../capacity/table-definition.ts';
import type { Item } from '../../../workload/dynamodb-port.ts';
import type { Input } from '../request.ts';

type PageInput = Input<'Query'> | Input<'Scan'>;

/**
 * The request that reads the very items that a page's request evaluates, whole as the table or index holds them: without
 * filter, projection and COUNT, none of which changes what is read. A global index can only be read as it is at the time.
 */
export function queryImage(input: Input<'Query'>, isGlobal: boolean): Input<'Query'> {
  const { KeyConditionExpression: asked, KeyConditions } = input;
  return {
    ...whole(input, isGlobal),
    ...(asked === undefined ? {} : { KeyConditionExpression: asked, ...used(asked, input) }),
    ...(KeyConditions === undefined ? {} : { KeyConditions }),
    ...(input.ScanIndexForward === undefined ? {} : { ScanIndexForward: input.ScanIndexForward }),
  };
}

export function scanImage(input: Input<'Scan'>, isGlobal: boolean): Input<'Scan'> {
  const { Segment, TotalSegments } = input;
  return {
    ...whole(input, isGlobal),
    ...(Segment === undefined || TotalSegments === undefined ? {} : { Segment, TotalSegments }),
  };
}

function whole({ TableName, IndexName, Limit, ExclusiveStartKey }: PageInput, isGlobal: boolean) {
  return {
    TableName,
    ...(IndexName === undefined ? {} : { IndexName }),
    ...(Limit === undefined ? {} : { Limit }),
    ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
    ConsistentRead: !isGlobal,
    ReturnConsumedCapacity: 'NONE' as const,
  };
}

/** DynamoDB refuses names and values that no expression uses. */
function used(expression: string, { ExpressionAttributeNames, ExpressionAttributeValues }: PageInput) {
  const words = new Set(expression.match(/[#:]\w+/g));
  const of = <Value>(map: Record<string, Value> | undefined): Record<string, Value> | undefined => {
    const kept = Object.entries(map ?? {}).filter(([name]) => words.has(name));
    return kept.length === 0 ? undefined : Object.fromEntries(kept);
  };
  const names = of(ExpressionAttributeNames);
  const values = of(ExpressionAttributeValues);
  return {
    ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
    ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
  };
}

/** Whether a read of a local index asks for attributes that the index does not hold. */
export function fetches(input: PageInput, index: IndexDefinition | null): boolean {
  if (index === null || index.kind === 'global' || index.attributes === null) return false;
  if (input.Select === 'ALL_ATTRIBUTES') return true;
  const { attributes } = index;
  const asked = (input.ProjectionExpression ?? '').split(',').map((path) => path.trim().split(/[.[]/)[0] ?? '');
  const names = asked.filter((name) => name !== '').map((name) => input.ExpressionAttributeNames?.[name] ?? name);
  return [...names, ...(input.AttributesToGet ?? [])].some((name) => !attributes.includes(name));
}

/** The primary key that a record has. */
export function keyIn(item: Item, { key }: TableDefinition): Item {
  return Object.fromEntries(keyAttributes(key).map(({ name }) => [name, item[name]]));
}
