import type { OperationName } from '../request.ts';
import type { Shape } from './shape.ts';

const collection: Shape = { members: new Map([['ItemCollectionKey', 'attributes']]) };
const collections: Shape = { map: { list: collection } };

const page: Shape = {
  members: new Map<string, Shape>([
    ['Items', { list: 'attributes' }],
    ['LastEvaluatedKey', 'attributes'],
  ]),
};
const write: Shape = {
  members: new Map<string, Shape>([
    ['Attributes', 'attributes'],
    ['ItemCollectionMetrics', collection],
  ]),
};

/** Where attribute values stand in each operation's answer. Members that are not named are plain. */
export const answerShapes: Readonly<Record<OperationName, Shape>> = {
  GetItem: { members: new Map([['Item', 'attributes']]) },
  BatchGetItem: {
    members: new Map<string, Shape>([
      ['Responses', { map: { list: 'attributes' } }],
      ['UnprocessedKeys', { map: { members: new Map([['Keys', { list: 'attributes' }]]) } }],
    ]),
  },
  Query: page,
  Scan: page,
  PutItem: write,
  UpdateItem: write,
  DeleteItem: write,
  BatchWriteItem: {
    members: new Map<string, Shape>([
      [
        'UnprocessedItems',
        {
          map: {
            list: {
              members: new Map([
                ['PutRequest', { members: new Map([['Item', 'attributes']]) }],
                ['DeleteRequest', { members: new Map([['Key', 'attributes']]) }],
              ]),
            },
          },
        },
      ],
      ['ItemCollectionMetrics', collections],
    ]),
  },
  TransactGetItems: { members: new Map([['Responses', { list: { members: new Map([['Item', 'attributes']]) } }]]) },
  TransactWriteItems: { members: new Map([['ItemCollectionMetrics', collections]]) },
};
