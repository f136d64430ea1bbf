import type { Clock, Wake } from './clock.ts';
import { Flights, Over } from './flights.ts';
import type { Schedule } from './schedule.ts';
import { Slots } from './slots.ts';
import type { LoadRun, LoadTotals, Work } from './work.ts';

/** An open-loop load: operation n starts when it is due, whatever became of n − 1. */
export interface Dispatch<Result> {
  /** Its moments are the clock's. */
  readonly schedule: Schedule;
  readonly clock: Clock;
  readonly work: Work<Result>;
  /** How many may be in flight at once; Infinity for no cap. A full house queues, first come first served. */
  readonly maxInFlight: number;
  /** An arrival that found no slot for so long is dropped. At 0 it is dropped at once, as k6 does. */
  readonly maxWaitUs: number;
  /** How long operations in flight may go on after the last start or a stop, before they are cut. */
  readonly graceUs: number;
  /** The grace after the last start begins here at the earliest: the end of the time in which operations may start. */
  readonly endUs?: number;
  /** A shorter grace after a stop. */
  readonly stopGraceUs?: number;
  /** Stops the load: what is not due yet never counts, what waits for a slot is dropped, what is in flight has the grace. */
  readonly signal?: AbortSignal;
}

/** Overdue arrivals start in turns of so many, or for so long, so that answers are read between the turns of a catch-up. */
const startsPerTurn = 64;
const turnUs = 1000;
/**
 * Runs a schedule. The queue is no list: arrivals start in order, so those that wait are the range from the next one to
 * start up to the last one due, and memory is that of the operations in flight.
 */
export function dispatch<Result>(plan: Dispatch<Result>): LoadRun {
  const dispatcher = new Dispatcher(plan);
  return {
    over: dispatcher.run(),
    inFlight: () => dispatcher.inFlight,
    waiting: () => dispatcher.waiting,
  };
}

