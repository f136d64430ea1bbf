import type { Iterations } from '../load/vu-plan.ts';
import type { Flight } from '../load/work.ts';
import type { Samples } from '../measure/samples.ts';
import { RunAborted } from '../script/run-ended.ts';
import { type InstanceFacts, type IterationStage, type Stage, stages, type Tags } from '../script/stage.ts';
import type { ReadAnswer } from '../workload/answer.ts';
import { type Call, callOf, writesPerIteration } from './call.ts';
import type { InstanceCounts } from './instance-counts.ts';
import type { Job, ScriptJob } from './job.ts';
import { isCounted } from './phases.ts';
import { ScriptThrew } from './script-threw.ts';

/** Runs a call's operations; the last answer's reader. */
export type Perform = (job: Exclude<Job, ScriptJob>, call: Call) => Promise<ReadAnswer | null>;

/** What the iterations of one scenario are run with. */
export interface ScenarioRun {
  readonly name: string;
  readonly executor: string;
  readonly iterations: Iterations;
  readonly startUs: number;
  readonly lengthUs: number;
  /** On every sample of it. */
  readonly tags: Tags;
  readonly env: Tags;
  readonly samples: Samples;
  readonly counts: InstanceCounts;
  readonly instance: InstanceFacts;
  /** The number of a place among those that run at once, over all scenarios and workers. */
  readonly vuOf: (slot: number) => number;
  /** JSON. */
  readonly setupData: string | null;
  readonly minIterationMs: number;
  readonly phaseOf: (scheduledUs: number) => string;
  readonly clock: () => number;
  readonly failed: (reason: string) => void;
}

interface Vu {
  readonly id: number;
  readonly tags: Record<string, string>;
  readonly data: unknown;
  iterations: number;
}

interface UnderWay {
  readonly flight: Flight;
  readonly vu: Vu;
  readonly iteration: number;
  readonly phase: string;
  readonly calls: Set<Call>;
  readonly running: Set<Promise<unknown>>;
  called: number;
  writes: number;
  aborted: string | null;
  state: 'running' | 'done' | 'cut';
}

/** The iterations of one scenario of a script in one worker: what its code sees, and what is counted of it. */
export class ScriptIterations {
  readonly #of: ScenarioRun;
  readonly #vus = new Map<number, Vu>();
  readonly #underWay = new Map<Flight, UnderWay>();

  constructor(run: ScenarioRun) {
    this.#of = run;
  }

  /** Runs an iteration to its end, pause included; never ends where it was cut. */
  async run(flight: Flight, job: Job, perform: Perform): Promise<void> {
    const own = this.#begin(flight);
    try {
      if (job.kind === 'script') await this.#call(job, own, perform);
      else await this.#perform(own, job, callOf(flight, flight, this.#tags(own)), perform);
    } catch (error) {
      if (own.state === 'cut') return never();
      throw error;
    }
    if (own.state === 'cut') return never();
    await this.#done(own);
  }

  /** Interrupts an iteration; gives the calls that it had under way. */
  cut(flight: Flight): readonly Call[] {
    const own = this.#underWay.get(flight);
    this.#underWay.delete(flight);
    if (own === undefined || own.state !== 'running') return [];
    own.state = 'cut';
    this.#of.counts.interrupted();
    this.#sample(own.phase, 'interrupted_iterations', 1, own.vu.tags);
    return [...own.calls];
  }

  dropped(scheduledUs: number): void {
    this.#sample(this.#of.phaseOf(scheduledUs), 'dropped_iterations', 1, {});
  }

