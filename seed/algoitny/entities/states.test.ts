import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededWorld } from '../../../src/dataset/world.ts';
import { asOf } from '../clock.ts';
import { job, jobAfter, jobMovedBy, openStatuses, registeredJob } from './job.ts';
import { plan, planChangedBy } from './plan.ts';
import { runHintedBy, runWithHintsOf, searchHistory } from './search-history.ts';
import { user, userWithPlanOf } from './user.ts';

const world = new SeededWorld(5, { dau: 20, days: 3 }, Date.parse(asOf));

const changes = [
  { name: 'hints on a run', of: searchHistory, left: (ordinal: number) => runWithHintsOf(world, ordinal) },
  { name: "a job's status", of: job, left: (ordinal: number) => jobAfter(world, ordinal) },
  { name: "a user's plan", of: user, left: (ordinal: number) => userWithPlanOf(world, ordinal) },
  { name: 'a plan', of: plan, left: (ordinal: number) => planChangedBy(world, ordinal) },
] as const;

describe.each(changes)('a change of $name', ({ of, left: stateLeft }) => {
  it('can be read from what it leaves, whichever operation it was', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5_000_000 }), (ordinal) => {
        const { i, ...left } = stateLeft(ordinal);
        expect(i).toBeLessThan(world.count(of));
        expect(of.indexOf(left)).toBe(i);
        expect(of.stateOf?.(world, i, left)).toEqual({ ...left, i });
      }),
    );
  });

  it('is not claimed by the first state, by another record, or by a time that no operation had', () => {
    const changed = stateLeft(3);
    expect(of.stateOf?.(world, changed.i, { ...world.record(of, changed.i) })).toBeNull();
    expect(of.stateOf?.(world, changed.i === 0 ? 1 : 0, { ...changed })).toBeNull();
    const shifted = JSON.parse(JSON.stringify(changed).replaceAll('18:00:01.000Z', '18:00:01.001Z'));
    expect(of.stateOf?.(world, changed.i, shifted)).toBeNull();
  });

  it('changes something each time', () => {
    const { i } = stateLeft(3);
    const again = Array.from({ length: 4000 }, (_, ordinal) => ordinal).filter((ordinal) => stateLeft(ordinal).i === i);
    const states = again.slice(0, 5).map((ordinal) => JSON.stringify(stateLeft(ordinal)));
    expect(new Set([...states, JSON.stringify(world.record(of, i))]).size).toBe(states.length + 1);
  });
});

describe('the records that change', () => {
  it('have runs without hints, and of all these each once before any twice', () => {
    const count = world.count(searchHistory);
    const targets = Array.from({ length: count / 10 }, (_, ordinal) => runHintedBy(world, ordinal));
    expect(new Set(targets).size).toBe(count / 10);
    for (const i of targets) expect(world.record(searchHistory, i).hints).toBeNull();
  });

  it('have jobs whose status may always be moved, whatever moved them before and in which order', () => {
    for (let ordinal = 0; ordinal < 200; ordinal++) {
      const i = jobMovedBy(world, ordinal);
      expect(openStatuses).toContain(world.keys(job, i).status);
      expect(openStatuses).toContain(jobAfter(world, ordinal).status);
      expect(job.moves?.(world, i)).toBe(true);
    }
  });

  it('have registered jobs in each of their states', () => {
    const i = world.count(job) + 4;
    expect(world.keys(job, i).status).toBe('PENDING');
    for (const status of ['PROCESSING', 'COMPLETED'] as const) {
      const state = registeredJob(world, i, status);
      expect(job.stateOf?.(world, i, { ...state })).toEqual(state);
      expect(job.stateOf?.(world, i, { ...state, updatedAt: asOf })).toBeNull();
    }
    expect(registeredJob(world, i, 'COMPLETED').generatorCode).toContain('import sys');
  });
});
