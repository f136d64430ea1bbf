import { dollars } from './bill-table.ts';
import { counted, whole } from './figures.ts';
import { plain, wrapped } from './text/text-width.ts';

/** A day that was simulated. */
export interface DayOnPaper {
  readonly dau: number;
  readonly weekday: string;
  readonly operations: number;
  readonly throttledOperations: number;
  readonly throttledMinutes: number;
  readonly throttles: readonly ThrottleOnPaper[];
  readonly usd: number;
  /** Units a second in each quarter of an hour from 00:00 UTC; capacity is `null` on demand. */
  readonly curves: readonly {
    readonly table: string;
    readonly index: string | null;
    readonly direction: 'read' | 'write';
    readonly consumed: readonly number[];
    readonly capacity: readonly number[] | null;
  }[];
}

interface ThrottleOnPaper {
  readonly table: string;
  readonly index: string | null;
  readonly direction: 'read' | 'write';
  readonly limit: string;
  readonly refusesTableWrites: boolean;
  readonly operations: number;
  readonly minutes: number;
  readonly minutesByHour: readonly number[];
  readonly key: string | null;
  readonly keyOperations: number;
}

/** What was throttled on the day, through which limit and which key, and what its throughput costs. */
export function dayLines(day: DayOnPaper, room: number): string[] {
  const { dau, weekday, operations, throttledOperations, throttledMinutes, throttles, usd } = day;
  const throttled =
    throttledOperations === 0
      ? 'none throttled'
      : `${whole(throttledOperations)} throttled, in ${counted(throttledMinutes, 'minute')}`;
  const head = `${whole(dau)} DAU, ${weekday}: ${whole(operations)} operations, ${throttled}; throughput ${dollars(Math.round(usd * 100))} that day`;
  return [...wrapped(head, room), ...throttles.flatMap((one) => wrapped(throttleText(one), room, '  ', '    '))];
}

function throttleText(of: ThrottleOnPaper): string {
  const { table, index, direction, limit, refusesTableWrites, operations, minutes, key, keyOperations } = of;
  const where = plain(index === null ? table : `${table} ${index}`);
  const pressure = refusesTableWrites ? ', which refuses the table’s writes' : '';
  const stands = limit === 'partition key' || keyOperations >= operations / 10;
  const hottest = key === null || !stands ? '' : `; most of one key: ${whole(keyOperations)} of ${plain(key)}`;
  return `${where} ${direction}s: ${limit}${pressure}: ${whole(operations)} operations in ${counted(minutes, 'minute')}${hottest}`;
}
