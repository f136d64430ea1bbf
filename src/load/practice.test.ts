import { expect, it } from 'vitest';
import { practise } from './practice.ts';
import { VirtualClock } from './virtual-clock.ts';

it('practises 2,000 starts in half a second, and leaves nothing to be called', async () => {
  const clock = new VirtualClock();
  clock.stall(1_000_000);
  const practised = practise(clock);
  await clock.run();
  expect(await practised).toEqual({ scheduled: 2_000, ended: 2_000, cut: 0, dropped: 0 });
  expect(clock.nowUs()).toBe(1_499_750);
});
