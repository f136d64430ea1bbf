import { type HeatAssumptions, heatAssumptions } from './assumptions.ts';
import { AutoScaling } from './auto-scaling.ts';
import { DecreaseBudget } from './decrease-budget.ts';
import { burstSeconds, quotaUnits } from './limits.ts';
import { type Direction, directions, type Throughput } from './throughput.ts';

const minutesPerWeek = 7 * 24 * 60;

/** A table or one of its indexes in an average week: units a second in each of its 168 hours from Sunday 00:00 UTC. */
export interface FluidPart {
  readonly read: { readonly demand: readonly number[]; readonly throughput: Throughput };
  readonly write: { readonly demand: readonly number[]; readonly throughput: Throughput };
}

/** What became of one direction in the week. */
export interface FluidWeek {
  /** Provisioned units in each of the 10,080 minutes; `null` on demand. */
  readonly capacity: Float64Array | null;
  readonly askedUnits: number;
  readonly servedUnits: number;
  /** Minutes in which not all was served. */
  readonly throttledMinutes: number;
}

export type FluidPartWeek = Readonly<Record<Direction, FluidWeek>>;

/**
 * The average week of a table (first) and its indexes as an even flow: in each minute as much is served as capacity and
 * burst bucket hold, and a write only as far as the table and every index can take their part of it. On demand is served up
 * to the quota. The week is run twice and told the second time, so that it begins as it ends.
 */
export function fluidWeek(
  parts: readonly FluidPart[],
  assumptions: HeatAssumptions = heatAssumptions,
): FluidPartWeek[] {
  if (parts.every(isOnDemand)) return onDemandWeek(parts);
  const flows = parts.map((part) => {
    const decreases = new DecreaseBudget();
    return {
      read: new Flow(part.read.demand, part.read.throughput, decreases, assumptions),
      write: new Flow(part.write.demand, part.write.throughput, decreases, assumptions),
    };
  });
  for (let minute = 0; minute < 2 * minutesPerWeek; minute++) {
    if (minute === minutesPerWeek) for (const flow of flows) for (const one of directions) flow[one].tellFromHere();
    let share = 1;
    for (const { write } of flows) share = Math.min(share, write.shareOf(minute));
    for (const { read, write } of flows) {
      read.serve(minute, Math.min(1, read.shareOf(minute)));
      write.serve(minute, share);
    }
  }
  return flows.map(({ read, write }) => ({ read: read.week(), write: write.week() }));
}

function isOnDemand({ read, write }: FluidPart): boolean {
  return read.throughput.mode === 'on-demand' && write.throughput.mode === 'on-demand';
}

/** The same without anything to remember from minute to minute: hour by hour. */
function onDemandWeek(parts: readonly FluidPart[]): FluidPartWeek[] {
  const hours = Array.from({ length: minutesPerWeek / 60 }, (_, hour) => hour);
  const shareOf = (units: number): number => (units > quotaUnits ? quotaUnits / units : 1);
  const writeShares = hours.map((hour) => Math.min(...parts.map(({ write }) => shareOf(write.demand[hour] ?? 0))));
  return parts.map((part) => {
    const week = (direction: Direction): FluidWeek => {
      let [askedUnits, servedUnits, throttledMinutes] = [0, 0, 0];
      for (const hour of hours) {
        const units = part[direction].demand[hour] ?? 0;
        const share = direction === 'write' ? (writeShares[hour] ?? 1) : shareOf(units);
        askedUnits += 3600 * units;
        servedUnits += 3600 * units * share;
        if (share < whole && units > 0) throttledMinutes += 60;
      }
      return { capacity: null, askedUnits, servedUnits, throttledMinutes };
    };
    return { read: week('read'), write: week('write') };
  });
}

/** What division leaves behind the tenth digit is not a throttled minute. */
const whole = 1 - 1e-10;

class Flow {
  readonly #demand: readonly number[];
  readonly #scaling: AutoScaling | null;
  /** `null` on demand. */
  #perSecond: number | null;
  #banked: number;
  #capacity: Float64Array | null = null;
  #asked = 0;
  #served = 0;
  #throttledMinutes = 0;

  constructor(
    demand: readonly number[],
    throughput: Throughput,
    decreases: DecreaseBudget,
    assumptions: HeatAssumptions,
  ) {
    this.#demand = demand;
    this.#scaling =
      throughput.mode === 'auto-scaling' ? new AutoScaling(throughput.policy, decreases, assumptions) : null;
    this.#perSecond = throughput.mode === 'provisioned' ? throughput.units : (this.#scaling?.capacity ?? null);
    this.#banked = (this.#perSecond ?? 0) * assumptions.bankedSecondsAtStart;
  }

  tellFromHere(): void {
    this.#asked = 0;
    this.#served = 0;
    this.#throttledMinutes = 0;
    this.#capacity = this.#perSecond === null ? null : new Float64Array(minutesPerWeek);
  }

  /** What can be served of what is asked for, as a share; above 1 there is more than enough. */
  shareOf(minute: number): number {
    const asked = this.#askedIn(minute);
    if (asked === 0) return Number.POSITIVE_INFINITY;
    return this.#room() / asked;
  }

  serve(minute: number, share: number): void {
    const asked = this.#askedIn(minute);
    const served = asked * share;
    this.#asked += asked;
    this.#served += served;
    if (share < whole && asked > 0) this.#throttledMinutes++;
    if (this.#perSecond === null) return;
    if (this.#capacity !== null) this.#capacity[minute % minutesPerWeek] = this.#perSecond;
    const left = this.#room() - served;
    if (this.#scaling !== null) this.#perSecond = this.#scaling.point(minute, served / 60);
    this.#banked = Math.min(burstSeconds * this.#perSecond, left);
  }

  week(): FluidWeek {
    return {
      capacity: this.#capacity,
      askedUnits: this.#asked,
      servedUnits: this.#served,
      throttledMinutes: this.#throttledMinutes,
    };
  }

  #askedIn(minute: number): number {
    return 60 * (this.#demand[Math.floor((minute % minutesPerWeek) / 60)] ?? 0);
  }

  #room(): number {
    return this.#perSecond === null ? 60 * quotaUnits : 60 * this.#perSecond + this.#banked;
  }
}
