import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calendar, type WeeklyCurve } from './calendar.ts';

const hourMs = 3_600_000;
const flat: WeeklyCurve = { hours: Array.from({ length: 24 }, () => 1), days: Array.from({ length: 7 }, () => 1) };
const curve: WeeklyCurve = {
  hours: Array.from({ length: 24 }, (_, hour) => (hour === 12 ? 6 : hour < 6 ? 0 : 1)),
  days: [0.5, 1, 1, 1, 1, 1, 0.5],
};
// A Monday at midnight.
const end = Date.parse('2026-01-12T00:00:00.000Z');

const moments = (calendar: Calendar, count: number): number[] =>
  Array.from({ length: count }, (_, i) => calendar.at(i));

describe('a calendar', () => {
  it('spreads evenly where the curve is flat', () => {
    const calendar = new Calendar(flat, end, 1, 24);
    expect(moments(calendar, 24)).toEqual(Array.from({ length: 24 }, (_, hour) => end - (24 - hour - 0.5) * hourMs));
  });

  it('goes on at the pace of its span', () => {
    const calendar = new Calendar(flat, end, 1, 24);
    expect([calendar.at(24), calendar.at(25)]).toEqual([end + hourMs, end + 2 * hourMs]);
  });

  it('follows the hours of the day and the days of the week', () => {
    const times = moments(new Calendar(curve, end, 7, 100_000), 100_000).map((ms) => new Date(ms));
    const share = (holds: (time: Date) => boolean) => times.filter(holds).length / times.length;
    // A day weighs 17 + 6 hours.
    expect(share((time) => time.getUTCHours() === 12)).toBeCloseTo(6 / 23, 3);
    expect(share((time) => time.getUTCHours() < 6)).toBe(0);
    expect(share((time) => time.getUTCDay() === 0)).toBeCloseTo(0.5 / 6, 3);
    expect(share((time) => time.getUTCDay() === 3)).toBeCloseTo(1 / 6, 3);
  });

  it('never goes back, stays in its span, and goes on past the end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { minLength: 24, maxLength: 24 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 300 }),
        (hours, days, count) => {
          const times = moments(new Calendar({ hours, days: flat.days }, end, days, count), count + 20);
          expect(times.every((ms, i) => Number.isInteger(ms) && ms >= (times[i - 1] ?? 0))).toBe(true);
          expect(times[0]).toBeGreaterThanOrEqual(end - days * 24 * hourMs);
          expect(times[count - 1]).toBeLessThan(end);
          expect(times[count]).toBeGreaterThan(end);
        },
      ),
    );
  });
});
