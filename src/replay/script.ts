import { foreignMetrics, runMetrics } from '../judge/run-metrics.ts';
import { parseThresholds, type Threshold } from '../judge/thresholds.ts';
import { type LoadOptions, readOptions } from '../load/executors.ts';
import { setTestOptions } from '../script/execution.ts';
import { setEnvironment } from '../script/globals.ts';
import { k6Guise } from '../script/k6-guise.ts';
import { type MetricDefinition, metricsMadeBy } from '../script/metrics.ts';
import type { Tags } from '../script/stage.ts';
import { shown } from '../workload/findings.ts';
import { BadInput, type Problem } from '../workload/problem.ts';
import { importUserModule } from '../workload/user-module.ts';
import { inSetting, type ScriptSetting } from './script-setting.ts';
import { metricTypes } from './script-thresholds.ts';

/** A scenario script: k6's shape. */
export interface Script {
  readonly options: LoadOptions;
  readonly thresholds: readonly Threshold[];
  /** As the script has them. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
  /** What scenarios may call. */
  readonly functions: Readonly<Record<string, ScriptFunction>>;
  /** What is called around them. */
  readonly around: Readonly<Partial<Record<Around, ScriptFunction>>>;
  /** The metrics that it makes. */
  readonly metrics: readonly MetricDefinition[];
}

export type ScriptFunction = (data?: unknown) => unknown;

export type Around = (typeof around)[number];
const around = ['setup', 'teardown', 'handleSummary'] as const;

/**
 * Loads a script. `env` is what it may read as `__ENV`, `setting` what it may shape its load by.
 * @throws {BadInput} with every problem of the file and its options.
 */
export async function readScript(file: string, env: Tags, setting: ScriptSetting): Promise<Script> {
  setEnvironment(env);
  const { loaded: module, metrics } = await metricsMadeBy(Object.keys(runMetrics), () =>
    inSetting(setting, () => importUserModule(file, k6Guise)),
  );
  const problems: Problem[] = [];
  for (const name of around) {
    if (!(name in module) || typeof module[name] === 'function') continue;
    problems.push({ place: `${file}: ${name}`, found: shown(module[name]), expected: 'a function' });
  }
  const all = Object.entries(module).filter(
    (entry): entry is [string, ScriptFunction] => typeof entry[1] === 'function',
  );
  const isAround = (name: string): boolean => around.some((known) => known === name);
  const functions = Object.fromEntries(all.filter(([name]) => !isAround(name)));
  const given = (module.options ?? {}) as Record<string, unknown>;
  if (module.options === undefined) {
    problems.push({ place: file, found: 'no options', expected: 'export const options = { scenarios: { … } }' });
  }
  const { thresholds, ...rest } = given;
  const judged = parseThresholds(thresholds, metricTypes(metrics), `${file}: options.thresholds`, foreignMetrics);
  const read = readOptions(rest, { place: `${file}: options`, functions: Object.keys(functions) });
  problems.push(...read.problems, ...judged.problems);
  if (problems.length > 0 || read.options === null) throw new BadInput(problems);
  setTestOptions(given);
  return {
    options: read.options,
    thresholds: judged.thresholds,
    given,
    warnings: read.warnings,
    functions,
    around: Object.fromEntries(all.filter(([name]) => isAround(name))),
    metrics,
  };
}