  #begin(flight: Flight): UnderWay {
    const vu = this.#vu(flight.slot);
    const phase = this.#of.phaseOf(flight.scheduledUs);
    const sets = { calls: new Set<Call>(), running: new Set<Promise<unknown>>() };
    const own: UnderWay = {
      ...sets,
      flight,
      vu,
      phase,
      iteration: vu.iterations++,
      called: 0,
      writes: 0,
      aborted: null,
      state: 'running',
    };
    this.#underWay.set(flight, own);
    this.#of.counts.begun();
    return own;
  }

  async #done(own: UnderWay): Promise<void> {
    const { clock, counts, minIterationMs } = this.#of;
    own.state = 'done';
    counts.completed();
    const tookMs = (clock() - own.flight.startedUs) / 1000;
    this.#sample(own.phase, 'iterations', 1, own.vu.tags);
    this.#sample(own.phase, 'iteration_duration', tookMs, own.vu.tags);
    if (tookMs < minIterationMs) await paused(minIterationMs - tookMs);
    this.#underWay.delete(own.flight);
  }

  async #call({ name, exec, jobNamed }: ScriptJob, own: UnderWay, perform: Perform): Promise<void> {
    const stage = this.#stage(own, (id, tags) => this.#pattern(own, stage, jobNamed(id), tags, perform));
    try {
      await stages.run(stage, async () => exec(own.vu.data));
      await settled(stage, own.running);
    } catch (error) {
      if (own.aborted === null) throw new ScriptThrew(`the script's function ${name} threw ${String(error)}`);
    }
    if (own.aborted !== null) throw new RunAborted(own.aborted);
    const [unused] = stage.named;
    if (unused !== undefined) {
      throw new ScriptThrew(`the script's function ${name} named a pattern without running it: await pattern(id)`);
    }
  }

  /** A pattern is due when it is called; the first one when the iteration was, after what the script slept before. */
  async #pattern(
    own: UnderWay,
    { pause }: Stage,
    job: Exclude<Job, ScriptJob>,
    tags: Tags,
    perform: Perform,
  ): Promise<ReadAnswer | null> {
    while (pause.over !== null) await pause.over;
    if (own.state !== 'running') return never();
    const { scheduledUs, startedUs } = own.flight;
    const nowUs = this.#of.clock();
    const isFirst = own.called++ === 0;
    const due = {
      scheduledUs: isFirst ? scheduledUs + pause.askedMs * 1000 : nowUs,
      startedUs: isFirst && pause.askedMs === 0 ? startedUs : nowUs,
    };
    const writes = isWrite(job) ? own.writes++ : 0;
    if (writes === writesPerIteration) {
      throw new Error(`one iteration writes ${writesPerIteration} times at most: use more iterations`);
    }
    const call = callOf(own.flight, due, { ...this.#tags(own), ...tags }, writes);
    const answer = await this.#perform(own, job, call, perform);
    return own.state === 'running' ? answer : never();
  }

  async #perform(
    own: UnderWay,
    job: Exclude<Job, ScriptJob>,
    call: Call,
    perform: Perform,
  ): Promise<ReadAnswer | null> {
    own.calls.add(call);
    const answer = await perform(job, call);
    own.calls.delete(call);
    return answer;
  }

  #stage(own: UnderWay, perform: (id: string, tags: Tags) => Promise<ReadAnswer | null>): IterationStage {
    const { name, executor, startUs, clock, env, instance } = this.#of;
    const { flight, vu, phase } = own;
    return {
      kind: 'iteration',
      env,
      group: '',
      pause: { over: null, askedMs: 0 },
      named: new Set(),
      iteration: flight.n,
      instance,
      vu: { id: vu.id, iteration: own.iteration, tags: vu.tags },
      scenario: {
        name,
        executor,
        startedAtMs: Math.round(Date.now() - (clock() - startUs) / 1000),
        progress: () => this.#progress(own),
      },
      run: (id, tags) => {
        const running = perform(id, tags);
        own.running.add(running);
        const over = (): unknown => own.running.delete(running);
        running.then(over, over);
        return running;
      },
      sample: (metric, value, tags) => {
        if (own.state === 'running') this.#sample(phase, metric, value, { ...vu.tags, ...tags });
      },
      checked: (group, check, held, tags) => {
        if (own.state !== 'running') return;
        this.#sample(phase, 'checks', held ? 1 : 0, { ...vu.tags, ...tags });
        if (isCounted(phase)) this.#of.samples.check(group, check, held);
      },
      failed: this.#of.failed,
      aborted: (reason) => {
        own.aborted ??= reason;
      },
    };
  }

  #progress({ flight, iteration }: UnderWay): number {
    const { iterations, startUs, lengthUs, clock } = this.#of;
    if (iterations.kind === 'shared') return flight.n / iterations.count;
    if (iterations.kind === 'each') return iteration / iterations.count;
    return Math.min(1, Math.max(0, (clock() - startUs) / lengthUs));
  }

  #tags({ vu }: UnderWay): Tags {
    return { ...this.#of.tags, ...vu.tags, scenario: this.#of.name };
  }

  #sample(phase: string, metric: string, value: number, tags: Tags): void {
    const { samples, tags: own, name, clock } = this.#of;
    samples.add(metric, value, { ...own, ...tags, scenario: name, phase }, isCounted(phase), clock());
  }

  /** A virtual user keeps its tags and its own copy of what `setup` gave. */
  #vu(slot: number): Vu {
    let vu = this.#vus.get(slot);
    if (vu === undefined) {
      const { vuOf, setupData } = this.#of;
      const data: unknown = setupData === null ? undefined : JSON.parse(setupData);
      vu = { id: vuOf(slot), tags: {}, data, iterations: 0 };
      this.#vus.set(slot, vu);
    }
    return vu;
  }
}

/** When all that the code began has ended, be it awaited or not: an iteration is over when all of it is. */
export async function settled({ pause }: Pick<Stage, 'pause'>, running: ReadonlySet<Promise<unknown>>): Promise<void> {
  while (pause.over !== null || running.size > 0) await Promise.all([pause.over, ...running]);
}

/** Whether it leaves records behind. */
function isWrite(job: Exclude<Job, ScriptJob>): boolean {
  const patterns = job.kind === 'pattern' ? [job.pattern] : job.flow.steps.map(({ pattern }) => pattern);
  return patterns.some(({ leaves }) => leaves !== undefined);
}

/** What was cut goes no further: nobody waits for it, and it is forgotten with what waits. */
function never(): Promise<never> {
  return new Promise(() => {});
}

function paused(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
