import type { LeftOut } from '../load/executor-extension.ts';
import { loadOf } from '../load/scenario-load.ts';
import { calledPattern } from '../script/pattern-call.ts';
import { targetNames } from '../targets/target.ts';
import { nearest } from '../workload/findings.ts';
import { BadInput, type Problem, quoted } from '../workload/problem.ts';
import type { Workload } from '../workload/workload.ts';
import type { Replay, ScriptOrder, Stream } from './order.ts';
import { counted, warmUp } from './phases.ts';
import type { Script } from './script.ts';
import { jobOfExec } from './script-job-name.ts';
import { scopesOf, tagProblems, viewsOf } from './script-thresholds.ts';

/**
 * What a script asks for, as threads are told it. `place` is its file.
 * @throws {BadInput} where it names patterns that the workload does not have.
 */
export function orderOf(
  script: Script,
  workload: Workload,
  place: string,
): Pick<Replay, 'streams'> & { script: ScriptOrder } {
  const { options, thresholds, metrics, around } = script;
  const problems = leftOutProblems(options.leaveOut, workload, place);
  const streams = streamsOf(script, workload, place, problems);
  const scenarios = options.scenarios.map(({ name }) => name);
  const { migration } = options;
  const allowed = {
    pattern: workload.patterns.map(({ id }) => id),
    scenario: scenarios,
    phase: [...(migration === null ? [counted] : migration.map(({ name }) => name)), warmUp],
    target: migration === null ? ['dynamodb', 'postgres'] : ['migration'],
  };
  problems.push(...tagProblems(thresholds, allowed, `${place}: options.thresholds`));
  if (problems.length > 0) throw new BadInput(problems);
  return {
    streams,
    script: {
      metrics,
      views: viewsOf(thresholds, metrics, scenarios),
      scopes: scopesOf(thresholds),
      tags: options.tags,
      minIterationMs: options.minIterationDurationMs,
      trendStats: options.summaryTrendStats,
      timeoutsMs: {
        setup: around.setup === undefined || options.noSetup ? null : options.setupTimeoutMs,
        teardown: around.teardown === undefined || options.noTeardown ? null : options.teardownTimeoutMs,
        handleSummary: around.handleSummary === undefined ? null : options.handleSummaryTimeoutMs,
      },
    },
  };
}

/** The streams of a script. An exec function that `pattern` made is that pattern's stream; any other runs as a script's. */
function streamsOf({ options, functions }: Script, workload: Workload, place: string, problems: Problem[]): Stream[] {
  const known = new Set([...workload.patterns, ...workload.flows].map(({ id }) => id));
  return options.scenarios.map((scenario): Stream => {
    const { name, exec, executor, env, tags } = scenario;
    const id = calledPattern(functions[exec]);
    if (id !== null && !known.has(id)) {
      problems.push({
        place: `${place}: ${exec}`,
        found: `pattern(${JSON.stringify(id)})`,
        expected: `one of ${[...known].join(', ')}`,
      });
    }
    const load = loadOf(scenario);
    const common = {
      name,
      jobs: [id ?? jobOfExec(exec)],
      startUs: scenario.startTimeMs * 1000,
      scenario: { executor, env, tags },
    };
    if (load.kind === 'closed') {
      return { ...common, load: { kind: 'virtual users', plan: load.plan }, maxInFlight: 1, maxWaitUs: 0 };
    }
    const { arrivals, maxInFlight, maxWaitUs, graceUs } = load;
    return { ...common, load: arrivals, maxInFlight, maxWaitUs, graceUs };
  });
}

/** What a script leaves out must be there, or a misspelt pattern is sent. */
function leftOutProblems(leaveOut: LeftOut, workload: Workload, place: string): Problem[] {
  const patterns = workload.patterns.map(({ id }) => id);
  return Object.entries(leaveOut).flatMap(([target, reasons]) => {
    const at = `${place}: options.ext.patternbench.leaveOut`;
    const unknown = Object.keys(reasons).filter((id) => !patterns.includes(id));
    const problems = unknown.map((id) => ({
      place: `${at}.${target}`,
      found: quoted(id),
      expected: nearest(id, patterns) ?? `one of ${patterns.join(', ')}`,
    }));
    return targetNames.some((name) => name === target)
      ? problems
      : [...problems, { place: at, found: quoted(target), expected: targetNames.join(' or ') }];
  });
}
