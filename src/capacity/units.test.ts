import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readUnits } from './read-units.ts';
import { failedConditionUnits, writeUnits } from './write-units.ts';

it.each([
  ['a missing item, eventual', 0, 'eventual', 0.5],
  ['a missing item, strong', 0, 'strong', 1],
  ['a missing item, transactional', 0, 'transactional', 2],
  ['a byte', 1, 'eventual', 0.5],
  ['3,500 bytes as 4 KB', 3500, 'strong', 1],
  ['exactly 4 KB', 4096, 'strong', 1],
  ['a byte over 4 KB', 4097, 'strong', 2],
  ['8 KB strong', 8192, 'strong', 2],
  ['8 KB eventual', 8192, 'eventual', 1],
  ['8 KB in a transaction', 8192, 'transactional', 4],
  ['10 KB as 12 KB', 10_240, 'strong', 3],
  ['400 KB', 409_600, 'eventual', 50],
] as const)('reads %s', (_words, bytes, mode, units) => {
  expect(readUnits(bytes, mode)).toBe(units);
});

it.each([
  ['nothing there and nothing left', 0, 0, 1],
  ['500 bytes as 1 KB', 0, 500, 1],
  ['exactly 1 KB', 0, 1024, 1],
  ['a byte over 1 KB', 0, 1025, 2],
  ['1.6 KB as 2 KB', 0, 1638, 2],
  ['3.5 KB as 4 KB', 0, 3584, 4],
  ['by what was there, where that is larger', 3000, 200, 3],
  ['by what is left, where that is larger', 200, 3000, 3],
  ['400 KB', 409_600, 409_600, 400],
])('writes %s', (_words, before, after, units) => {
  expect(writeUnits(before, after)).toBe(units);
});

it.each([
  ['no item', 0, 1],
  ['a small item', 100, 1],
  ['an item of 300 KB, whatever was to replace it', 307_200, 300],
])('a failed condition costs %s', (_words, existing, units) => {
  expect(failedConditionUnits(existing)).toBe(units);
});

const bytes = fc.integer({ min: 0, max: 409_600 });
const modes = fc.constantFrom('eventual', 'strong', 'transactional' as const);

it('never costs less to read or write more', () => {
  fc.assert(
    fc.property(bytes, bytes, bytes, modes, (one, other, third, mode) => {
      const [small, large] = one < other ? [one, other] : [other, one];
      expect(readUnits(small, mode)).toBeLessThanOrEqual(readUnits(large, mode));
      expect(writeUnits(small, third)).toBeLessThanOrEqual(writeUnits(large, third));
      expect(writeUnits(third, small)).toBeLessThanOrEqual(writeUnits(third, large));
    }),
  );
});

it('costs half to read eventually and twice to read in a transaction', () => {
  fc.assert(
    fc.property(bytes, (size) => {
      expect(readUnits(size, 'eventual') * 2).toBe(readUnits(size, 'strong'));
      expect(readUnits(size, 'transactional')).toBe(readUnits(size, 'strong') * 2);
    }),
  );
});

it('never costs more to write two things at once than apart', () => {
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      expect(writeUnits(one, other)).toBeLessThanOrEqual(writeUnits(one, 0) + writeUnits(0, other));
      expect(writeUnits(one, other)).toBe(writeUnits(other, one));
    }),
  );
});
