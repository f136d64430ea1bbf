import { setTimeout as sleep } from 'node:timers/promises';
import { Data } from '../dataset/data.ts';
import type { World } from '../dataset/entity.ts';
import { checkAnswer, type Strictness } from '../judge/answer-check.ts';
import { inWords } from '../judge/difference-words.ts';
import type { Flight, Work } from '../load/work.ts';
import type { Measurement, Outcome } from '../measure/measurement.ts';
import type { Executed } from '../targets/target.ts';
import type { ReadAnswer } from '../workload/answer.ts';
import { iterations } from './iteration.ts';
import { firstPattern, type Job, type Operation, operationsOf, type ScriptJob } from './job.ts';
import type { Operator } from './operator.ts';
import { warmUp } from './phases.ts';
import { ScriptThrew } from './script-threw.ts';

/** Which answers are compared with the dataset while the load runs. */
export type Verification = 'off' | 'sample' | 'all';

/** Takes what is measured. */
export interface Recording {
  record(measurement: Measurement): void;
  drop(pattern: string, phase: string): void;
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
}

/** Where an iteration is. */
interface Progress {
  readonly flight: Flight;
  /** When its next operation is due, and since when it has its place. */
  scheduledUs: number;
  startedUs: number;
}

interface UnderWay {
  pattern: string;
  scheduledUs: number;
  startedUs: number;
}

/** Turns arrivals into operations on one target, and operations into measurements. */
export class Performer implements Work<void> {
  readonly #of: Performance;
  readonly #data: Data;
  readonly #underWay = new Map<Flight, UnderWay>();
  /** The pattern that a script's function ran last. */
  readonly #lastOf = new Map<string, string>();

  constructor(performance: Performance) {
    this.#of = performance;
    this.#data = new Data(performance.world);
  }

  async begin(flight: Flight): Promise<void> {
    const job = this.#of.jobOf(flight.n);
    const state: Progress = { flight, scheduledUs: flight.scheduledUs, startedUs: flight.startedUs };
    if (job.kind === 'script') await this.#script(job, state);
    else await this.#run(job, state);
    this.#underWay.delete(flight);
  }

  /** A script's function: each pattern that it calls is due when it is called, the first one when the iteration was. */
  async #script({ name, exec, jobNamed }: ScriptJob, state: Progress): Promise<void> {
    let calls = 0;
    const run = async (id: string): Promise<ReadAnswer | null> => {
      if (calls++ > 0) state.scheduledUs = state.startedUs = this.#of.clock();
      const job = jobNamed(id);
      this.#lastOf.set(name, firstPattern(job)?.id ?? id);
      return this.#run(job, state);
    };
    try {
      await iterations.run({ run }, exec);
    } catch (error) {
      throw new ScriptThrew(`the script's function ${name} threw ${String(error)}`);
    }
  }

  /** Runs the operations of a pattern or a flow; the last answer's reader, `null` where an operation failed. */
  async #run(job: Exclude<Job, ScriptJob>, state: Progress): Promise<ReadAnswer | null> {
    const { world, written, clock } = this.#of;
    const { flight } = state;
    const phase = this.#of.phaseOf(flight.scheduledUs);
    let answer: ReadAnswer | null = null;
    const turn = { operation: this.#of.operationOf(flight.n), phase };
    for (const operation of operationsOf(job, world, turn.operation, written)) {
      if (operation.thinkMs > 0) {
        state.scheduledUs += operation.thinkMs * 1000;
        await sleep(operation.thinkMs);
        state.startedUs = clock();
      }
      const { scheduledUs, startedUs } = state;
      const underWay = { pattern: operation.pattern.id, scheduledUs, startedUs };
      this.#underWay.set(flight, underWay);
      const executed = await this.#of.executor.execute(operation.pattern, operation.params, turn);
      if (this.#underWay.get(flight) !== underWay) return null;
      const outcome = this.#outcome(flight.n, operation, executed, phase);
      const { sentUs, doneUs, poolWaitUs, cost } = executed;
      this.#of.recording.record({ ...underWay, phase, sentUs, doneUs, poolWaitUs, outcome, cost });
      if (outcome.state === 'failed') return null;
      answer = executed.read;
      state.scheduledUs = state.startedUs = doneUs;
    }
    return answer;
  }

  ended(): void {}

  late(lateUs: number): void {
    this.#of.recording.late(lateUs);
  }

  cut(flight: Flight, cutUs: number): void {
    const underWay = this.#underWay.get(flight);
    if (underWay === undefined) return;
    this.#underWay.delete(flight);
    const detail = 'not answered when the load stopped waiting';
    this.#of.recording.record({
      ...underWay,
      phase: this.#of.phaseOf(flight.scheduledUs),
      sentUs: null,
      doneUs: cutUs,
      poolWaitUs: 0,
      outcome: { state: 'failed', kind: 'timeout', detail },
      cost: { requests: 0, items: 0, evaluated: 0, bytes: 0, consumed: [] },
    });
  }

  dropped(n: number, scheduledUs: number): void {
    const job = this.#of.jobOf(n);
    // What a script's function would have run nobody knows: it counts where its iterations have counted.
    const pattern = job.kind === 'script' ? this.#lastOf.get(job.name) : firstPattern(job)?.id;
    if (pattern !== undefined) this.#of.recording.drop(pattern, this.#of.phaseOf(scheduledUs));
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

const sampleOneIn = 16;

/** Which operations are compared: a fixed share, spread over all of them by a multiplicative hash of their number. */
export function isChecked(verification: Verification, n: number): boolean {
  if (verification !== 'sample') return verification === 'all';
  return (Math.imul(n + 1, 0x9e3779b1) >>> 0) % sampleOneIn === 0;
}
