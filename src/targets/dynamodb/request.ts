import type {
  BatchGetCommandInput,
  BatchGetCommandOutput,
  BatchWriteCommandInput,
  BatchWriteCommandOutput,
  DeleteCommandInput,
  DeleteCommandOutput,
  GetCommandInput,
  GetCommandOutput,
  PutCommandInput,
  PutCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
  ScanCommandInput,
  ScanCommandOutput,
  TransactGetCommandInput,
  TransactGetCommandOutput,
  TransactWriteCommandInput,
  TransactWriteCommandOutput,
  UpdateCommandInput,
  UpdateCommandOutput,
} from '@aws-sdk/lib-dynamodb';

/** The requests a program may make: DynamoDB's operation name, and lib-dynamodb's input and output for it. */
export interface Operations {
  GetItem: { input: GetCommandInput; output: Plain<GetCommandOutput> };
  BatchGetItem: { input: BatchGetCommandInput; output: Plain<BatchGetCommandOutput> };
  Query: { input: QueryCommandInput; output: Plain<QueryCommandOutput> };
  Scan: { input: ScanCommandInput; output: Plain<ScanCommandOutput> };
  PutItem: { input: PutCommandInput; output: Plain<PutCommandOutput> };
  UpdateItem: { input: UpdateCommandInput; output: Plain<UpdateCommandOutput> };
  DeleteItem: { input: DeleteCommandInput; output: Plain<DeleteCommandOutput> };
  BatchWriteItem: { input: BatchWriteCommandInput; output: Plain<BatchWriteCommandOutput> };
  TransactGetItems: { input: TransactGetCommandInput; output: Plain<TransactGetCommandOutput> };
  TransactWriteItems: { input: TransactWriteCommandInput; output: Plain<TransactWriteCommandOutput> };
}

type Plain<Output> = Omit<Output, '$metadata'>;

export type OperationName = keyof Operations;
export type Input<Name extends OperationName> = Operations[Name]['input'];
export type Output<Name extends OperationName> = Operations[Name]['output'];
