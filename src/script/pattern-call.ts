import type { ReadAnswer } from '../workload/answer.ts';
import { groupTag, stages } from './stage.ts';

const mark = Symbol.for('patternbench.pattern-call');

/** What `pattern(id)` gives a script: as an exec function the engine knows what it runs without calling it. */
export interface PatternCall extends PromiseLike<ReadAnswer | null> {
  (): Promise<ReadAnswer | null>;
  readonly [mark]: string;
}

export function patternCall(id: string): PatternCall {
  const named = stages.getStore()?.named;
  const call = (): Promise<ReadAnswer | null> => {
    named?.delete(made);
    const stage = stages.getStore();
    if (stage === undefined)
      throw new Error(`pattern(${JSON.stringify(id)}) outside of a load: patternbench run SCRIPT`);
    return stage.run(id, groupTag(stage));
  };
  const made: PatternCall = Object.assign(call, {
    [mark]: id,
    // biome-ignore lint/suspicious/noThenProperty: awaiting a call runs it, as in `await pattern('02')`
    then: ((...handlers) => call().then(...handlers)) as PatternCall['then'],
  });
  named?.add(made);
  return made;
}

/** The id behind an exec function that `pattern` made; `null` for any other function. */
export function calledPattern(value: unknown): string | null {
  return typeof value === 'function' && mark in value ? String(value[mark]) : null;
}
