import { Agenda, type Wake } from './agenda.ts';
import { type Alarm, openAlarm } from './alarm.ts';
import type { Clock } from './clock.ts';

/** The real time, called to the tenth of a millisecond while the core is not saturated. */
export interface PreciseClock extends Clock {
  /**
   * Counts from another origin from now on (of `process.hrtime.bigint()`, which all threads share; it may be to come).
   * @throws {RangeError} where something is left to be called.
   */
  startFrom(originNs: bigint): void;
  /** CPU time that went into waiting for calls that were near: busy, but free to be used. */
  spunUs(): number;
  /** Ends the clock's thread; what is still to be called never is. */
  close(): void;
}

/** Calls that are due are made for so long at a time; then answers are read. */
const turnUs = 1000;
/** The alarm is set early by what it tends to be late, at most so much; the rest is spun away. */
const mostEarlyUs = 1000;
const mostOftenLateUs = 50;
/** A core that slept for long wakes up late: it is woken early by such a share of the sleep, up to the same. */
const sleepShare = 0.02;
/** Spinning may take such a share of the time, and what was not used of it for up to so long. */
const spinShare = 0.05;
const mostSavedUs = 2000;
/** A turn of the event loop in which nothing happened takes no longer. */
const emptyTurnUs = 10;

/**
 * Opens the clock. Its zero is the moment at which it is open, until it is told another.
 *
 * It sleeps until shortly before a call is due and spins the rest, letting the event loop turn, so that answers that
 * come in meanwhile are read at once. At low rates the spinning costs nothing to speak of; at high ones it is bounded to
 * a share of the time, which suffices as a busy core has little to wake up from.
 */
export async function openClock(): Promise<PreciseClock> {
  let ring = () => {};
  const alarm = await openAlarm(() => ring());
  const clock = new SpinningClock(alarm);
  ring = () => clock.rung();
  return clock;
}

class SpinningClock implements PreciseClock {
  readonly #alarm: Alarm;
  readonly #agenda = new Agenda();
  #originNs = 0n;
  /** The moment of origin on the scale of `performance.now()`, which costs a tenth of a BigInt's. */
  #originMs = Number.NaN;
  /** When the alarm will ring; Infinity while it is not set. */
  #ringsUs = Number.POSITIVE_INFINITY;
  /** How late the alarm rings nine times out of ten: a running estimate. */
  #lateUs = 200;
  /** The same, every second time: the alarm is set earlier by this much whatever may still be spun. */
  #oftenLateUs = 30;
  /** How much may still be spun, as of when. */
  #allowanceUs = mostSavedUs;
  #allowedAtUs = 0;
  #running = false;
  #turning = false;
  #closed = false;
  #turnedUs = 0;
  #spunUs = 0;
  readonly #onTurn = () => this.#turn();

  constructor(alarm: Alarm) {
    this.#alarm = alarm;
    this.startFrom(process.hrtime.bigint());
  }

  startFrom(originNs: bigint): void {
    if (this.#agenda.nextUs !== Number.POSITIVE_INFINITY)
      throw new RangeError('a clock with calls to come has its origin');
    this.#originNs = originNs;
    this.#originMs = originOnScale(originNs);
    this.#ringsUs = Number.POSITIVE_INFINITY;
    [this.#allowanceUs, this.#allowedAtUs] = [mostSavedUs, this.nowUs()];
  }

  nowUs(): number {
    return (performance.now() - this.#originMs) * 1000;
  }

  spunUs(): number {
    return this.#spunUs;
  }

  wakeAt(atUs: number, call: () => void): Wake {
    const wake = this.#agenda.add(atUs, call);
    this.#rest();
    return wake;
  }

  close(): void {
    this.#closed = true;
    this.#alarm.close();
  }

  rung(): void {
    const nowUs = this.nowUs();
    const lateUs = nowUs - this.#ringsUs;
    // Nine small steps up for one down: settles where one ring in ten is later.
    if (lateUs > this.#lateUs) this.#lateUs = Math.min(this.#lateUs + 18, mostEarlyUs);
    else if (lateUs >= 0) this.#lateUs = Math.max(this.#lateUs - 2, 0);
    if (lateUs > this.#oftenLateUs) this.#oftenLateUs = Math.min(this.#oftenLateUs + 2, mostOftenLateUs);
    else if (lateUs >= 0) this.#oftenLateUs = Math.max(this.#oftenLateUs - 2, 0);
    this.#ringsUs = Number.POSITIVE_INFINITY;
    if (!this.#turning) this.#run();
  }

  #turn(): void {
    this.#turning = false;
    const nowUs = this.nowUs();
    if (this.#agenda.nextUs > nowUs) this.#spun(nowUs, Math.min(nowUs - this.#turnedUs, emptyTurnUs));
    this.#run();
  }

  #run(): void {
    const startUs = this.nowUs();
    this.#running = true;
    for (let nowUs = startUs; nowUs < startUs + turnUs && !this.#closed; nowUs = this.nowUs()) {
      const call = this.#agenda.takeDue(nowUs);
      if (call === null) break;
      call();
    }
    this.#running = false;
    this.#rest();
  }

  /** Goes to sleep until shortly before the next call, or turns the event loop once if that is now. */
  #rest(): void {
    const nextUs = this.#agenda.nextUs;
    if (this.#running || this.#turning || this.#closed || nextUs === Number.POSITIVE_INFINITY) return;
    const nowUs = this.nowUs();
    const ringUs = nextUs - this.#earliness(nowUs, nextUs);
    if (ringUs <= nowUs) {
      this.#turning = true;
      this.#turnedUs = nowUs;
      setImmediate(this.#onTurn);
    } else if (ringUs < this.#ringsUs) {
      this.#ringsUs = ringUs;
      this.#alarm.set(this.#originNs + BigInt(Math.round(ringUs * 1000)));
    }
  }

  #earliness(nowUs: number, nextUs: number): number {
    const wantedUs = Math.max(this.#lateUs, sleepShare * (nextUs - nowUs));
    return Math.max(Math.min(wantedUs, mostEarlyUs, this.#allowance(nextUs)), this.#oftenLateUs);
  }

  #allowance(byUs: number): number {
    return Math.max(0, Math.min(mostSavedUs, this.#allowanceUs + (byUs - this.#allowedAtUs) * spinShare));
  }

  #spun(nowUs: number, us: number): void {
    this.#allowanceUs = this.#allowance(nowUs) - us;
    this.#allowedAtUs = nowUs;
    this.#spunUs += us;
  }
}

/** The moment of origin on the scale of `performance.now()`: of a few tries that one counts which took the least time. */
function originOnScale(originNs: bigint): number {
  let [originMs, leastMs] = [0, Number.POSITIVE_INFINITY];
  for (let tried = 0; tried < 10; tried++) {
    const beforeMs = performance.now();
    const sinceMs = Number(process.hrtime.bigint() - originNs) / 1e6;
    const tookMs = performance.now() - beforeMs;
    if (tookMs < leastMs) [originMs, leastMs] = [beforeMs + tookMs / 2 - sinceMs, tookMs];
  }
  return originMs;
}
