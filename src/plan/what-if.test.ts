import { describe, expect, it } from 'vitest';
import { planBasis } from './basis.ts';
import { notebook, notebookRun } from './notebook.fixture.ts';
import { halfTheSize, keysOnly, type MonthInputs, readersOf, stronglyConsistent, withoutIndex } from './what-if.ts';

const basis = await planBasis(notebook(), notebookRun(), 20);
const inputs: MonthInputs = { units: basis.measured.patterns, stored: basis.before };
const unitsOf = ({ units }: MonthInputs, pattern: string) =>
  units.find((one) => one.pattern === pattern)?.units.map(({ index, read, write }) => [index, read, write]);

describe('items of half the size', () => {
  const half = halfTheSize(inputs);

  it('take half the units, but no less than a request costs', () => {
    expect(unitsOf(half, 'find')).toEqual([[null, 6, 0]]);
    expect(unitsOf(half, 'list')).toEqual([[null, 0.5, 0]]);
    expect(unitsOf(half, 'get')).toEqual([[null, 0.5, 0]]);
    expect(unitsOf(half, 'add')).toEqual([
      [null, 0, 1],
      ['ByKind', 0, 0.5],
    ]);
  });

  it('keep the 100 bytes that storage adds', () => {
    expect(half.stored.parts[0]?.bytes).toBe(96_300 / 2 + 200 * 100);
  });
});

it('strong consistency doubles the reads of tables, not those of indexes', () => {
  const strong = stronglyConsistent(inputs, basis);
  expect(unitsOf(strong, 'find')).toEqual([[null, 24, 0]]);
  expect(unitsOf(strong, 'newest')).toEqual([['ByKind', 0.5, 0]]);
  expect(unitsOf(strong, 'add')).toEqual(unitsOf(inputs, 'add'));
});

it('without an index its reads, writes and storage go, and who read it is known', () => {
  const without = withoutIndex(inputs, 'Notes', 'ByKind');
  expect(unitsOf(without, 'add')).toEqual([[null, 0, 1]]);
  expect(unitsOf(without, 'newest')).toEqual([]);
  expect(without.stored.parts.map(({ index }) => index)).toEqual([null]);
  expect(readersOf(inputs, 'Notes', 'ByKind')).toEqual(['newest']);
});

describe('an index with its keys only', () => {
  const keys = keysOnly(inputs, basis);

  it('has entries of 49 bytes', () => {
    expect(keys.stored.parts[1]).toMatchObject({ bytes: 50 * 149, readBytes: 50 * 49 });
  });

  it('sends what reads it to the table for each item that came back', () => {
    // Two items an operation, 0.5 for each, and the least for the entries.
    expect(unitsOf(keys, 'newest')).toEqual([
      ['ByKind', 0.5, 0],
      [null, 1, 0],
    ]);
  });

  it('is written as often, in 1 KB pieces of the entry', () => {
    expect(unitsOf(keys, 'add')).toEqual([
      [null, 0, 1],
      ['ByKind', 0, 0.5],
    ]);
  });
});
