import { operationsPerDay, type Traffic } from '../workload/traffic.ts';

/**
 * The average week from Sunday 00:00 UTC: what share of an average day's operations falls into each of its 168 hours. The
 * shares add up to 7.
 */
export function weekCurve({ hours, days }: Traffic): readonly number[] {
  const ofHours = sum(hours);
  const ofDays = sum(days) / 7;
  return days.flatMap((day) => hours.map((hour) => (day / ofDays) * (hour / ofHours)));
}

/** The busiest hour of the average week, 0 to 167. */
export function peakHour(traffic: Traffic): number {
  const curve = weekCurve(traffic);
  return curve.indexOf(Math.max(...curve));
}

/** Operations a second of a pattern in each hour of the average week. */
export function operationsPerSecond(traffic: Traffic, pattern: string, dau: number): readonly number[] {
  const perDay = perAverageDay(traffic, pattern, dau);
  return weekCurve(traffic).map((share) => (perDay * share) / 3600);
}

/** Operations of an average day; 0 for a pattern without traffic. */
export function perAverageDay(traffic: Traffic, pattern: string, dau: number): number {
  const rate = traffic.rates[pattern];
  return rate === undefined ? 0 : operationsPerDay(rate, dau);
}

/** `Thursday 13:00 UTC` */
export function hourWords(hour: number): string {
  const day = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'][Math.floor(hour / 24)];
  return `${day} ${String(hour % 24).padStart(2, '0')}:00 UTC`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
