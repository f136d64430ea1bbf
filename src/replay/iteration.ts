import { AsyncLocalStorage } from 'node:async_hooks';
import type { ReadAnswer } from '../workload/answer.ts';

/** What a script's function may do while an iteration of it runs. */
export interface Iteration {
  /** Runs a pattern or a flow. Keeps how to read the last answer, `null` where there is none. */
  run(id: string): Promise<ReadAnswer | null>;
}

/** The iteration that the running code belongs to. */
export const iterations = new AsyncLocalStorage<Iteration>();

const mark = Symbol.for('patternbench.pattern-call');

/** What `pattern(id)` gives a script: as an exec function the engine knows what it runs without calling it. */
export interface PatternCall extends PromiseLike<ReadAnswer | null> {
  (): Promise<ReadAnswer | null>;
  readonly [mark]: string;
}

export function patternCall(id: string): PatternCall {
  const call = (): Promise<ReadAnswer | null> => {
    const iteration = iterations.getStore();
    if (iteration === undefined)
      throw new Error(`pattern(${JSON.stringify(id)}) outside of a load: patternbench run SCRIPT`);
    return iteration.run(id);
  };
  return Object.assign(call, {
    [mark]: id,
    // biome-ignore lint/suspicious/noThenProperty: awaiting a call runs it, as in `await pattern('02')`
    then: ((...handlers) => call().then(...handlers)) as PatternCall['then'],
  });
}

/** The id behind an exec function that `pattern` made; `null` for any other function. */
export function calledPattern(value: unknown): string | null {
  return typeof value === 'function' && mark in value ? String(value[mark]) : null;
}
