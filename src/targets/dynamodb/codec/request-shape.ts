import type { OperationName } from '../request.ts';
import { type Members, members } from './shape.ts';

const expected = {
  map: { members: members('Exists ComparisonOperator', { Value: 'value', AttributeValueList: 'values' }) },
} as const;
const conditions = { map: { members: members('ComparisonOperator', { AttributeValueList: 'values' }) } } as const;
const values = { ExpressionAttributeValues: 'attributes' } as const;

const item = 'TableName ExpressionAttributeNames';
const check = `${item} ConditionExpression ReturnValuesOnConditionCheckFailure`;
const write = `${check} ReturnValues ReturnConsumedCapacity ReturnItemCollectionMetrics ConditionalOperator`;
const read = `${item} ReturnConsumedCapacity ConsistentRead AttributesToGet ProjectionExpression`;
const page = `${read} IndexName Select Limit ConditionalOperator FilterExpression`;

/** The members of each operation's request (API version 2012-08-10, the legacy parameters included). */
export const requestMembers: Readonly<Record<OperationName, Members>> = {
  GetItem: members(read, { Key: 'attributes' }),
  BatchGetItem: members('ReturnConsumedCapacity', {
    RequestItems: {
      map: {
        members: members('AttributesToGet ConsistentRead ProjectionExpression ExpressionAttributeNames', {
          Keys: { list: 'attributes' },
        }),
      },
    },
  }),
  Query: members(`${page} KeyConditionExpression ScanIndexForward`, {
    ...values,
    ExclusiveStartKey: 'attributes',
    KeyConditions: conditions,
    QueryFilter: conditions,
  }),
  Scan: members(`${page} TotalSegments Segment`, {
    ...values,
    ExclusiveStartKey: 'attributes',
    ScanFilter: conditions,
  }),
  PutItem: members(write, { ...values, Item: 'attributes', Expected: expected }),
  UpdateItem: members(`${write} UpdateExpression`, {
    ...values,
    Key: 'attributes',
    Expected: expected,
    AttributeUpdates: { map: { members: members('Action', { Value: 'value' }) } },
  }),
  DeleteItem: members(write, { ...values, Key: 'attributes', Expected: expected }),
  BatchWriteItem: members('ReturnConsumedCapacity ReturnItemCollectionMetrics', {
    RequestItems: {
      map: {
        list: {
          members: new Map([
            ['PutRequest', { members: new Map([['Item', 'attributes']]) }],
            ['DeleteRequest', { members: new Map([['Key', 'attributes']]) }],
          ]),
        },
      },
    },
  }),
  TransactGetItems: members('ReturnConsumedCapacity', {
    TransactItems: {
      list: {
        members: new Map([['Get', { members: members(`${item} ProjectionExpression`, { Key: 'attributes' }) }]]),
      },
    },
  }),
  TransactWriteItems: members('ReturnConsumedCapacity ReturnItemCollectionMetrics ClientRequestToken', {
    TransactItems: {
      list: {
        members: new Map([
          ['ConditionCheck', { members: members(check, { ...values, Key: 'attributes' }) }],
          ['Put', { members: members(check, { ...values, Item: 'attributes' }) }],
          ['Delete', { members: members(check, { ...values, Key: 'attributes' }) }],
          ['Update', { members: members(`${check} UpdateExpression`, { ...values, Key: 'attributes' }) }],
        ]),
      },
    },
  }),
};
