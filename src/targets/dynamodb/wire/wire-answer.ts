import type { Consumed } from '../../../measure/measurement.ts';
import type { AnswerOutline } from '../codec/answer-outline.ts';
import { decodeAnswer } from '../codec/decode-answer.ts';
import type { Answered } from '../connection.ts';
import type { OperationName, Output } from '../request.ts';

/** An answer as it came, parsed when it is read. */
export class WireAnswer<Name extends OperationName> implements Answered<Name> {
  readonly state = 'answered';
  readonly attempts = 1;
  readonly poolWaitUs: number;
  readonly bytes: number;
  readonly items: number;
  readonly evaluated: number;
  readonly unprocessed: number;
  readonly consumed: readonly Consumed[];
  readonly #operation: Name;
  readonly #body: string;
  #output: Output<Name> | null = null;

  /** `body`: its bytes, a character each. */
  constructor(operation: Name, body: string, outline: AnswerOutline, poolWaitUs: number) {
    this.#operation = operation;
    this.#body = body;
    this.bytes = body.length;
    this.items = outline.items;
    this.evaluated = outline.evaluated;
    this.unprocessed = outline.unprocessed;
    this.consumed = outline.consumed;
    this.poolWaitUs = poolWaitUs;
  }

  read(): Output<Name> {
    this.#output ??= decodeAnswer(this.#operation, this.#body);
    return this.#output;
  }
}
