import type { Consumed, ErrorKind } from '../../measure/measurement.ts';
import type { Input, OperationName, Output } from './request.ts';

/** How it came to an answer, or to none. */
export interface Tries {
  /** 1, and more where the connection retries. */
  readonly attempts: number;
  /** Spent waiting until a connection was free or open. */
  readonly poolWaitUs: number;
}

/** An answer of DynamoDB. Only what accounting needs is known; `read` parses the whole of it, once, when somebody looks. */
export interface Answered<Name extends OperationName> extends Tries {
  readonly state: 'answered';
  /** Bytes of the HTTP body. */
  readonly bytes: number;
  /** Items returned, and items evaluated for them (Query and Scan: `Count`, `ScannedCount`). */
  readonly items: number;
  readonly evaluated: number;
  /** Keys or writes of a batch that DynamoDB did not get to (`UnprocessedKeys`, `UnprocessedItems`). */
  readonly unprocessed: number;
  readonly consumed: readonly Consumed[];
  /** @throws {UnreadableAnswer} */
  read(): Output<Name>;
}

/** What went wrong with a request. */
export interface Failure {
  readonly kind: Exclude<ErrorKind, 'wrong'>;
  /** The exception's name as DynamoDB gives it (`ConditionalCheckFailedException`), where it gave one. */
  readonly code: string | null;
  readonly detail: string;
  /** Whether AWS's SDKs would try again. */
  readonly retryable: boolean;
}

/** No answer, or an error as the answer. */
export interface Unanswered extends Tries, Failure {
  readonly state: 'failed';
}

export type Exchange<Name extends OperationName> = Answered<Name> | Unanswered;

/** A client of DynamoDB: requests and answers in lib-dynamodb's form. `wire` and `sdk` are the two there are. */
export interface Connection {
  /**
   * Sends one request. What goes wrong on the way is a value; it rejects only with `UnsendableInput`, where the input is
   * none that a request can be made of. `ReturnConsumedCapacity` is set to INDEXES where the input leaves it out.
   * @param timeoutMs for all of it: waiting for a connection, opening one, and every attempt
   * @param onSent called whenever the request has been handed to a socket, again for each attempt
   */
  send<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    timeoutMs: number,
    onSent?: () => void,
  ): Promise<Exchange<Name>>;
  /** Opens connections ahead of the load. Gives what stood in the way of it, `null` where nothing did. */
  warm(connections: number, timeoutMs: number): Promise<Failure | null>;
  /** Requests still on their way fail as `connection`. */
  close(): Promise<void>;
}
