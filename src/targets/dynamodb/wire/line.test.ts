import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Line } from './line.ts';

it('is a list of which the first go first', () => {
  const steps = fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.nat({ max: 99 }).map((push) => ({ push })) },
      { weight: 2, arbitrary: fc.constant({ shift: true }) },
      { weight: 1, arbitrary: fc.integer({ min: 2, max: 9 }).map((keep) => ({ keep })) },
    ),
    { maxLength: 400, size: 'max' },
  );
  fc.assert(
    fc.property(steps, (taken) => {
      const line = new Line<number>();
      let list: number[] = [];
      for (const step of taken) {
        if ('push' in step) {
          line.push(step.push);
          list.push(step.push);
        } else if ('keep' in step) {
          const stays = (entry: number): boolean => entry % step.keep !== 0;
          expect(line.keep(stays)).toEqual(list.filter((entry) => !stays(entry)));
          list = list.filter(stays);
        } else expect(line.shift()).toBe(list.shift());
        expect([line.length, line.last]).toEqual([list.length, list.at(-1)]);
      }
    }),
  );
});
