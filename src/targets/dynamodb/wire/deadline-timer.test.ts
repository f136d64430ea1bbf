import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DeadlineTimer } from './deadline-timer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A timer over a list of deadlines, with what it ended and when. */
function watching(): {
  watch(deadlineMs: number): void;
  ended: [deadlineMs: number, atMs: number][];
  timer: DeadlineTimer;
} {
  const startMs = Date.now();
  const clock = () => Date.now() - startMs;
  let left: number[] = [];
  const ended: [number, number][] = [];
  const timer = new DeadlineTimer(clock, (nowMs) => {
    for (const deadlineMs of left.filter((ms) => ms <= nowMs)) ended.push([deadlineMs, nowMs]);
    left = left.filter((ms) => ms > nowMs);
    return Math.min(...left, Number.POSITIVE_INFINITY);
  });
  const watch = (deadlineMs: number): void => {
    left.push(deadlineMs);
    timer.watch(deadlineMs);
  };
  return { watch, ended, timer };
}

it('ends each at its deadline, in whatever order they came', () => {
  const { watch, ended } = watching();
  watch(300);
  watch(100);
  watch(200.4);
  vi.advanceTimersByTime(1_000);
  expect(ended).toEqual([
    [100, 100],
    [200.4, 201],
    [300, 300],
  ]);
});

it('sets one timer for many with the same timeout', () => {
  const { watch } = watching();
  for (let n = 0; n < 100; n++) {
    watch(5_000 + n);
    expect(vi.getTimerCount()).toBe(1);
  }
});

it('stops, and starts again with the next', () => {
  const { watch, ended, timer } = watching();
  watch(100);
  timer.stop();
  vi.advanceTimersByTime(500);
  expect(ended).toEqual([]);
  watch(600);
  vi.advanceTimersByTime(500);
  expect(ended.map(([deadlineMs]) => deadlineMs)).toEqual([100, 600]);
});
