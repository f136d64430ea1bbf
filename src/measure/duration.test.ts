import { describe, expect, it } from 'vitest';
import { foundInstead, parseDuration } from './duration.ts';

describe('a duration', () => {
  it.each([
    ['30s', 30_000],
    ['1m30s', 90_000],
    ['1h', 3_600_000],
    ['500ms', 500],
    ['1.5s', 1500],
    ['.5s', 500],
    ['250us', 0.25],
    ['250µs', 0.25],
    ['1d', 86_400_000],
    ['1d2h30m', 95_400_000],
    ['+2s', 2000],
    ['-2s', -2000],
    ['0s', 0],
    ['0', 0],
    [0, 0],
  ])('%j is %f ms', (text, ms) => {
    expect(parseDuration(text)).toEqual({ ms });
  });

  it.each([
    ['30', 'no unit'],
    ['1.5', 'no unit'],
    ['1e3', 'no unit'],
    [30, 'no unit'],
    ['', 'malformed'],
    [' ', 'malformed'],
    ['abc', 'malformed'],
    ['1.5d', 'malformed'],
    ['1d-2h', 'malformed'],
    ['1h 30m', 'malformed'],
    ['30sec', 'malformed'],
    ['1,5s', 'malformed'],
    [null, 'malformed'],
    [true, 'malformed'],
  ])('%j is refused: %s', (value, fault) => {
    expect(parseDuration(value)).toEqual({ fault });
  });

  it('without a unit is shown with what k6 makes of it', () => {
    expect(foundInstead('30', 'no unit')).toBe('"30", which k6 takes for milliseconds');
    expect(foundInstead('30x', 'malformed')).toBe('"30x"');
  });
});
