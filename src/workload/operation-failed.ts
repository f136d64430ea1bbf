import type { ErrorKind } from './error-kind.ts';

/** A request of a program did not succeed. */
export class OperationFailed extends Error {
  override readonly name = 'OperationFailed';
  readonly kind: Exclude<ErrorKind, 'wrong'>;
  /** DynamoDB's exception name or PostgreSQL's SQLSTATE, where there is one. */
  readonly code: string | null;

  constructor(kind: Exclude<ErrorKind, 'wrong'>, code: string | null, detail: string) {
    super(code === null ? detail : `${code}: ${detail}`);
    this.kind = kind;
    this.code = code;
  }
}
