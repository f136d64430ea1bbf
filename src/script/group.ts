import { stageOf, stages } from './stage.ts';

/**
 * k6's `group`: samples inside carry its name as the tag `group` (`::outer::inner`), and how long it took is the metric
 * `group_duration`. Unlike k6's it takes async functions, and is to be awaited then.
 */
export function group<Result>(name: string, inside: () => Result): Result {
  const outer = stageOf('group()');
  if (name.includes('::')) throw new TypeError(`group(${JSON.stringify(name)}): a group's name has no "::"`);
  const stage = { ...outer, group: `${outer.group}::${name}` };
  const startedMs = performance.now();
  const ended = (): void => stage.sample('group_duration', performance.now() - startedMs, { group: stage.group });
  const result = stages.run(stage, inside);
  if (!(result instanceof Promise)) {
    ended();
    return result;
  }
  return result.then((value: unknown) => {
    ended();
    return value;
  }) as Result;
}
