import { setTimeout as sleep } from 'node:timers/promises';
import { Data } from '../dataset/data.ts';
import type { World } from '../dataset/entity.ts';
import { checkAnswer, type Strictness } from '../judge/answer-check.ts';
import { inWords } from '../judge/difference-words.ts';
import type { Flight, Work } from '../load/work.ts';
import type { Measurement, Outcome } from '../measure/measurement.ts';
import type { Tags } from '../script/stage.ts';
import type { Executed } from '../targets/target.ts';
import type { ReadAnswer } from '../workload/answer.ts';
import { type Call, callOf } from './call.ts';
import { firstPattern, type Job, type Operation, operationsOf, type ScriptJob } from './job.ts';
import type { Operator } from './operator.ts';
import { warmUp } from './phases.ts';
import type { ScriptIterations } from './script-iterations.ts';

/** Which answers are compared with the dataset while the load runs. */
export type Verification = 'off' | 'sample' | 'all';

/** Takes what is measured. */
export interface Recording {
  record(measurement: Measurement, tags: Tags): void;
  /** An arrival that was never started; `null` where nobody knows what it would have run. */
  drop(pattern: string | null, phase: string, tags: Tags): void;
  /** An answer was compared with the dataset; a wrong one is recorded as failed beside it. */
  verified(pattern: string): void;
  /** How late the generator itself was. */
  late(lateUs: number): void;
}

export interface Performance {
  readonly world: World;
  readonly executor: Operator;
  readonly recording: Recording;
  readonly clock: () => number;
  readonly phaseOf: (scheduledUs: number) => string;
  readonly jobOf: (n: number) => Job;
  /** The number of an arrival among those of all streams. */
  readonly operationOf: (n: number) => number;
  readonly verification: Verification;
  readonly strictness: Strictness;
  /** How many operations earlier runs had on this dataset. */
  readonly written: number;
  /** How many the load may have: what an iteration writes beside its first goes on after them. */
  readonly operations?: number;
  /** Patterns that are not sent to this target, as if nobody had asked. */
  readonly leftOut: ReadonlySet<string>;
  /** Of a script: what its code sees and what is counted of it. */
  readonly script: ScriptIterations | null;
  /** On every sample. */
  readonly tags: Tags;
}

/** Turns arrivals into operations on one target, and operations into measurements. */
export class Performer implements Work<void> {
  readonly #of: Performance;
  readonly #data: Data;
  /** By slot, which no two flights have at the same time: a map would be built anew every few operations. */
  readonly #calls: (Call | undefined)[] = [];
  /** The pattern that a script's function ran last. */
  readonly #lastOf = new Map<string, string>();

  constructor(performance: Performance) {
    this.#of = performance;
    this.#data = new Data(performance.world);
  }

