import type { SeedProgress } from '../seeding/seed.ts';
import { pacedProgress } from './paced-progress.ts';
import type { Terminal } from './terminal.ts';

const lineEveryMs = 5_000;

/** Shows how a load goes on. */
export function showProgress(terminal: Terminal, clock: () => number): (progress: SeedProgress) => void {
  const show = pacedProgress(terminal, clock, lineEveryMs);
  return (progress) => show(() => progressLine(progress));
}

/** `dynamodb  order  12,345 of 60,000  20 %  2,700/s  18 s left` */
export function progressLine({ target, doing, done, total, perSecond, leftSeconds }: SeedProgress): string {
  const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
  const pace = doing === 'indexes' ? [] : [`${grouped(perSecond)}/s`, ...left(leftSeconds)];
  return [target, doing, `${grouped(done)} of ${grouped(total)}`, `${percent} %`, ...pace].join('  ');
}

/** A whole number as people read it: `12,345`. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function left(seconds: number | null): string[] {
  if (seconds === null) return [];
  if (seconds < 90) return [`${Math.ceil(seconds)} s left`];
  return [`${Math.ceil(seconds / 60)} min left`];
}
