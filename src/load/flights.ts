import type { Clock } from './clock.ts';
import type { Flight, LoadTotals, Work } from './work.ts';

/** The operations under way: started here, and told of exactly once. What every executor stands on. */
export class Flights<Result> {
  readonly #work: Work<Result>;
  readonly #clock: Clock;
  readonly #landed: (flight: Flight) => void;
  /** By slot, which no two have at the same time: a set would be built anew every few operations. */
  readonly #aloft: (Flight | undefined)[] = [];
  #inFlight = 0;
  #ended = 0;
  #cut = 0;
  #dropped = 0;
  #failure: { readonly error: unknown } | null = null;

  /** `landed` is called after each end of a flight, be it cut. */
  constructor(work: Work<Result>, clock: Clock, landed: (flight: Flight) => void) {
    this.#work = work;
    this.#clock = clock;
    this.#landed = landed;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** What the work itself threw first. */
  get failure(): { readonly error: unknown } | null {
    return this.#failure;
  }

  get totals(): LoadTotals {
    const scheduled = this.#ended + this.#cut + this.#dropped + this.#inFlight;
    return { scheduled, ended: this.#ended, cut: this.#cut, dropped: this.#dropped };
  }

  launch(flight: Flight): void {
    this.#aloft[flight.slot] = flight;
    this.#inFlight++;
    try {
      this.#work.begin(flight).then(
        (result) => this.#land(flight, result),
        (error: unknown) => this.#crash(flight, error),
      );
    } catch (error) {
      // `begin` itself threw: told of in a turn of its own, as every other end is.
      this.#clock.wakeAt(this.#clock.nowUs(), () => this.#crash(flight, error));
    }
  }

  drop(n: number, scheduledUs: number): void {
    this.#dropped++;
    this.#tell(() => this.#work.dropped(n, scheduledUs));
  }

  cut(flight: Flight): void {
    if (!this.#takeDown(flight)) return;
    this.#cut++;
    this.#tell(() => this.#work.cut(flight, this.#clock.nowUs()));
    this.#landed(flight);
  }

  cutAll(): void {
    for (const flight of [...this.#aloft]) if (flight !== undefined) this.cut(flight);
  }

  #land(flight: Flight, result: Result): void {
    if (!this.#takeDown(flight)) return;
    this.#ended++;
    this.#tell(() => this.#work.ended(flight, result, this.#clock.nowUs()));
    this.#landed(flight);
  }

  /** Whether it was still aloft. */
  #takeDown(flight: Flight): boolean {
    if (this.#aloft[flight.slot] !== flight) return false;
    this.#aloft[flight.slot] = undefined;
    this.#inFlight--;
    return true;
  }

  #crash(flight: Flight, error: unknown): void {
    this.#failure ??= { error };
    this.cut(flight);
  }

  #tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.#failure ??= { error };
    }
  }
}

/** The promise of a load's end. */
export class Over {
  readonly promise: Promise<LoadTotals>;
  #resolve: (totals: LoadTotals) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  #settled = false;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  get settled(): boolean {
    return this.#settled;
  }

  settle({ failure, totals }: Pick<Flights<unknown>, 'failure' | 'totals'>): void {
    this.#settled = true;
    if (failure === null) this.#resolve(totals);
    else this.#reject(failure.error);
  }
}
