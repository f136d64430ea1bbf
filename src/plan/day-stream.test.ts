import { describe, expect, it } from 'vitest';
import { heatAssumptions } from '../capacity/heat/assumptions.ts';
import { planBasis } from './basis.ts';
import { dayStream } from './day-stream.ts';
import { defaultPlanOptions } from './default-plan.ts';
import { heatPlan } from './heat-plan.ts';
import { demandWith, inMode, monthPlan } from './month-plan.ts';
import { notebook, notebookRun } from './notebook.fixture.ts';
import { operationKinds } from './operation-kinds.ts';

const even = Array<number>(24).fill(1 / 24);
const kind = (pattern: string, perDay: number, resource: number) => ({
  pattern,
  perDay,
  drawn: [{ uses: [{ resource, key: -1, read: 1, write: 0 }], pages: null }],
});

describe('the operations of a day', () => {
  const kinds = [kind('a', 60_000, 0), kind('b', 20_000, 1)];
  const day = [...dayStream(kinds, { hours: even }, 1)];
  const count = (of: typeof day, isIn: (one: (typeof day)[number]) => boolean): number => of.filter(isIn).length;

  it('come in order, in the shares of their patterns', () => {
    expect(day.every(({ atMs }, at) => at === 0 || atMs >= (day[at - 1]?.atMs ?? 0))).toBe(true);
    // Four standard deviations of a Poisson count.
    expect(Math.abs(count(day, ({ uses }) => uses[0]?.resource === 0) - 60_000)).toBeLessThan(4 * Math.sqrt(60_000));
    expect(Math.abs(count(day, ({ uses }) => uses[0]?.resource === 1) - 20_000)).toBeLessThan(4 * Math.sqrt(20_000));
  });

  it('are the same for the same random seed, and others for another', () => {
    expect([...dayStream(kinds, { hours: even }, 1)]).toEqual(day);
    expect([...dayStream(kinds, { hours: even }, 2)]).not.toEqual(day);
  });

  it('follow the hours, and a spike in place of them', () => {
    const hours = [...Array<number>(12).fill(0), ...Array<number>(12).fill(1 / 12)];
    const spike = { fromMs: 3_600_000, untilMs: 5_400_000, factor: 6 };
    const shaped = [...dayStream(kinds, { hours, spike }, 1)];
    const from = (low: number, high: number) =>
      count(shaped, ({ atMs }) => atMs >= low * 3_600_000 && atMs < high * 3_600_000);
    expect(from(0, 1)).toBe(0);
    // Half an hour of 6 × 80,000 ÷ 24 an hour.
    expect(Math.abs(from(1, 1.5) - 10_000)).toBeLessThan(400);
    expect(from(1.5, 12)).toBe(0);
    expect(Math.abs(from(12, 24) - 80_000)).toBeLessThan(1200);
  });
});

describe('the operations of a workload', () => {
  it('carry the units of the run to the keys that they touch', async () => {
    const basis = await planBasis(notebook(), notebookRun(), 40);
    const demand = demandWith(basis, 10, 10);
    const { kinds, keys } = operationKinds(basis, demand, basis.measured.patterns);
    const mean = (pattern: string, resource: number, direction: 'read' | 'write'): number => {
      const drawn = kinds.find((one) => one.pattern === pattern)?.drawn ?? [];
      const uses = drawn.flatMap((one) => one.uses.filter((use) => use.resource === resource));
      return uses.reduce((sum, use) => sum + use[direction], 0) / drawn.length;
    };
    expect(mean('get', 0, 'read')).toBeCloseTo(0.5, 9);
    // Every second note is in the index: 1 unit each there, 0.5 on average.
    expect(mean('add', 0, 'write')).toBeCloseTo(1, 9);
    expect(mean('add', 1, 'write')).toBeCloseTo(0.5, 9);
    expect(keys).toContainEqual({ resource: 1, key: 'KIND#a' });
    expect(kinds.find(({ pattern }) => pattern === 'find')?.drawn[0]?.uses).toEqual([
      { resource: 0, key: -1, read: 12, write: 0 },
    ]);
  });

  it('reads of more than 1 MB are cut into pages of at most 128 units', async () => {
    const basis = await planBasis(notebook(), notebookRun(), 5);
    const units = [{ ...basis.measured.patterns[0], units: [{ table: 'Notes', index: null, read: 1000, write: 0 }] }];
    const { kinds } = operationKinds(basis, demandWith(basis, 10, 10), units as never);
    expect(kinds[0]?.drawn[0]).toMatchObject({ uses: [{ read: 125 }], pages: { count: 7, uses: [{ read: 125 }] } });
  });
});

describe('the busiest day of a design', () => {
  const capacity = {
    mode: 'auto-scaling',
    read: { min: 25, max: 500 },
    write: { min: 10, max: 100 },
    targetUtilisation: 0.7,
  } as const;

  it('of 3 writes a second throttles nothing, and costs the least capacity', async () => {
    const basis = await planBasis(notebook({ capacity }), notebookRun(['find']), 40);
    const month = monthPlan(basis, 50_000, 10, defaultPlanOptions.pricing, defaultPlanOptions.postgres);
    if (!month.ok) throw new Error('no month');
    const parts = inMode(month.value.dynamodb, 'as designed')?.parts ?? [];
    const { day } = heatPlan(basis, month.value.demand, month.value.units, parts, heatAssumptions);
    expect(day.throttledOperations).toBe(0);
    expect(day.curves[0]?.write.capacityHours).toBe(240);
    expect(Math.abs((day.curves[0]?.write.askedUnits ?? 0) - 250_000)).toBeLessThan(2000);
  });

  it('under a spike of fifty times the mean throttles writes until capacity follows', async () => {
    const basis = await planBasis(notebook({ capacity }), notebookRun(['find']), 40);
    const month = monthPlan(basis, 30_000, 10, defaultPlanOptions.pricing, defaultPlanOptions.postgres);
    if (!month.ok) throw new Error('no month');
    const parts = inMode(month.value.dynamodb, 'as designed')?.parts ?? [];
    const spike = { fromMs: 43_200_000, untilMs: 45_000_000, factor: 50 };
    const { day } = heatPlan(basis, month.value.demand, month.value.units, parts, heatAssumptions, spike);
    // 1.74 writes a second become 87: the 3,000 kept units last for some 40 s, and then there are 10 for 87.
    const [worst] = day.throttles;
    expect(worst).toMatchObject({ table: 'Notes', index: null, direction: 'write', limit: 'provisioned capacity' });
    expect(worst?.minutes).toBeGreaterThan(5);
    expect(worst?.minutes).toBeLessThanOrEqual(30);
    // Two points and three minutes of lag a step, each 1 ÷ 0.7 of what was there: after half an hour it is still too little.
    const steps = [...(day.curves[0]?.write.capacity ?? [])].filter((units, at, all) => units !== all[at - 1]);
    expect(steps).toEqual([10, 15, 22, 32, 46, 66, 95, 10]);
  });
});
