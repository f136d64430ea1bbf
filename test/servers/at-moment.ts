/** Calls back at a moment of `performance.now()`, not before it; Node's timers count in whole milliseconds. */
export function atMoment(momentMs: number, act: () => void): void {
  const leftMs = momentMs - performance.now();
  if (leftMs <= 0) act();
  else setTimeout(() => atMoment(momentMs, act), Math.max(1, Math.floor(leftMs)));
}
