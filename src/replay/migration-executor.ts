import type { MigrationEngine, MigrationPhase } from '../load/migration-phase.ts';
import type { Cost } from '../measure/measurement.ts';
import type { Executed, Executor } from '../targets/target.ts';
import type { AnyPattern } from '../workload/pattern.ts';
import type { MigrationMeter, MigrationPlaceInTime } from './migration-meter.ts';
import { type Route, routeOf } from './migration-route.ts';
import type { Operator, Turn } from './operator.ts';
import type { ShadowJudge } from './shadow-judge.ts';
import { Turnstile } from './turnstile.ts';

export interface MigrationSetup {
  readonly engines: Readonly<Record<MigrationEngine, Executor>>;
  readonly phases: readonly MigrationPhase[];
  readonly randomSeed: number;
  readonly judge: ShadowJudge;
  readonly meter: MigrationMeter;
  /** Microseconds, the load's. */
  readonly clock: () => number;
  /** An answer that differs is asked for again so many times at most, each so long after the one before. */
  readonly againAfterMs: readonly number[];
  /** How many differences are followed up at once, so that asking again is no load of its own. */
  readonly againAtOnce: number;
  readonly sleep: (ms: number) => Promise<void>;
}

type Answers = readonly [postgres: Executed, dynamodb: Executed];

/** One operation on its way through a migration. */
interface Passage {
  readonly pattern: AnyPattern;
  readonly params: object;
  readonly at: MigrationPlaceInTime;
  readonly startUs: number;
}

/**
 * An application between two engines. `execute` is what the application waits for; what it does not wait for (a shadow
 * read, an asynchronous second write) goes on by itself, and `settled` waits for it.
 */
export class MigrationExecutor implements Operator {
  readonly #of: MigrationSetup;
  readonly #byItself = new Set<Promise<void>>();
  /** A program's own bug in what nobody waited for. */
  #failure: unknown = null;

  readonly #followUps: Turnstile;

  constructor(setup: MigrationSetup) {
    this.#of = setup;
    this.#followUps = new Turnstile(setup.againAtOnce);
  }

  async execute(pattern: AnyPattern, params: object, { operation, phase }: Turn): Promise<Executed> {
    if (this.#failure !== null) throw this.#failure;
    const isWrite = pattern.leaves !== undefined;
    const { first, other, waits } = routeOf(this.#phase(phase), isWrite, this.#of.randomSeed, operation);
    const passage = { pattern, params, at: { phase, pattern: pattern.id }, startUs: this.#of.clock() };
    if (first === 'dynamodb' && other === null) this.#of.meter.spared(passage.at);
    return withoutUnits(await this.#run({ first, other, waits }, isWrite, passage));
  }

  #run({ first, other, waits }: Route, isWrite: boolean, passage: Passage): Promise<Executed> {
    if (other === null) return this.#ask(first, passage);
    return isWrite ? this.#writeBoth(first, other, waits, passage) : this.#readBoth(first, other, passage);
  }

  /** Kept when nothing is under way any more; fails with what failed by itself. */
  async settled(): Promise<void> {
    while (this.#byItself.size > 0) await Promise.all(this.#byItself);
    if (this.#failure !== null) throw this.#failure;
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#of.engines).map((engine) => engine.close()));
  }

  /** The warm-up goes the first phase's way. */
  #phase(name: string): MigrationPhase {
    const phase = this.#of.phases.find((one) => one.name === name) ?? this.#of.phases[0];
    if (phase === undefined) throw new RangeError('a migration without phases');
    return phase;
  }

  async #ask(engine: MigrationEngine, { pattern, params, at }: Passage): Promise<Executed> {
    const fromUs = this.#of.clock();
    const executed = await this.#of.engines[engine].execute(pattern, params);
    this.#of.meter.asked(engine, at, fromUs, executed);
    return executed;
  }

  /** The second write follows the first, and only where that came through. */
  async #writeBoth(
    first: MigrationEngine,
    other: MigrationEngine,
    waits: boolean,
    passage: Passage,
  ): Promise<Executed> {
    const one = await this.#ask(first, passage);
    if (one.outcome.state === 'failed') {
      // It was sent, and no answer tells whether it was done.
      const isInDoubt = one.sentUs !== null && (one.outcome.kind === 'timeout' || one.outcome.kind === 'connection');
      const words = `${first} may have it (${one.outcome.detail}), ${other} was not asked`;
      if (isInDoubt) this.#of.meter.half('write', passage.at, passage.startUs, words);
      return one;
    }
    const second = this.#ask(other, passage).then((executed) => {
      if (executed.outcome.state === 'failed') {
        const words = `${first} has it, ${other} failed (${executed.outcome.detail})`;
        this.#of.meter.half('write', passage.at, passage.startUs, words);
      }
      return executed;
    });
    if (waits) return both(one, await second);
    this.#goOn(second);
    return one;
  }

