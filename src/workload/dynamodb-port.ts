import type {
  BatchGetCommandInput,
  BatchWriteCommandInput,
  DeleteCommandInput,
  GetCommandInput,
  PutCommandInput,
  QueryCommandInput,
  ScanCommandInput,
  TransactGetCommandInput,
  TransactWriteCommandInput,
  UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';

/** An item as lib-dynamodb gives it: plain JavaScript values. */
export type Item = Record<string, unknown>;

/** What was found. Nothing is parsed before a member is first read. */
export interface ItemReply {
  readonly item: Item | null;
}

export interface ItemsReply {
  readonly items: readonly Item[];
}

/** A page of a Query or Scan. */
export interface PageReply extends ItemsReply {
  /** `Count`: with `Select: 'COUNT'` there are no items beside it. */
  readonly count: number;
  readonly scannedCount: number;
  /** `LastEvaluatedKey`; `null` on the last page. */
  readonly lastKey: Item | null;
}

export interface WriteReply {
  /** With `ReturnValues`. */
  readonly attributes: Item | null;
}

/**
 * DynamoDB as a program sees it: requests in lib-dynamodb's form. A request that fails throws `OperationFailed`, whose
 * `code` is the exception's name; a program that expects one (`ConditionalCheckFailedException`) catches it.
 */
export interface DynamoDb {
  get(input: GetCommandInput): Promise<ItemReply>;
  batchGet(input: BatchGetCommandInput): Promise<ItemsReply>;
  query(input: QueryCommandInput): Promise<PageReply>;
  scan(input: ScanCommandInput): Promise<PageReply>;
  put(input: PutCommandInput): Promise<WriteReply>;
  update(input: UpdateCommandInput): Promise<WriteReply>;
  delete(input: DeleteCommandInput): Promise<WriteReply>;
  batchWrite(input: BatchWriteCommandInput): Promise<void>;
  transactGet(input: TransactGetCommandInput): Promise<{ readonly items: readonly (Item | null)[] }>;
  transactWrite(input: TransactWriteCommandInput): Promise<void>;
}
