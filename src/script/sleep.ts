import { stages } from './stage.ts';

/** The longest that a timer of Node can wait. */
const longestMs = 2 ** 31 - 1;

/**
 * k6's `sleep`, in seconds: think time, not part of any response time. It need not be awaited: patterns that are run
 * after it, further sleeps and the end of the iteration wait for it.
 */
export function sleep(seconds: number): Promise<void> {
  if (typeof seconds !== 'number' || !(seconds >= 0)) {
    throw new TypeError(`sleep(${String(seconds)}): found no number of seconds`);
  }
  const ms = Math.min(seconds * 1000, longestMs);
  const pause = stages.getStore()?.pause;
  if (pause === undefined) return timer(ms);
  pause.askedMs += ms;
  const over = (pause.over ?? Promise.resolve()).then(() => timer(ms));
  pause.over = over;
  void over.then(() => {
    if (pause.over === over) pause.over = null;
  });
  return over;
}

/** A sleeper that was cut off keeps nothing alive. */
function timer(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
