import { type LoadOptions, readOptions } from '../load/executors.ts';
import { loadOf } from '../load/scenario-load.ts';
import { BadInput, type Problem } from '../workload/problem.ts';
import { importUserModule } from '../workload/user-module.ts';
import type { Workload } from '../workload/workload.ts';
import { calledPattern } from './iteration.ts';
import type { Stream } from './order.ts';
import { jobOfExec } from './script-job-name.ts';

/** A scenario script: k6's shape. */
export interface Script {
  readonly options: LoadOptions;
  /** As the script has them. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
  readonly functions: Readonly<Record<string, () => unknown>>;
}

/** What k6 would act on and this engine does not do yet: refused, so that nobody takes it for done. */
const unsupported: Readonly<Record<string, string>> = {
  setup: 'no setup(): `seed` brings the data',
  teardown: 'no teardown(): `clean` drops what seed created',
  handleSummary: 'no handleSummary(): `report RUN --format …` renders a run',
};

/**
 * @throws {BadInput} with every problem of the file and its options.
 */
export async function readScript(file: string): Promise<Script> {
  const module = await importUserModule(file);
  const problems: Problem[] = [];
  for (const [name, expected] of Object.entries(unsupported)) {
    if (name in module) problems.push({ place: file, found: `an export ${name}`, expected });
  }
  const functions = Object.fromEntries(
    Object.entries(module).filter((entry): entry is [string, () => unknown] => typeof entry[1] === 'function'),
  );
  const given = (module.options ?? {}) as Record<string, unknown>;
  if (module.options === undefined) {
    problems.push({ place: file, found: 'no options', expected: 'export const options = { scenarios: { … } }' });
  }
  const { thresholds, ...rest } = given;
  if (thresholds !== undefined) {
    const expected = "a pattern's own objective, or --objective 'p(99) < 50ms'";
    problems.push({ place: `${file}: options.thresholds`, found: 'thresholds', expected });
  }
  const read = readOptions(rest, { place: `${file}: options`, functions: Object.keys(functions) });
  problems.push(...read.problems);
  if (problems.length > 0 || read.options === null) throw new BadInput(problems);
  return { options: read.options, given, warnings: read.warnings, functions };
}

/** The streams of a script. An exec function that `pattern` made is that pattern's stream; any other runs as a script's. */
export function streamsOf({ options, functions }: Script, workload: Workload, place: string): Stream[] {
  const known = new Set([...workload.patterns, ...workload.flows].map(({ id }) => id));
  const problems: Problem[] = [];
  const streams = options.scenarios.map((scenario): Stream => {
    const id = calledPattern(functions[scenario.exec]);
    if (id !== null && !known.has(id)) {
      problems.push({
        place: `${place}: ${scenario.exec}`,
        found: `pattern(${JSON.stringify(id)})`,
        expected: `one of ${[...known].join(', ')}`,
      });
    }
    const load = loadOf(scenario);
    const common = { name: scenario.name, jobs: [id ?? jobOfExec(scenario.exec)] };
    return load.kind === 'open'
      ? {
          ...common,
          load: load.arrivals,
          startUs: scenario.startTimeMs * 1000,
          maxInFlight: load.maxInFlight,
          maxWaitUs: load.maxWaitUs,
        }
      : {
          ...common,
          load: { kind: 'virtual users', plan: load.plan },
          startUs: scenario.startTimeMs * 1000,
          maxInFlight: 1,
          maxWaitUs: 0,
        };
  });
  if (problems.length > 0) throw new BadInput(problems);
  return streams;
}
