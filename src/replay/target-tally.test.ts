import { expect, it } from 'vitest';
import { Histogram } from '../measure/histogram.ts';
import { TargetTally } from './target-tally.ts';
import type { WorkerInterval } from './worker-message.ts';

function second(number: number, lateUs: number): WorkerInterval {
  const late = new Histogram();
  late.record(lateUs);
  const generator = { elapsedUs: 1e6, cpuUs: 0, spunUs: 0, activeUs: 0, collectingUs: 0, late: late.data() };
  return { kind: 'interval', second: number, interval: [], verified: {}, generator, inFlight: 0, waiting: 0 };
}

it('the generator is judged by the part that counts: a late start in the warm-up is not held against it', () => {
  const tally = new TargetTally(1, 2);
  tally.add(0, second(1, 90_000));
  expect(tally.generator?.lagMaxMs).toBeCloseTo(90, 0);
  tally.add(0, second(2, 80_000));
  tally.add(0, second(3, 1000));
  expect(tally.generator?.lagMaxMs).toBeCloseTo(1, 1);
  tally.add(0, second(4, 3000));
  expect(tally.generator?.lagMaxMs).toBeCloseTo(3, 1);
});
