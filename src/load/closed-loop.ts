import type { Clock, Wake } from './clock.ts';
import { Flights, Over } from './flights.ts';
import type { Stripe } from './schedule.ts';
import { stripedVus, type VuPlan } from './vu-plan.ts';
import type { Flight, LoadRun, LoadTotals, Work } from './work.ts';

/** A closed-loop load: k6's constant-vus, ramping-vus, shared-iterations and per-vu-iterations are plans of it. */
export interface ClosedLoop<Result> {
  /** Its moments are the clock's. */
  readonly plan: VuPlan;
  readonly clock: Clock;
  readonly work: Work<Result>;
  /** This worker's share; all of it by default. */
  readonly stripe?: Stripe;
  /** A shorter grace than the plan's after a stop. */
  readonly stopGraceUs?: number;
  /** Stops the load: no further iteration starts or counts, what is in flight has the grace. */
  readonly signal?: AbortSignal;
}

/**
 * Runs virtual users. An iteration is due when its user is ready for it, so a slow target slows the load down: that is
 * what closed loops are, and why they say less about latency. Iterations are numbered in the order of their starts.
 */
export function runVus<Result>(load: ClosedLoop<Result>): LoadRun {
  const users = new Users(load);
  return { over: users.run(), inFlight: () => users.inFlight, waiting: () => 0 };
}

interface Vu {
  readonly slot: number;
  active: boolean;
  /** Iterations that it may still start. */
  left: number;
  flight: Flight | null;
  /** A next iteration has been asked for. */
  called: boolean;
  cut: Wake | null;
}

class Users<Result> {
  readonly #clock: Clock;
  readonly #work: Work<Result>;
  readonly #plan: VuPlan;
  readonly #stripe: Stripe;
  readonly #signal: AbortSignal | undefined;
  readonly #flights: Flights<Result>;
  readonly #over = new Over();
  readonly #vus: Vu[] = [];
  readonly #wakes: Wake[] = [];
  /** Iterations that may still be started by anyone, and those that were. */
  #left: number;
  #started = 0;
  #ended = false;
  readonly #stopGraceUs: number;
  readonly #stop = () => {
    this.#end(false);
    this.#cutAfter(this.#stopGraceUs);
  };

  constructor({ plan, clock, work, stripe = { worker: 0, workers: 1 }, stopGraceUs, signal }: ClosedLoop<Result>) {
    this.#stopGraceUs = stopGraceUs ?? plan.graceUs;
    this.#clock = clock;
    this.#work = work;
    this.#stripe = stripe;
    this.#signal = signal;
    this.#plan = stripedVus(plan, stripe);
    this.#left = iterationsOf(this.#plan);
    this.#flights = new Flights(work, clock, (flight) => this.#landed(flight));
  }

  get inFlight(): number {
    return this.#flights.inFlight;
  }

  run(): Promise<LoadTotals> {
    this.#signal?.addEventListener('abort', this.#stop, { once: true });
    if (this.#signal?.aborted) this.#end(false);
    else {
      for (const { atUs, vus } of this.#plan.steps) this.#wakeAt(atUs, () => this.#resize(vus));
      this.#wakeAt(this.#plan.endUs, () => this.#end(true));
      this.#finishIfDone();
    }
    return this.#over.promise;
  }

  #wakeAt(atUs: number, call: () => void): void {
    this.#wakes.push(this.#clock.wakeAt(atUs, call));
  }

  /** The first so many users work from now on; those after them finish what they do. */
  #resize(vus: number): void {
    while (this.#vus.length < vus) this.#vus.push(this.#hire(this.#vus.length));
    for (const vu of this.#vus) {
      if (vu.slot < vus) this.#activate(vu);
      else this.#retire(vu, this.#plan.rampDownGraceUs);
    }
  }

  #hire(slot: number): Vu {
    const { iterations } = this.#plan;
    const left = iterations.kind === 'each' ? iterations.count : Number.POSITIVE_INFINITY;
    return { slot, active: false, left, flight: null, called: false, cut: null };
  }

  #activate(vu: Vu): void {
    vu.active = true;
    vu.cut?.cancel();
    vu.cut = null;
    if (vu.flight === null) this.#callNext(vu);
  }

  #retire(vu: Vu, graceUs: number): void {
    if (!vu.active) return;
    vu.active = false;
    const { flight } = vu;
    if (flight !== null) vu.cut = this.#clock.wakeAt(this.#clock.nowUs() + graceUs, () => this.#flights.cut(flight));
  }

  /** Through the clock, so that work which never waits cannot keep the process from reading answers. */
  #callNext(vu: Vu): void {
    if (vu.called) return;
    vu.called = true;
    const readyUs = this.#clock.nowUs();
    this.#clock.wakeAt(readyUs, () => this.#next(vu, readyUs));
  }

  #next(vu: Vu, readyUs: number): void {
    vu.called = false;
    if (this.#ended || !vu.active || vu.flight !== null || vu.left === 0 || this.#left === 0) return;
    const startedUs = this.#clock.nowUs();
    this.#work.late?.(startedUs - readyUs);
    const flight = { n: this.#numberOf(this.#started), scheduledUs: readyUs, startedUs, slot: vu.slot };
    this.#started++;
    this.#left--;
    vu.left--;
    vu.flight = flight;
    this.#flights.launch(flight);
  }

  #numberOf(started: number): number {
    return this.#stripe.worker + started * this.#stripe.workers;
  }

  #landed({ slot }: Flight): void {
    const vu = this.#vus[slot];
    if (vu === undefined) return;
    vu.flight = null;
    vu.cut?.cancel();
    vu.cut = null;
    if (this.#flights.failure !== null) this.#end(false);
    else if (vu.active && !this.#ended) this.#callNext(vu);
    this.#finishIfDone();
  }

  /** The end of the time, where what should have been started and was not is dropped; or a stop, where it is not. */
  #end(timeIsUp: boolean): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const wake of this.#wakes) wake.cancel();
    for (const vu of this.#vus) vu.active = false;
    const unstarted = timeIsUp && this.#left < Number.POSITIVE_INFINITY ? this.#left : 0;
    for (let k = 0; k < unstarted; k++) this.#flights.drop(this.#numberOf(this.#started + k), this.#plan.endUs);
    this.#cutAfter(this.#plan.graceUs);
    this.#finishIfDone();
  }

  #cutAfter(graceUs: number): void {
    if (!this.#over.settled) this.#wakeAt(this.#clock.nowUs() + graceUs, () => this.#flights.cutAll());
  }

  #finishIfDone(): void {
    if (this.#over.settled || this.#flights.inFlight > 0 || !(this.#ended || this.#left === 0)) return;
    this.#ended = true;
    for (const wake of this.#wakes) wake.cancel();
    this.#signal?.removeEventListener('abort', this.#stop);
    this.#over.settle(this.#flights);
  }
}

function iterationsOf({ steps, iterations }: VuPlan): number {
  if (iterations.kind === 'unlimited') return Number.POSITIVE_INFINITY;
  if (iterations.kind === 'shared') return iterations.count;
  return iterations.count * Math.max(0, ...steps.map(({ vus }) => vus));
}