class Dispatcher<Result> {
  readonly #plan: Dispatch<Result>;
  readonly #clock: Clock;
  readonly #flights: Flights<Result>;
  readonly #slots = new Slots();
  readonly #over = new Over();
  /** The next arrival to start, and when it was due: Infinity after the last. */
  #next = 0;
  #dueUs = 0;
  /** When the house was last full. */
  #openedUs = 0;
  #wake: Wake | null = null;
  /** Whether the wake is for now, rather than for when the next is due. */
  #soon = false;
  #grace: Wake | null = null;
  #stopped = false;
  readonly #stop = () => {
    this.#stopped = true;
    this.#arm();
  };

  constructor(plan: Dispatch<Result>) {
    this.#plan = plan;
    this.#clock = plan.clock;
    this.#flights = new Flights(plan.work, plan.clock, ({ slot }) => this.#landed(slot));
    this.#goTo(0);
  }

  get inFlight(): number {
    return this.#flights.inFlight;
  }

  get waiting(): number {
    return this.#over.settled ? 0 : this.#dueBy(this.#clock.nowUs()) - this.#next;
  }

  run(): Promise<LoadTotals> {
    const { signal } = this.#plan;
    signal?.addEventListener('abort', this.#stop, { once: true });
    if (signal?.aborted) this.#stopped = true;
    this.#arm();
    return this.#over.promise;
  }

  #turn(): void {
    this.#wake = null;
    this.#soon = false;
    const endsUs = this.#clock.nowUs() + turnUs;
    for (let starts = 0; this.#dueUs < Number.POSITIVE_INFINITY; ) {
      const nowUs = this.#clock.nowUs();
      if (this.#dueUs > nowUs) break;
      if (this.#flights.inFlight >= this.#plan.maxInFlight) {
        if (!this.#dropOverdue(nowUs)) break;
      } else if (starts++ < startsPerTurn && nowUs < endsUs) this.#start(nowUs);
      else break;
    }
    this.#arm();
  }

  #start(nowUs: number): void {
    const { schedule, work } = this.#plan;
    const n = schedule.operation(this.#next);
    const scheduledUs = this.#dueUs;
    work.late?.(nowUs - Math.max(scheduledUs, this.#openedUs));
    this.#goTo(this.#next + 1);
    this.#flights.launch({ n, scheduledUs, startedUs: nowUs, slot: this.#slots.take() });
  }

  /** Drops the head of the queue, if it has waited as long as it may. */
  #dropOverdue(nowUs: number): boolean {
    if (nowUs - this.#dueUs < this.#plan.maxWaitUs) return false;
    this.#dropNext();
    return true;
  }

  #dropNext(): void {
    const n = this.#plan.schedule.operation(this.#next);
    const scheduledUs = this.#dueUs;
    this.#goTo(this.#next + 1);
    this.#flights.drop(n, scheduledUs);
  }

  #landed(slot: number): void {
    this.#slots.give(slot);
    if (this.#over.settled) return;
    const nowUs = this.#clock.nowUs();
    if (this.#flights.inFlight + 1 >= this.#plan.maxInFlight) {
      // The house was full until now: who had waited too long by now did not get this slot.
      while (this.#dueUs < nowUs - this.#plan.maxWaitUs) this.#dropNext();
      this.#openedUs = nowUs;
    }
    if (this.#dueUs <= nowUs) this.#wakeSoon(nowUs);
    else if (this.#flights.inFlight === 0 || this.#flights.failure !== null) this.#arm();
  }

  /** Asks to be called when there is something to do next, or ends. */
  #arm(): void {
    if (this.#over.settled) return;
    if (this.#flights.failure !== null) this.#stopped = true;
    if (this.#stopped || this.#dueUs === Number.POSITIVE_INFINITY) this.#finish();
    else if (this.#flights.inFlight < this.#plan.maxInFlight || this.#dueUs > this.#clock.nowUs())
      this.#wakeAt(this.#dueUs);
    else this.#wakeAt(this.#dueUs + this.#plan.maxWaitUs);
  }

  /** A call that comes too soon does no harm: it finds nothing to do and asks again. */
  #wakeAt(atUs: number): void {
    if (this.#wake !== null && this.#wake.atUs <= atUs) return;
    this.#wake?.cancel();
    this.#wake = atUs < Number.POSITIVE_INFINITY ? this.#clock.wakeAt(atUs, () => this.#turn()) : null;
  }

  /** Something is due and the process is awake: no need to be woken for it. */
  #wakeSoon(nowUs: number): void {
    if (this.#soon) return;
    this.#soon = true;
    this.#wake?.cancel();
    this.#wake = this.#clock.wakeAt(nowUs, () => this.#turn());
  }

  /** Nothing is left to be started: drops what was due when a stop came, and waits for what is in flight, as long as the grace. */
  #finish(): void {
    this.#wake?.cancel();
    const nowUs = this.#clock.nowUs();
    while (this.#dueUs <= nowUs) this.#dropNext();
    this.#dueUs = Number.POSITIVE_INFINITY;
    if (this.#flights.inFlight > 0) {
      this.#cutBy(this.#graceEndsUs(nowUs));
      return;
    }
    this.#grace?.cancel();
    this.#plan.signal?.removeEventListener('abort', this.#stop);
    this.#over.settle(this.#flights);
  }

  /** A stop may bring the end of the grace nearer, never push it off. */
  #cutBy(atUs: number): void {
    if (this.#grace !== null && this.#grace.atUs <= atUs) return;
    this.#grace?.cancel();
    this.#grace = this.#clock.wakeAt(atUs, () => this.#flights.cutAll());
  }

  #graceEndsUs(nowUs: number): number {
    const { graceUs, endUs = 0, stopGraceUs = graceUs } = this.#plan;
    return this.#stopped ? nowUs + Math.min(graceUs, stopGraceUs) : Math.max(nowUs, endUs) + graceUs;
  }

  #goTo(i: number): void {
    this.#next = i;
    this.#dueUs = i < this.#plan.schedule.count ? this.#plan.schedule.atUs(i) : Number.POSITIVE_INFINITY;
  }

  /** How many arrivals are due by a moment, by bisection. */
  #dueBy(us: number): number {
    if (this.#dueUs > us) return this.#next;
    let [low, high] = [this.#next, this.#plan.schedule.count];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#plan.schedule.atUs(middle) <= us) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
