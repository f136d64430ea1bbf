import { expect, it } from 'vitest';
import { decadeLabel, decadeTicks } from './decade-label.ts';

it.each<[number, string]>([
  [0.001, '0.001'],
  [0.1, '0.1'],
  [0.2, '0.2'],
  [0.3, ''],
  [1, '1'],
  [1.5, ''],
  [20, '20'],
  [90, ''],
  [500, '500'],
  [1000, '1,000'],
])('%d has the label "%s"', (value, label) => {
  expect(decadeLabel(value)).toBe(label);
});

it('stands on its own, as the page for browsers takes it', () => {
  const alone = new Function(`return ${decadeLabel}`)() as typeof decadeLabel;
  expect([alone(0.5), alone(700)]).toEqual(['0.5', '']);
  const ticks = new Function(`${decadeLabel}; return ${decadeTicks}`)() as typeof decadeTicks;
  expect(ticks([{ value: 4 }, { value: 5 }])).toEqual([{ value: 5 }]);
});
