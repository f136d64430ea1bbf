import { perAverageDay, weekCurve } from '../plan/traffic-week.ts';
import type { Traffic } from '../workload/traffic.ts';

const hourSeconds = 3600;

/** Operations a second of a pattern that were held. */
export interface Held {
  readonly pattern: string;
  readonly perSecond: number;
}

/**
 * The daily active users whose traffic, in the busiest hour of the average week, is what was held: a pattern is asked for
 * a + b × DAU times a day, so it is solved exactly.
 *
 * - `together`: from the sum of those patterns that users ask for, for a load that has the traffic's own shares. What comes
 *   whatever the users was loaded as often as at the dataset's size, and rather too often for more users than that.
 * - `each`: the least of the patterns', for one that has not: no pattern is then asked for more often than it was held.
 *
 * `null` where none of the patterns depends on users.
 */
export function dailyUsers(traffic: Traffic, held: readonly Held[], by: 'together' | 'each'): number | null {
  const peak = Math.max(...weekCurve(traffic)) / hourSeconds;
  const lines = held.map(({ pattern, perSecond }) => {
    const fixed = perAverageDay(traffic, pattern, 0);
    return { perSecond, fixed: fixed * peak, perUser: (perAverageDay(traffic, pattern, 1) - fixed) * peak };
  });
  const solved = (of: readonly (typeof lines)[number][]): number => {
    const sum = (value: (line: (typeof lines)[number]) => number): number =>
      of.reduce((total, line) => total + value(line), 0);
    return (sum((line) => line.perSecond) - sum((line) => line.fixed)) / sum((line) => line.perUser);
  };
  const ofUsers = lines.filter(({ perUser }) => perUser > 0);
  if (ofUsers.length === 0) return null;
  const users = by === 'together' ? solved(ofUsers) : Math.min(...ofUsers.map((line) => solved([line])));
  return Math.max(0, Math.floor(users));
}
