import type { HeatAssumptions } from './assumptions.ts';
import { AutoScaling } from './auto-scaling.ts';
import { BurstBucket } from './burst-bucket.ts';
import type { DecreaseBudget } from './decrease-budget.ts';
import type { HeatCurve, HeatLimit, HeatSupply } from './heat-day.ts';
import { OnDemandSupply } from './on-demand.ts';
import type { Direction } from './throughput.ts';

/** What one direction of a resource can serve, second by second. */
interface Source {
  /** What stands in the way of so many units in this second; `null` for nothing. */
  refusal(units: number, second: number): HeatLimit | null;
  take(units: number): void;
  /** The minute has ended; gives the capacity of the next, `null` on demand. */
  endMinute(minute: number, consumed: number): number | null;
  readonly capacity: number | null;
}

/** One direction of a resource: its source, and what it told of the day. */
export class Supply {
  readonly #source: Source;
  readonly #capacity: Float64Array | null;
  readonly #consumed: Float64Array;
  #minuteUnits = 0;
  #asked = 0;
  #served = 0;

  constructor(
    { throughput, startUnits, startPeak }: HeatSupply,
    direction: Direction,
    decreases: DecreaseBudget,
    assumptions: HeatAssumptions,
    minutes: number,
  ) {
    if (throughput.mode === 'on-demand') this.#source = new OnDemandSupply(direction, startPeak ?? 0);
    else {
      const scaling =
        throughput.mode === 'auto-scaling'
          ? new AutoScaling(throughput.policy, decreases, assumptions, startUnits ?? throughput.policy.min)
          : null;
      const units = throughput.mode === 'provisioned' ? throughput.units : (startUnits ?? throughput.policy.min);
      this.#source = new ProvisionedSupply(units, scaling, assumptions);
    }
    this.#consumed = new Float64Array(minutes);
    this.#capacity = this.#source.capacity === null ? null : new Float64Array(minutes);
  }

  ask(units: number): void {
    this.#asked += units;
  }

  refusal(units: number, second: number): HeatLimit | null {
    return this.#source.refusal(units, second);
  }

  /** A negative number gives back what was taken in the same second. */
  take(units: number): void {
    this.#source.take(units);
    this.#minuteUnits += units;
    this.#served += units;
  }

  endMinute(minute: number): void {
    this.#consumed[minute] = this.#minuteUnits;
    if (this.#capacity !== null) this.#capacity[minute] = this.#source.capacity ?? 0;
    this.#source.endMinute(minute, this.#minuteUnits / 60);
    this.#minuteUnits = 0;
  }

  curve(): HeatCurve {
    const sum = this.#capacity?.reduce((units, each) => units + each, 0);
    return {
      capacity: this.#capacity,
      consumed: this.#consumed,
      askedUnits: this.#asked,
      servedUnits: this.#served,
      capacityHours: sum === undefined ? null : sum / 60,
    };
  }
}

class ProvisionedSupply implements Source {
  readonly #bucket: BurstBucket;
  readonly #scaling: AutoScaling | null;
  #capacity: number;

  constructor(units: number, scaling: AutoScaling | null, assumptions: HeatAssumptions) {
    this.#capacity = units;
    this.#scaling = scaling;
    this.#bucket = new BurstBucket(units, assumptions.bankedSecondsAtStart);
  }

  get capacity(): number {
    return this.#capacity;
  }

  refusal(units: number, second: number): HeatLimit | null {
    return units > this.#bucket.available(second) ? 'provisioned capacity' : null;
  }

  take(units: number): void {
    this.#bucket.take(units);
  }

  endMinute(minute: number, consumed: number): number {
    const next = this.#scaling?.point(minute, consumed) ?? this.#capacity;
    if (next !== this.#capacity) this.#bucket.setCapacity(next, (minute + 1) * 60);
    this.#capacity = next;
    return next;
  }
}
