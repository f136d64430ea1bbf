import { RunAborted } from './run-ended.ts';
import { type IterationStage, type Stage, stages } from './stage.ts';
import { tagValue } from './tags.ts';

/** k6's `exec.scenario`. */
const scenario = {
  get name(): string {
    return iteration('exec.scenario').scenario.name;
  },
  get executor(): string {
    return iteration('exec.scenario').scenario.executor;
  },
  /** Milliseconds since the epoch. */
  get startTime(): number {
    return iteration('exec.scenario').scenario.startedAtMs;
  },
  get progress(): number {
    return iteration('exec.scenario').scenario.progress();
  },
  /** All workers of a run are one instance. */
  get iterationInInstance(): number {
    return iteration('exec.scenario').iteration;
  },
  get iterationInTest(): number {
    return iteration('exec.scenario').iteration;
  },
};

/** k6's `exec.instance`: the run on this target. */
const instance = {
  get iterationsCompleted(): number {
    return iteration('exec.instance').instance.completed();
  },
  get iterationsInterrupted(): number {
    return iteration('exec.instance').instance.interrupted();
  },
  get vusActive(): number {
    return iteration('exec.instance').instance.active();
  },
  get vusInitialized(): number {
    return iteration('exec.instance').instance.initialized;
  },
  /** Milliseconds. */
  get currentTestRunDuration(): number {
    return iteration('exec.instance').instance.elapsedMs();
  },
};

const vuMetrics = {
  get tags(): Record<string, string> {
    return checkedTags(iteration('exec.vu.metrics.tags').vu.tags);
  },
  /** Not on any sample, as in k6 no threshold sees it. */
  metadata: {} as Record<string, string>,
};

/** k6's `exec.vu`. */
const vu = {
  get idInInstance(): number {
    return iteration('exec.vu').vu.id;
  },
  get idInTest(): number {
    return iteration('exec.vu').vu.id;
  },
  get iterationInInstance(): number {
    return iteration('exec.vu').vu.iteration;
  },
  get iterationInScenario(): number {
    return iteration('exec.vu').vu.iteration;
  },
  metrics: vuMetrics,
  get tags(): Record<string, string> {
    return vuMetrics.tags;
  },
};

/** The options of the script, as it exports them. */
let options: unknown = {};

/** Says what `exec.test.options` is in this thread. */
export function setTestOptions(given: unknown): void {
  options = given;
}

/** k6's `exec.test`. */
const test = {
  /** Ends the run; what was measured is kept, `teardown` runs (exit code 107; 108 in k6). */
  abort(reason = 'exec.test.abort() was called'): never {
    stage('exec.test.abort()').aborted(reason);
    throw new RunAborted(reason);
  },
  /** The run goes on and counts as missed. */
  fail(reason = 'exec.test.fail() was called'): void {
    stage('exec.test.fail()').failed(reason);
  },
  get options(): unknown {
    return options;
  },
};

export const execution = { scenario, instance, vu, test };
export { instance, scenario, test, vu };

function stage(what: string): Stage {
  const found = stages.getStore();
  if (found === undefined) throw new Error(`${what} while the script is loaded: it belongs into its functions`);
  return found;
}

function iteration(what: string): IterationStage {
  const found = stage(what);
  if (found.kind !== 'iteration') throw new Error(`${what} in ${found.kind}(): it belongs to iterations`);
  return found;
}

/** Tags as they are, of which one that is set is looked at first. */
function checkedTags(tags: Record<string, string>): Record<string, string> {
  return new Proxy(tags, {
    set: (target, name, value) => {
      target[String(name)] = tagValue(String(name), value, 'exec.vu.metrics.tags');
      return true;
    },
  });
}