  async begin(flight: Flight): Promise<void> {
    const job = this.#of.jobOf(flight.n);
    const { script, tags } = this.#of;
    if (script !== null) {
      const name = job.kind === 'script' ? job.name : null;
      await script.run(flight, job, (inner, call) => {
        if (name !== null) this.#lastOf.set(name, firstPattern(inner)?.id ?? '');
        return this.#run(inner, call);
      });
    } else if (job.kind !== 'script') {
      const call = callOf(flight, flight, tags);
      this.#calls[flight.slot] = call;
      await this.#run(job, call);
      if (this.#calls[flight.slot] === call) this.#calls[flight.slot] = undefined;
    }
  }

  /** Runs the operations of a pattern or a flow; the last answer's reader, `null` where an operation was not answered. */
  async #run(job: Exclude<Job, ScriptJob>, call: Call): Promise<ReadAnswer | null> {
    const { world, clock } = this.#of;
    const { flight, tags } = call;
    const written = this.#of.written + call.writes * (this.#of.operations ?? 0);
    const phase = this.#of.phaseOf(flight.scheduledUs);
    let answer: ReadAnswer | null = null;
    const turn = { operation: this.#of.operationOf(flight.n), phase };
    for (const operation of operationsOf(job, world, turn.operation, written)) {
      if (this.#of.leftOut.has(operation.pattern.id)) continue;
      if (operation.thinkMs > 0) {
        call.scheduledUs += operation.thinkMs * 1000;
        await sleep(operation.thinkMs, undefined, { ref: false });
        if (call.isCut) return null;
        call.startedUs = clock();
      }
      const { scheduledUs, startedUs } = call;
      const pattern = operation.pattern.id;
      call.underWay = { pattern, scheduledUs, startedUs };
      const executed = await this.#of.executor.execute(operation.pattern, operation.params, turn);
      if (call.isCut) return null;
      call.underWay = null;
      const outcome = this.#outcome(flight.n, operation, executed, phase);
      const { sentUs, doneUs, poolWaitUs, cost } = executed;
      const moments = { scheduledUs, startedUs, sentUs, doneUs, poolWaitUs };
      this.#of.recording.record({ pattern, phase, ...moments, outcome, cost }, tags);
      // An application does not know that an answer is wrong, and goes on: nor may it depend on which answers are compared.
      if (outcome.state === 'failed' && outcome.kind !== 'wrong') return null;
      answer = executed.read;
      call.scheduledUs = call.startedUs = doneUs;
    }
    return answer;
  }

  ended(): void {}

  late(lateUs: number): void {
    this.#of.recording.late(lateUs);
  }

  cut(flight: Flight, cutUs: number): void {
    const own = this.#calls[flight.slot];
    for (const call of this.#of.script?.cut(flight) ?? (own?.flight === flight ? [own] : [])) this.#cut(call, cutUs);
  }

  #cut(call: Call, cutUs: number): void {
    const { underWay, flight, tags } = call;
    call.isCut = true;
    if (underWay === null) return;
    const detail = 'not answered when the load stopped waiting';
    const measurement: Measurement = {
      ...underWay,
      phase: this.#of.phaseOf(flight.scheduledUs),
      sentUs: null,
      doneUs: cutUs,
      poolWaitUs: 0,
      outcome: { state: 'failed', kind: 'timeout', detail },
      cost: { requests: 0, items: 0, evaluated: 0, bytes: 0, consumed: [] },
    };
    this.#of.recording.record(measurement, tags);
  }

  dropped(n: number, scheduledUs: number): void {
    const { recording, phaseOf, script, tags, jobOf, leftOut } = this.#of;
    const job = jobOf(n);
    // What a script's function would have run nobody knows: it counts where its iterations have counted.
    const pattern = job.kind === 'script' ? this.#lastOf.get(job.name) : firstPattern(job)?.id;
    if (pattern === undefined || !leftOut.has(pattern)) recording.drop(pattern ?? null, phaseOf(scheduledUs), tags);
    script?.dropped(scheduledUs);
  }

  /** The outcome, once the answer was compared with the dataset where it is this operation's turn. */
  #outcome(n: number, { pattern, params }: Operation, executed: Executed, phase: string): Outcome {
    const { outcome, read } = executed;
    if (outcome.state === 'failed' || read === null || !isChecked(this.#of.verification, n)) return outcome;
    if (phase !== warmUp) this.#of.recording.verified(pattern.id);
    try {
      const expected = pattern.expects(params, this.#data);
      const difference = checkAnswer(this.#of.world, expected, read(), this.#of.strictness);
      return difference === null ? outcome : { state: 'failed', kind: 'wrong', detail: inWords(difference) };
    } catch (error) {
      // The answer has not the shape that the pattern's own code reads, or does not parse.
      return { state: 'failed', kind: 'malformed', detail: `the answer cannot be read: ${String(error)}` };
    }
  }
}

/** Operations of which one is compared, as a power of two. */
const sampleBits = 4;

/**
 * Which operations are compared: a fixed share, spread over all of them by a multiplicative hash of their number. Its high
 * bits decide: the low ones are the number's own, and jobs that take turns would be compared always or never.
 */
export function isChecked(verification: Verification, n: number): boolean {
  if (verification !== 'sample') return verification === 'all';
  return Math.imul(n + 1, 0x9e3779b1) >>> (32 - sampleBits) === 0;
}
