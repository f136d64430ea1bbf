import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededWorld } from '../../src/dataset/world.ts';
import { asOf, iso, operationMs, ordinalAt, today, week } from './clock.ts';

const world = new SeededWorld(1, { dau: 10, days: 3 }, Date.parse(asOf));

describe('times', () => {
  it('are written as toISOString writes them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.parse('9999-12-31T23:59:59.999Z') }), (ms) => {
        expect(iso(ms)).toBe(new Date(ms).toISOString());
      }),
    );
  });

  it('of operations name the operation', () => {
    fc.assert(
      fc.property(fc.nat(), (ordinal) => {
        expect(ordinalAt(world, iso(operationMs(world, ordinal)))).toBe(ordinal);
      }),
    );
  });

  it.each([
    ['before the present', '2026-01-15T17:59:59.750Z'],
    ['the present itself', asOf],
    ['between two operations', '2026-01-15T18:00:00.251Z'],
    ['no time', 'yesterday'],
    ['nothing', null],
  ])('name none where they are %s', (_, time) => {
    expect(ordinalAt(world, time)).toBeNull();
  });

  it('leave most of a day before the present', () => {
    expect((Date.parse(asOf) - Date.parse(`${today}T00:00:00Z`)) / 3_600_000).toBe(18);
  });
});

describe('the week', () => {
  it('is busiest in the Korean evening and quietest before its dawn', () => {
    const seoul = (utcHour: number) => (utcHour + 9) % 24;
    expect(week.hours).toHaveLength(24);
    expect(seoul(week.hours.indexOf(Math.max(...week.hours)))).toBe(22);
    expect(seoul(week.hours.indexOf(Math.min(...week.hours)))).toBe(5);
  });
});
