import type { Consumed } from '../measure/measurement.ts';
import type { DynamoDbStep, PostgresStep } from '../runs/coverage-record.ts';
import type { TargetName } from '../targets/target.ts';
import type { Item } from '../workload/dynamodb-port.ts';

/** One operation of a pattern as an engine did it while `check` asked it: the raw evidence behind coverage. */
export interface MeasuredOperation {
  readonly pattern: string;
  readonly target: TargetName;
  /** Its parameters were drawn as a load draws them; otherwise they are an edge of the workload's choosing. */
  readonly drawn: boolean;
  readonly answered: boolean;
  /** How many requests it sent, or statements it ran. */
  readonly sent: number;
  /** DynamoDB's, in the order in which they were answered; empty on PostgreSQL. */
  readonly requests: readonly MeasuredRequest[];
  /** PostgreSQL's under EXPLAIN; `null` where it was not explained, and on DynamoDB. */
  readonly statements: readonly MeasuredStatement[] | null;
  readonly serviceMs: number | null;
  readonly bytes: number;
  readonly returned: number;
}

/** What one operation asked of DynamoDB in one request, and what the answer's counters say; all of one request. */
export interface MeasuredRequest
  extends Pick<
    DynamoDbStep,
    'operation' | 'table' | 'index' | 'access' | 'consistency' | 'keyCondition' | 'filter' | 'limit' | 'countsOnly'
  > {
  /** The partition key's value as text; `null` for a scan, and for requests of several keys. */
  readonly key: string | null;
  readonly evaluated: number;
  readonly returned: number;
  readonly bytes: number;
  readonly consumed: readonly Consumed[];
  /** The request as the program made it, in lib-dynamodb's form; of a pattern's first few operations, `null` of all others. */
  readonly input: Readonly<Record<string, unknown>> | null;
  /** The first items that came back, of a pattern's first few operations; empty of all others. */
  readonly items: readonly Item[];
  /** The exception's name, where DynamoDB refused it: `ConditionalCheckFailedException`. */
  readonly refused: string | null;
}

/** One statement of one operation under EXPLAIN (ANALYZE, BUFFERS). */
export interface MeasuredStatement extends Omit<PostgresStep, 'engine' | 'operations' | 'requests'> {
  readonly values: readonly unknown[];
}
