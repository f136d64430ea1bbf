import { describe, expect, it } from 'vitest';
import { isUp } from './flapping.ts';
import { answeredAtMs } from './freeze.ts';
import { queue } from './slow-rate.ts';

describe('a server that freezes for 1 s, 10 s into its life', () => {
  const freeze = { delayMs: 2, freezeAtMs: 10_000, freezeForMs: 1_000 };

  it.each([
    ['long before', 0, 2],
    ['just before, and answered before', 9_997, 9_999],
    ['just before, and due within', 9_998, 11_000],
    ['within', 10_500, 11_000],
    ['so late that its answer is due after', 10_998, 11_000],
    ['after', 11_000, 11_002],
  ])('answers what comes %s at its moment', (_when, atMs, answeredMs) => {
    expect(answeredAtMs(freeze, atMs)).toBe(answeredMs);
  });

  it('delays 100 of 3,000 requests at 100/s: p99 700 ms, the slowest 1,000 ms', () => {
    const times = Array.from({ length: 3_000 }, (_, n) => answeredAtMs(freeze, n * 10) - n * 10).sort((a, b) => a - b);
    expect(times.filter((ms) => ms > 2)).toHaveLength(100);
    expect(times[2_969]).toBe(700);
    expect(times.at(-1)).toBe(1_000);
  });
});

describe('a server with 2 workers that take 10 ms each', () => {
  it('answers five requests of one moment two by two', () => {
    const doneAtMs = queue({ serviceMs: 10, workers: 2 });
    expect([0, 0, 0, 0, 0].map(doneAtMs)).toEqual([10, 10, 20, 20, 30]);
  });

  it('has no queue at 100 a second, half of what it can do', () => {
    const doneAtMs = queue({ serviceMs: 10, workers: 2 });
    expect([0, 10, 20, 30].map((atMs) => doneAtMs(atMs) - atMs)).toEqual([10, 10, 10, 10]);
  });

  it('falls behind by 5 ms with each two requests at 400 a second', () => {
    const doneAtMs = queue({ serviceMs: 10, workers: 2 });
    expect([0, 2.5, 5, 7.5, 10, 12.5].map((atMs) => doneAtMs(atMs) - atMs)).toEqual([10, 10, 15, 15, 20, 20]);
  });
});

it('a server that flaps is up first, then down, and so on', () => {
  const flaps = { upMs: 100, downMs: 50, down: 'silence' } as const;
  expect([0, 99, 100, 149, 150, 249, 250].map((atMs) => isUp(flaps, atMs))).toEqual([
    true,
    true,
    false,
    false,
    true,
    true,
    false,
  ]);
});