  /** Both are asked at once; the application has its answer when the first has. */
  async #readBoth(first: MigrationEngine, other: MigrationEngine, passage: Passage): Promise<Executed> {
    const answer = this.#ask(first, passage);
    const shadow = this.#ask(other, passage);
    this.#goOn(
      Promise.all([answer, shadow]).then(([one, two]) =>
        this.#compare(passage, first === 'postgres' ? [one, two] : [two, one]),
      ),
    );
    return answer;
  }

  async #compare(passage: Passage, [postgres, dynamodb]: Answers): Promise<void> {
    const { judge, meter } = this.#of;
    const { pattern, params, at, startUs } = passage;
    const verdict = judge.judge(pattern, params, postgres, dynamodb);
    if (verdict.kind === 'equal') meter.compared(at, 'equal');
    else if (verdict.kind === 'one side') meter.half('read', at, startUs, verdict.words);
    else if (verdict.kind === 'differs') {
      const last = await this.#followUps.run(() => this.#askAgain(passage, verdict.words));
      if (last === null) meter.compared(at, 'late');
      else meter.mismatch(at, startUs, last);
    }
  }

  /** A difference may be that of a write under way: `null` where it has gone, else the last one in words. */
  async #askAgain(passage: Passage, difference: string): Promise<string | null> {
    const { judge, meter, againAfterMs, sleep } = this.#of;
    let words = difference;
    for (const waitMs of againAfterMs) {
      await sleep(waitMs);
      const [postgres, dynamodb] = await Promise.all([this.#ask('postgres', passage), this.#ask('dynamodb', passage)]);
      meter.askedAgain(passage.at, postgres.cost.requests);
      const verdict = judge.judge(passage.pattern, passage.params, postgres, dynamodb);
      if (verdict.kind === 'equal') return null;
      // An engine that fails now has answered before: that difference stands.
      if (verdict.kind === 'differs') words = verdict.words;
    }
    return words;
  }

  #goOn(work: Promise<unknown>): void {
    const going = work.then(
      () => undefined,
      (error: unknown) => {
        this.#failure ??= error;
      },
    );
    this.#byItself.add(going);
    void going.then(() => this.#byItself.delete(going));
  }
}

/** Units are told per engine, where none is forgotten and none counts twice. */
function withoutUnits(executed: Executed): Executed {
  return { ...executed, cost: { ...executed.cost, consumed: [] } };
}

/** What an application that waits for two writes has of them: the outcome of the first, the time of both. */
function both(first: Executed, second: Executed): Executed {
  return {
    ...first,
    doneUs: Math.max(first.doneUs, second.doneUs),
    poolWaitUs: first.poolWaitUs + second.poolWaitUs,
    cost: sum(first.cost, second.cost),
  };
}

function sum(one: Cost, other: Cost): Cost {
  return {
    requests: one.requests + other.requests,
    items: one.items + other.items,
    evaluated: one.evaluated + other.evaluated,
    bytes: one.bytes + other.bytes,
    consumed: [],
  };
}
