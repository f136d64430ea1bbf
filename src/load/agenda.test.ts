import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda } from './agenda.ts';

describe('an agenda', () => {
  it('calls in order of time, equal ones in the order of asking, and no cancelled ones', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ atUs: fc.nat(20), cancelled: fc.boolean() })), (asked) => {
        const agenda = new Agenda();
        const called: number[] = [];
        for (const [k, { atUs, cancelled }] of asked.entries()) {
          const wake = agenda.add(atUs, () => called.push(k));
          if (cancelled) wake.cancel();
        }
        while (agenda.nextUs < Number.POSITIVE_INFINITY) agenda.takeDue(agenda.nextUs)?.();
        const kept = [...asked.keys()].filter((k) => !asked[k]?.cancelled);
        expect(called).toEqual(kept.toSorted((a, b) => (asked[a]?.atUs ?? 0) - (asked[b]?.atUs ?? 0) || a - b));
      }),
    );
  });

  it('gives nothing before it is due', () => {
    const agenda = new Agenda();
    agenda.add(10, () => {});
    expect(agenda.takeDue(9)).toBeNull();
    expect(agenda.takeDue(10)).not.toBeNull();
    expect(agenda.nextUs).toBe(Number.POSITIVE_INFINITY);
  });
});
