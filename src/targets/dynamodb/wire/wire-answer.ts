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
  readonly #operation: Name;
  readonly #body: string;
  readonly #outline: AnswerOutline;
  #output: Output<Name> | null = null;

  /** `body`: its bytes, a character each. */
  constructor(operation: Name, body: string, outline: AnswerOutline, poolWaitUs: number) {
    this.#operation = operation;
    this.#body = body;
    this.#outline = outline;
    this.poolWaitUs = poolWaitUs;
  }

  get bytes(): number {
    return this.#body.length;
  }

  get items(): number {
    return this.#outline.items;
  }

  get evaluated(): number {
    return this.#outline.evaluated;
  }

  get unprocessed(): number {
    return this.#outline.unprocessed;
  }

  get consumed(): readonly Consumed[] {
    return this.#outline.consumed;
  }

  read(): Output<Name> {
    this.#output ??= decodeAnswer(this.#operation, this.#body);
    return this.#output;
  }
}
