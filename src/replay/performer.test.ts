import { describe, expect, it } from 'vitest';
import shop from '../../test/shop/workload.ts';
import { SeededWorld } from '../dataset/world.ts';
import type { Measurement, Outcome } from '../measure/measurement.ts';
import { jobNamed } from './job.ts';
import { isChecked, Performer, type Verification } from './performer.ts';

describe('a sample of the answers', () => {
  it.each([1, 2, 4, 7, 8, 16, 33, 40])('is one in sixteen of each of %i jobs that take turns', (jobs) => {
    const turns = 1600;
    const checked = Array.from({ length: jobs }, () => 0);
    for (let n = 0; n < turns * jobs; n++) {
      if (isChecked('sample', n)) checked[n % jobs] = (checked[n % jobs] ?? 0) + 1;
    }
    for (const count of checked) expect(Math.abs(count - 100)).toBeLessThanOrEqual(15);
  });

  it('is all or nothing where that is asked for', () => {
    const numbers = Array.from({ length: 100 }, (_, n) => n);
    expect(numbers.filter((n) => isChecked('all', n)).length).toBe(100);
    expect(numbers.filter((n) => isChecked('off', n)).length).toBe(0);
  });
});

describe('a flow', () => {
  const job = jobNamed('visit', shop);
  const steps = ['customer', 'orders', 'place-order'];

  /** The patterns of a visit that were run, and what became of them, where each answer is `answer`. */
  async function run(verification: Verification, outcome: Outcome): Promise<[string, string][]> {
    const ran: [string, string][] = [];
    const record = ({ pattern, outcome: found }: Measurement): void => {
      ran.push([pattern, found.state === 'failed' ? found.kind : found.state]);
    };
    const cost = { requests: 1, items: 0, evaluated: 0, bytes: 0, consumed: [] };
    const performer = new Performer({
      world: new SeededWorld(1, { dau: 10, days: 3 }, shop.asOfMs),
      executor: {
        execute: async () => ({ outcome, read: () => 'nonsense', sentUs: 0, doneUs: 1, poolWaitUs: 0, cost }),
      },
      recording: { record, drop: () => {}, verified: () => {}, late: () => {} },
      clock: () => 0,
      phaseOf: () => 'main',
      jobOf: () => job,
      operationOf: (n) => n,
      verification,
      strictness: 'pristine',
      written: 0,
      leftOut: new Set(),
      script: null,
      tags: {},
    });
    await performer.begin({ n: 0, scheduledUs: 0, startedUs: 0, slot: 0 });
    return ran;
  }

  it('goes on after a wrong answer, which an application takes as it is: the same operations run, whichever are compared', async () => {
    expect(await run('all', { state: 'ok' })).toEqual([
      ['customer', 'wrong'],
      ['orders', 'wrong'],
      // A write without an answer has none that could be wrong.
      ['place-order', 'ok'],
    ]);
    expect(await run('off', { state: 'ok' })).toEqual(steps.map((step) => [step, 'ok']));
  });

  it('ends where an operation was not answered', async () => {
    expect(await run('all', { state: 'failed', kind: 'timeout', detail: '' })).toEqual([['customer', 'timeout']]);
  });
});
