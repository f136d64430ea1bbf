import type { HeatKey, HeatLimit, HeatResource, HeatUse, Throttle } from './heat-day.ts';
import type { Direction } from './throughput.ts';

interface Count {
  readonly resource: HeatResource;
  readonly direction: Direction;
  readonly limit: HeatLimit;
  readonly refusesTableWrites: boolean;
  operations: number;
  minutes: number;
  lastMinute: number;
  readonly byHour: number[];
  readonly keys: Map<number, number>;
}

/** Counts refusals by what refused. */
export class Throttles {
  readonly #resources: readonly HeatResource[];
  readonly #keys: readonly HeatKey[];
  readonly #counts = new Map<string, Count>();
  operations = 0;
  minutes = 0;
  #lastMinute = -1;

  constructor(resources: readonly HeatResource[], keys: readonly HeatKey[]) {
    this.#resources = resources;
    this.#keys = keys;
  }

  add(refused: HeatUse, direction: Direction, limit: HeatLimit, uses: readonly HeatUse[], minute: number): void {
    const resource = this.#resources[refused.resource];
    if (resource === undefined) return;
    this.operations++;
    if (minute !== this.#lastMinute) this.minutes++;
    this.#lastMinute = minute;
    const count = this.#count(resource, refused.resource, direction, limit, uses);
    count.operations++;
    if (minute !== count.lastMinute) {
      count.minutes++;
      const hour = Math.floor(minute / 60);
      count.byHour[hour] = (count.byHour[hour] ?? 0) + 1;
    }
    count.lastMinute = minute;
    if (refused.key >= 0) count.keys.set(refused.key, (count.keys.get(refused.key) ?? 0) + 1);
  }

  all(): readonly Throttle[] {
    return [...this.#counts.values()]
      .map(
        ({ resource: { table, index }, direction, limit, refusesTableWrites, operations, minutes, byHour, keys }) => {
          const [key, keyOperations] = [...keys].sort(([, one], [, other]) => other - one)[0] ?? [null, 0];
          const name = key === null ? null : (this.#keys[key]?.key ?? null);
          const minutesByHour = Array.from(byHour, (count) => count ?? 0);
          const found = { table, index, direction, limit, refusesTableWrites, operations, minutes, minutesByHour };
          return { ...found, key: name, keyOperations };
        },
      )
      .sort((one, other) => other.operations - one.operations);
  }

  #count(resource: HeatResource, at: number, direction: Direction, limit: HeatLimit, uses: readonly HeatUse[]): Count {
    const place = `${at} ${direction} ${limit}`;
    const found = this.#counts.get(place);
    if (found !== undefined) return found;
    const refusesTableWrites =
      resource.index !== null &&
      direction === 'write' &&
      uses.some(
        (use) =>
          use.write > 0 &&
          this.#resources[use.resource]?.table === resource.table &&
          this.#resources[use.resource]?.index === null,
      );
    const made = { resource, direction, limit, refusesTableWrites, operations: 0, minutes: 0, lastMinute: -1 };
    const count: Count = { ...made, byHour: [], keys: new Map() };
    this.#counts.set(place, count);
    return count;
  }
}
