import { Findings, shown } from '../workload/findings.ts';
import type { Problem } from '../workload/problem.ts';
import { type Extension, type LeftOut, readExtension } from './executor-extension.ts';
import { type Aliases, FieldReader, type Fields, isUnset } from './executor-fields.ts';
import { executorFields, type HouseRules, readExecutor } from './executor-options.ts';
import { readShortcut } from './executor-shortcuts.ts';
import type { MigrationPhase } from './migration-phase.ts';
import { executors, type Scenario } from './scenario.ts';
import { readTopLevel, type TopLevel } from './top-level-options.ts';

/** A script's options as far as they shape the load; `thresholds` are read in src/judge. */
export interface LoadOptions extends TopLevel {
  /** In the order of k6: by start time, then by name. */
  readonly scenarios: readonly Scenario[];
  readonly warmUpMs: number;
  readonly operationTimeoutMs: number | null;
  readonly migration: readonly MigrationPhase[] | null;
  readonly leaveOut: LeftOut;
}

export interface ReadOptions {
  /** `null` where there are problems. */
  readonly options: LoadOptions | null;
  readonly problems: readonly Problem[];
  /** What k6 would act on and this engine has no use for, a sentence each. */
  readonly warnings: readonly string[];
}

const common = ['executor', 'startTime', 'gracefulStop', 'exec', 'env', 'tags', 'options'];

/**
 * Reads what a script exports as `options`, with k6's fields, defaults and rules, all problems at once. Stricter than k6
 * where it is silent: a duration needs its unit, and an unknown option is refused, not skipped.
 * `functions` are the names that the script exports; without them `exec` is not looked up.
 */
export function readOptions(
  value: unknown,
  { place = 'options', functions }: { readonly place?: string; readonly functions?: readonly string[] } = {},
): ReadOptions {
  const findings = new Findings();
  const warnings: string[] = [];
  const fields = isUnset(value) ? {} : (findings.object(place, value) ?? {});
  const extension = readExtension(fields.ext, `${place}.ext`, findings);
  const topLevel = readTopLevel(fields, place, findings, warnings);
  const given = scenariosOf(fields, place, findings, warnings);
  const scenarios = given.map((one) => readScenario(one, { findings, extension, functions }));
  checkHouses(extension, scenarios, `${place}.ext.patternbench.scenarios`, findings);
  const read = scenarios.filter((scenario) => scenario !== null);
  const options = {
    ...topLevel,
    scenarios: read.toSorted(byStart),
    warmUpMs: extension.warmUpMs,
    operationTimeoutMs: extension.operationTimeoutMs,
    migration: extension.migration,
    leaveOut: extension.leaveOut,
  };
  return { options: findings.problems.length === 0 ? options : null, problems: findings.problems, warnings };
}

interface Given {
  readonly name: string;
  readonly at: string;
  readonly scenario: unknown;
  /** `null` where the scenario is written out, so that every field of it is its own. */
  readonly aliases: Aliases | null;
}

const oneIteration = { name: 'default', scenario: { executor: 'shared-iterations' }, aliases: null };

/** The scenarios that are written out, or the one that a shortcut stands for. */
function scenariosOf(fields: Fields, place: string, findings: Findings, warnings: string[]): Given[] {
  const shortcut = readShortcut(fields, place, findings);
  if (shortcut !== null) return [{ name: 'default', at: place, ...shortcut }];
  if (isUnset(fields.scenarios)) return [{ ...oneIteration, at: place }];
  const scenarios = findings.object(`${place}.scenarios`, fields.scenarios) ?? {};
  const given = Object.entries(scenarios).map(([name, scenario]) => ({
    name,
    at: `${place}.scenarios.${name}`,
    scenario,
    aliases: null,
  }));
  if (given.length > 0 || findings.problems.length > 0) return given;
  warnings.push('options.scenarios is empty: one virtual user does one iteration');
  return [{ ...oneIteration, at: place }];
}

interface Surroundings {
  readonly findings: Findings;
  readonly extension: Extension;
  readonly functions: readonly string[] | undefined;
}

function readScenario(
  { name, at, scenario, aliases }: Given,
  { findings, extension, functions }: Surroundings,
): Scenario | null {
  if (!/^[0-9a-zA-Z_-]+$/.test(name)) {
    const rule = 'the scenario name should contain only numbers, latin letters, underscores, and dashes';
    findings.add(at, shown(name), `another name (${rule})`);
  }
  const object = findings.object(at, scenario);
  if (object === null) return null;
  const executor = executorOf(object.executor, name, at, findings);
  if (executor === null) return null;
  if (aliases === null) findings.known(at, object, [...common, ...executorFields[executor]]);
  if (!isUnset(object.options))
    findings.add(`${at}.options`, shown(object.options), 'nothing: there is no browser module here');
  const fields = new FieldReader(object, at, findings, aliases ?? {});
  const exec = fields.text('exec', 'default', 'exec value cannot be empty');
  if (functions !== undefined && !functions.includes(exec)) {
    findings.add(
      `${at}.exec`,
      shown(exec),
      `one of ${functions.join(', ')} (executor ${executor}: function '${exec}' not found in exports)`,
    );
  }
  return {
    name,
    startTimeMs: fields.durationMs('startTime', { least: 0, fallback: 0, tooSmall: "the startTime can't be negative" }),
    gracefulStopMs: fields.durationMs('gracefulStop', {
      least: 0,
      fallback: 30_000,
      tooSmall: "the gracefulStop timeout can't be negative",
    }),
    exec,
    env: fields.texts('env'),
    tags: fields.texts('tags'),
    ...readExecutor(executor, fields, rulesFor(extension, name)),
  };
}

function rulesFor(extension: Extension, name: string): HouseRules {
  return { ...extension.rules, ...extension.scenarios[name] };
}

function executorOf(value: unknown, name: string, at: string, findings: Findings): (typeof executors)[number] | null {
  if (isUnset(value)) {
    findings.add(
      `${at}.executor`,
      'nothing',
      `one of ${executors.join(', ')} (scenario '${name}' doesn't have a specified executor type)`,
    );
    return null;
  }
  if (value === 'externally-controlled') {
    findings.add(`${at}.executor`, shown(value), 'ramping-vus or ramping-arrival-rate: k6 2.0 removed it, too');
    return null;
  }
  if (!findings.oneOf(`${at}.executor`, value, executors)) return null;
  return executors.find((known) => known === value) ?? null;
}

/** What `ext.patternbench` says of arrivals has to be about a scenario that has some. */
function checkHouses(
  extension: Extension,
  scenarios: readonly (Scenario | null)[],
  at: string,
  findings: Findings,
): void {
  for (const name of Object.keys(extension.scenarios)) {
    const scenario = scenarios.find((known) => known?.name === name);
    if (scenario === undefined || scenario === null) {
      findings.add(
        `${at}.${name}`,
        'no such scenario',
        `one of ${scenarios.flatMap((known) => known?.name ?? []).join(', ')}`,
      );
    } else if (!('house' in scenario)) {
      findings.add(
        `${at}.${name}`,
        `a scenario of ${scenario.executor}`,
        'one of an arrival rate: virtual users have no arrivals',
      );
    }
  }
}

function byStart(a: Scenario, b: Scenario): number {
  if (a.startTimeMs !== b.startTimeMs) return a.startTimeMs - b.startTimeMs;
  return a.name < b.name ? -1 : 1;
}
