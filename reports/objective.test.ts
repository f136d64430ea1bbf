import { expect, it } from 'vitest';
import { timeLimit } from './objective.ts';

it.each<[string, ReturnType<typeof timeLimit>]>([
  ['response p(99) < 10ms', { time: 'response', percentile: 99, limitMs: 10 }],
  ['p(99) < 50ms', { time: 'response', percentile: 99, limitMs: 50 }],
  ['service p(99.9) <= 1.5s', { time: 'service', percentile: 99.9, limitMs: 1500 }],
  ['failed == 0', null],
  ['response p(99) > 10ms', null],
  ['response p(99) < 10ms and more', null],
])('reads %s', (objective, limit) => {
  expect(timeLimit(objective)).toEqual(limit);
});
