import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownCents, shownTotal } from './shown-cents.ts';

const usd = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const halfCents = fc.integer({ min: -400, max: 400 }).map((n) => n / 200);
const amounts = fc.array(fc.oneof(usd, halfCents), { maxLength: 40 });

const sum = (cents: readonly number[]) => cents.reduce((all, one) => all + one, 0);

describe('shown cents', () => {
  it.each<[string, readonly number[], number, readonly number[]]>([
    ['nothing', [], 0, []],
    ['whole cents stay', [1.23, 4.56], 579, [123, 456]],
    ['three thirds of a cent: the first gets it', [0.01 / 3, 0.01 / 3, 0.01 / 3], 1, [1, 0, 0]],
    ['the largest remainder first', [0.001, 0.004, 0.005], 1, [0, 0, 1]],
    ['half a cent goes up', [0.005], 1, [1]],
    ['0.1 + 0.2 is 0.3', [0.1, 0.2], 30, [10, 20]],
    ['1.005 is one dollar and a half cent, whatever its double is', [1.005], 101, [101]],
    ['a negative line takes back what it took', [0.125, -0.125], 0, [13, -13]],
    ['negative ones are rounded down, away from 0, as well', [3.004, -3.008, 0.007], 0, [300, -301, 1]],
    ['only negative', [-0.333, -0.333, -0.334], -100, [-33, -33, -34]],
  ])('%s', (_, lines, total, cents) => {
    expect(shownTotal(lines)).toBe(total);
    expect(shownCents(lines, total)).toEqual(cents);
  });

  it('add up to the shown total', () => {
    fc.assert(
      fc.property(amounts, (lines) => {
        const total = shownTotal(lines);
        expect(sum(shownCents(lines, total))).toBe(total);
      }),
    );
  });

  it('are each less than a cent from their amount, and a whole amount stays itself', () => {
    fc.assert(
      fc.property(amounts, (lines) => {
        shownCents(lines, shownTotal(lines)).forEach((cents, n) => {
          expect(Math.abs(cents / 100 - (lines[n] ?? 0))).toBeLessThanOrEqual(0.01);
        });
        const whole = lines.map((line) => (Math.round(line * 100) + 0) / 100);
        expect(shownCents(whole, shownTotal(whole))).toEqual(whole.map((line) => Math.round(line * 100) + 0));
      }),
    );
  });

  it('add up to a total that was rounded the other way too', () => {
    fc.assert(
      fc.property(amounts, fc.double({ min: 0.001, max: 0.009, noNaN: true }), (lines, more) => {
        const all = [...lines.map((line) => Math.round(line * 100) / 100), more];
        const down = shownTotal(all.slice(0, -1));
        expect(sum(shownCents(all, down))).toBe(down);
        expect(sum(shownCents(all, down + 1))).toBe(down + 1);
      }),
    );
  });

  it('refuse a total that is not theirs', () => {
    expect(() => shownCents([0.001, 0.002], 2)).not.toThrow();
    expect(() => shownCents([0.001, 0.002], 3)).toThrow(RangeError);
    expect(() => shownCents([0.011], 0)).toThrow(RangeError);
  });
});
