import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Input, OperationName, Output } from '../request.ts';

type Options = Parameters<DynamoDBDocumentClient['send']>[1];

type Senders = {
  readonly [Name in OperationName]: (
    client: DynamoDBDocumentClient,
    input: Input<Name>,
    options: Options,
  ) => Promise<Output<Name>>;
};

/** lib-dynamodb's command for each operation. */
export const senders: Senders = {
  GetItem: (client, input, options) => client.send(new GetCommand(input), options),
  BatchGetItem: (client, input, options) => client.send(new BatchGetCommand(input), options),
  Query: (client, input, options) => client.send(new QueryCommand(input), options),
  Scan: (client, input, options) => client.send(new ScanCommand(input), options),
  PutItem: (client, input, options) => client.send(new PutCommand(input), options),
  UpdateItem: (client, input, options) => client.send(new UpdateCommand(input), options),
  DeleteItem: (client, input, options) => client.send(new DeleteCommand(input), options),
  BatchWriteItem: (client, input, options) => client.send(new BatchWriteCommand(input), options),
  TransactGetItems: (client, input, options) => client.send(new TransactGetCommand(input), options),
  TransactWriteItems: (client, input, options) => client.send(new TransactWriteCommand(input), options),
};
