import type { Consumed, ErrorKind } from '../../measure/measurement.ts';
import type { Input, OperationName, Output } from './request.ts';

/** An answer of DynamoDB. Only what accounting needs is known; `read` parses the whole of it, once, when somebody looks. */
export interface Answered<Name extends OperationName> {
  readonly state: 'answered';
  /** Bytes of the HTTP body. */
  readonly bytes: number;
  /** Items returned, and items evaluated for them (Query and Scan: `Count`, `ScannedCount`). */
  readonly items: number;
  readonly evaluated: number;
  readonly consumed: readonly Consumed[];
  read(): Output<Name>;
}

/** No answer, or an error as the answer. */
export interface Unanswered {
  readonly state: 'failed';
  readonly kind: Exclude<ErrorKind, 'wrong'>;
  /** The exception's name as DynamoDB gives it (`ConditionalCheckFailedException`), where it gave one. */
  readonly code: string | null;
  readonly detail: string;
}

export type Exchange<Name extends OperationName> = Answered<Name> | Unanswered;

/** A client of DynamoDB: requests and answers in lib-dynamodb's form. `wire` and `sdk` are the two there are. */
export interface Connection {
  /**
   * Sends one request and never rejects: what goes wrong is a value. `ReturnConsumedCapacity` is set to INDEXES where
   * the input leaves it out. `onSent` is called when the request has been handed to the socket.
   */
  send<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    timeoutMs: number,
    onSent?: () => void,
  ): Promise<Exchange<Name>>;
  close(): Promise<void>;
}
