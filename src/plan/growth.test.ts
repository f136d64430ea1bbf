import { describe, expect, it } from 'vitest';
import { planBasis } from './basis.ts';
import { grown } from './growth.ts';
import { notebook, notebookRun } from './notebook.fixture.ts';
import { storedAt } from './stored.ts';

const basis = await planBasis(notebook(), notebookRun(), 20);
const growthTo = (dau: number, days: number) => basis.growth.to(storedAt(basis.workload, basis.sizes, { dau, days }));

describe('reads that grow with the data', () => {
  it('a scan grows as the bytes that it reads', () => {
    // 96,300 bytes in the run; 300 notes of 941 bytes and 100 logs of 22 after thirty days.
    expect(growthTo(10, 30)).toContainEqual({
      pattern: 'find',
      table: 'Notes',
      index: null,
      factor: (300 * 941 + 100 * 22) / 96_300,
      how: 'scan',
    });
  });

  it('a query without a limit grows as the records of a user do, and not with the users', () => {
    const list = { pattern: 'list', table: 'Notes', index: null, factor: 3, how: 'query' };
    expect(growthTo(10, 30)).toContainEqual(list);
    expect(growthTo(1000, 30)).toContainEqual(list);
    expect(growthTo(1000, 10).map(({ pattern }) => pattern)).toEqual(['find']);
  });

  it('what has a limit, or reads one item, stays as it is', () => {
    expect(growthTo(1000, 365).map(({ pattern }) => pattern)).toEqual(['list', 'find']);
  });

  it('takes as many more units', () => {
    const units = grown(basis.measured.patterns, growthTo(10, 30));
    expect(units.find(({ pattern }) => pattern === 'list')?.units).toEqual([
      { table: 'Notes', index: null, read: 3, write: 0 },
    ]);
    expect(units.find(({ pattern }) => pattern === 'get')?.units).toEqual([
      { table: 'Notes', index: null, read: 0.5, write: 0 },
    ]);
  });

  it('nothing grows to the size that the run had', () => {
    expect(growthTo(10, 10)).toEqual([]);
  });
});
