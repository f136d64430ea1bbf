import type { AnyPattern } from '../workload/pattern.ts';
import type { MeasuredOperation } from './measured-operation.ts';
import type { DesignedIndex } from './unread-indexes.ts';

/** Looks at what a target does while it is asked, one operation after the other. */
export interface Gauge {
  /** Before an operation is asked. `drawn`: it is not an edge. */
  before(pattern: AnyPattern, params: object, drawn: boolean): Promise<void>;
  /** What it did, after it was asked. */
  after(): Pick<MeasuredOperation, 'requests' | 'statements'>;
  readonly indexes: readonly DesignedIndex[];
  close(): Promise<void>;
}
