import type { Executed } from '../targets/target.ts';
import type { AnyPattern } from '../workload/pattern.ts';

/** Which operation of a load it is. */
export interface Turn {
  /** Its number among those of all streams; the steps of a flow share one. */
  readonly operation: number;
  readonly phase: string;
}

/** Runs a load's operations: an engine's executor is one, and so is what routes between two. */
export interface Operator {
  execute(pattern: AnyPattern, params: object, turn: Turn): Promise<Executed>;
}
