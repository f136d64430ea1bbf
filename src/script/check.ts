import { groupTag, stageOf } from './stage.ts';
import { readTags } from './tags.ts';

/** A predicate of `check`: a function of the value, or what it came to. */
export type Predicate<Value> = ((value: Value) => unknown) | unknown;

/**
 * k6's `check`: each predicate is counted by its name, and all together as the metric `checks`; whether all held. The run
 * misses where one failed, unless a threshold on `checks` says what is enough (k6 would pass).
 */
export function check<Value>(
  value: Value,
  sets: Readonly<Record<string, Predicate<Value>>>,
  tags: Readonly<Record<string, unknown>> = {},
): boolean {
  const stage = stageOf('check()');
  const own = { ...groupTag(stage), ...readTags(tags, 'check()') };
  let all = true;
  for (const [name, predicate] of Object.entries(sets)) {
    const found: unknown = typeof predicate === 'function' ? predicate(value) : predicate;
    if (found instanceof Promise) {
      throw new TypeError(`the check ${JSON.stringify(name)} is a promise, which always holds: await it first`);
    }
    stage.checked(stage.group, name, Boolean(found), own);
    all &&= Boolean(found);
  }
  return all;
}

/** k6's `fail`: ends the iteration by an exception, and with it the run (exit code 107). */
export function fail(reason = 'fail() was called'): never {
  throw new Error(reason);
}
