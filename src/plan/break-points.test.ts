import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planBasis } from './basis.ts';
import { breakPoints, dauAt } from './break-points.ts';
import { keyHeats } from './key-heat.ts';
import { demandWith } from './month-plan.ts';
import { notebook, notebookRun } from './notebook.fixture.ts';

describe('the users at which a limit is reached', () => {
  it.each([
    ['a line through 0', 100, (dau: number) => dau / 50, 5000],
    ['a line with what is there anyway', 100, (dau: number) => 40 + dau / 50, 3000],
    ['reached between two whole numbers', 10, (dau: number) => dau * 3, 4],
    ['growth with the square', 1_000_000, (dau: number) => dau * dau, 1000],
    ['reached by one user', 5, () => 7, 1],
  ])('%s', (_, limit, units, expected) => {
    expect(dauAt(limit, units)).toBe(expected);
  });

  it('is none where units stay below', () => {
    expect(dauAt(100, () => 99)).toBeNull();
  });

  it('is the first that reaches it, of any line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 40_000 }), (per, limit) => {
        expect(dauAt(limit, (dau) => dau / per)).toBe(limit * per);
      }),
    );
  });
});

describe('break points of the notebook', () => {
  const capacity = {
    mode: 'auto-scaling',
    read: { min: 25, max: 500 },
    write: { min: 10, max: 100 },
    targetUtilisation: 0.7,
  } as const;

  it('are the designed maximum and the hottest keys, the nearest first', async () => {
    const basis = await planBasis(notebook({ capacity }), notebookRun(['find']), 200);
    const demand = demandWith(basis, 1000, 10);
    const points = breakPoints(basis, demand, keyHeats(basis, demand), (users) => demandWith(basis, users, 10));
    // add: 5 writes a user and day: 100 a second at 100 × 86,400 ÷ 5 users; the index has half of them, all under one key,
    // which serves 1,000. get and list read 6 units a user and day, newest 1, under that key too.
    const nearest = points.slice(0, 6);
    expect(nearest.map(({ index, direction, limit, key, dau }) => [index, direction, limit, key, dau])).toEqual([
      [null, 'write', 'designed maximum', null, (100 * 86_400) / 5],
      ['ByKind', 'write', 'designed maximum', null, (100 * 86_400) / 2.5],
      [null, 'read', 'designed maximum', null, (500 * 86_400) / 6],
      ['ByKind', 'write', 'partition key', 'KIND#a', (1000 * 86_400) / 2.5],
      ['ByKind', 'read', 'designed maximum', null, 500 * 86_400],
      ['ByKind', 'read', 'partition key', 'KIND#a', 3000 * 86_400],
    ]);
    expect(points[0]?.at.dau).toBe(1000);
    expect(points[0]?.at.unitsPerSecond).toBeCloseTo(5000 / 86_400, 12);
  });

  it('of a scan come with the square of the users', async () => {
    const basis = await planBasis(notebook({ capacity }), notebookRun(), 50);
    const demand = demandWith(basis, 1000, 10);
    const [first] = breakPoints(basis, demand, [], (users) => demandWith(basis, users, 10));
    // find: 24 a day × 12 units × DAU ÷ 10, and 6 units a user and day besides: 34.8 a user and day in all.
    expect(first).toMatchObject({ index: null, direction: 'read', dau: Math.ceil((500 * 86_400) / 34.8) });
  });

  it('of an on-demand table are the quota', async () => {
    const basis = await planBasis(notebook(), notebookRun(['find']), 20);
    const demand = demandWith(basis, 1000, 10);
    const points = breakPoints(basis, demand, [], (users) => demandWith(basis, users, 10));
    expect(points[0]).toMatchObject({ limit: 'quota', limitUnits: 40_000, dau: (40_000 * 86_400) / 6 });
  });
});
