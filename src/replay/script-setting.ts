import { AsyncLocalStorage } from 'node:async_hooks';
import type { Workload } from '../workload/workload.ts';

/** What a script is read for: it may shape its load by them. */
export interface ScriptSetting {
  readonly workload: Workload;
  /** Daily active users of the dataset. */
  readonly dau: number;
}

const settings = new AsyncLocalStorage<ScriptSetting>();

/** Reads a script, for what `read` calls and awaits. */
export function inSetting<Value>(setting: ScriptSetting, read: () => Promise<Value>): Promise<Value> {
  return settings.run(setting, read);
}

/** @throws {Error} where no script is being read. */
export function currentSetting(): ScriptSetting {
  const setting = settings.getStore();
  if (setting === undefined) throw new Error('only known while patternbench reads a script: patternbench run SCRIPT');
  return setting;
}
