import type { OutlineReader } from '../codec/answer-outline.ts';
import type { Exchange, Failure } from '../connection.ts';
import type { Credentials } from '../credentials.ts';
import { answeredError, bareCode, errorBody, malformed, withoutSecrets } from '../failure.ts';
import type { OperationName } from '../request.ts';
import type { TimedErrand } from './pool.ts';
import type { ResponseReader } from './response-reader.ts';
import { WireAnswer } from './wire-answer.ts';

/** What the requests of a client have in common. */
export interface ErrandContext {
  readonly outlines: OutlineReader;
  readonly credentials: () => Credentials;
}

/** A request that is being sent, and what its answer says. */
export class WireErrand<Name extends OperationName> implements TimedErrand {
  readonly text: string;
  readonly encoding: 'latin1' | 'utf8';
  readonly deadlineMs: number;
  waitingMs = 0;
  poolWaitUs = 0;
  readonly #operation: Name;
  readonly #context: ErrandContext;
  readonly #onSent: (() => void) | undefined;
  readonly #settle: (exchange: Exchange<Name>) => void;

  constructor(
    operation: Name,
    request: { readonly text: string; readonly encoding: 'latin1' | 'utf8'; readonly deadlineMs: number },
    context: ErrandContext,
    onSent: (() => void) | undefined,
    settle: (exchange: Exchange<Name>) => void,
  ) {
    this.text = request.text;
    this.encoding = request.encoding;
    this.deadlineMs = request.deadlineMs;
    this.#operation = operation;
    this.#context = context;
    this.#onSent = onSent;
    this.#settle = settle;
  }

  sent(): void {
    this.#onSent?.();
  }

  failed({ kind, code, detail, retryable }: Failure): void {
    this.#settle({ state: 'failed', kind, code, detail, retryable, attempts: 1, poolWaitUs: this.poolWaitUs });
  }

  answered(response: ResponseReader): void {
    const { status } = response.head;
    if (response.corrupt) this.failed(malformed('its checksum is not that of its body', status));
    else if (status === 200) this.#succeed(response);
    else if (status >= 400) this.failed(this.#error(response));
    else this.failed(malformed(`HTTP ${status} is no answer of DynamoDB`, status));
  }

  #succeed(response: ResponseReader): void {
    const { bytes, from, to } = response;
    const outline = this.#context.outlines.read(this.#operation, bytes, from, to);
    if (typeof outline === 'string') this.failed(malformed(outline));
    else this.#settle(new WireAnswer(this.#operation, response.body(), outline, this.poolWaitUs));
  }

  /** Where there is no body the status is the answer; one that is no JSON object is not DynamoDB's. */
  #error({ head, bytes, from, to }: ResponseReader): Failure {
    const json = from === to ? '{}' : bytes.toString('utf8', from, to);
    const error = errorBody(json);
    if (error === null) return malformed(`HTTP ${head.status} with a body that is not DynamoDB's`, head.status);
    const code = error.code ?? (head.errorType === null ? null : bareCode(head.errorType));
    const { secretAccessKey, sessionToken } = this.#context.credentials();
    return answeredError(
      head.status,
      code,
      withoutSecrets(error.message, [secretAccessKey, sessionToken]),
      error.reasons,
    );
  }
}
